"""The bulletin as plain text, for a terminal or a mail."""

from collections.abc import Iterator

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.chart import sparkline
from riskctl.reporting.lines import (
    EMPTY,
    Line,
    Span,
    Style,
    columns,
    dim,
    labelled,
    line,
    padded,
    plain_text,
    strong,
    table,
    wrapped,
    wrapped_lines,
)
from riskctl.reporting.weekly.annex import AnnexTable, Block, annex
from riskctl.reporting.weekly.bulletin import (
    SHOWN_NEWS,
    Bulletin,
    NewsLine,
    Rung,
    bulletin_of,
)
from riskctl.reporting.weekly.chart_words import chart_words, ribbon_text
from riskctl.reporting.weekly.noted import KEEPER
from riskctl.reporting.words import UNOFFICIAL, sentence

TEXT_WIDTH = 78
# A table of more columns is stacked: its first two stand in a line of their own.
_NARROW = 3
_HEADS = 2
_UNDER = "    "


def render_text(report: WeeklyReport, *, full: bool = False) -> str:
    """Return the report as text of at most 78 columns, but for long addresses."""
    return plain_text(report_lines(report, width=TEXT_WIDTH, full=full))


def report_lines(
    report: WeeklyReport, *, width: int, full: bool = False
) -> Iterator[Line]:
    """Yield the report's lines in *width* columns."""
    page = bulletin_of(report)
    yield from _paragraph(UNOFFICIAL, width)
    yield EMPTY
    yield from (line(strong(it)) for it in wrapped(page.title, width))
    for text in (page.week, sentence(" · ".join(page.dates)), *page.notices):
        yield from _paragraph(text, width)
    yield EMPTY
    yield from _ladder(page, width)
    yield EMPTY
    yield from (line(strong(it)) for it in wrapped(page.lead, width))
    yield from _paragraph(page.rest, width)
    if page.sure:
        yield EMPTY
        yield from _paragraph(page.sure, width)
    yield from _headed("What drives it", _drivers(page, width))
    yield from _headed("The last 26 weeks", _run(page, width))
    yield from _headed("New this week", _news(page, width))
    yield from _headed(
        "Also noted", (row for it in page.noted for row in _item(it, width))
    )
    yield from _headed("What next", _pairs(page.ahead, width))
    yield from _headed("By goal", _pairs(page.goals, width))
    yield from _headed("Channels and fora", _contacts(page, width))
    yield from _headed(
        KEEPER, (row for it in page.keeper for row in _paragraph(it, width, "  "))
    )
    if full:
        for section in annex(report):
            rows = (it for block in section.blocks for it in _block(block, width))
            yield from _headed(section.title, rows)


def _headed(title: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Yield some lines under a heading; nothing where there are none."""
    rows = list(lines)
    if rows:
        yield EMPTY
        yield line(strong(title))
        yield from rows


def _paragraph(text: str, width: int, indent: str = "") -> Iterator[Line]:
    return (line(it) for it in wrapped(text, width, indent=indent))


def _ladder(page: Bulletin, width: int) -> Iterator[Line]:
    """Yield the levels in one line, the present one in brackets."""
    spans: list[str | Span] = []
    for it in page.rungs:
        spans += [_rung(it), "  "]
    yield line(*spans)
    was = next((it for it in page.rungs if it.was), None)
    if was and not was.is_now:
        yield from _paragraph(
            f"A week ago: {was.band.level.value} {was.band.word}.", width
        )
    yield from _paragraph(page.expired, width)


def _rung(it: Rung) -> Span:
    said = f"{it.band.level.value} {it.band.word}"
    return Span(f"[{said}]", Style(it.band.colour)) if it.is_now else dim(said)


def _drivers(page: Bulletin, width: int) -> Iterator[Line]:
    for it in page.drivers:
        way = f", {it.arrow} {it.way}" if it.way else ""
        yield from _item(f"{it.title}: {it.amount}{way}", width)
        yield from _paragraph(
            f"{it.event} ({it.rest})" if it.event else it.rest, width, _UNDER
        )


def _run(page: Bulletin, width: int) -> Iterator[Line]:
    weeks = page.report.weeks
    if not weeks:
        return
    scores = sparkline([it.score for it in weeks], top=100.0)
    rows = [("score, 0 to 100", scores), ("level", ribbon_text(page.report))]
    yield from (line(f"  {it}") for it in table(rows, width=width - 2))
    for text in chart_words(page.report):
        yield from _paragraph(text, width, _UNDER)


def _news(page: Bulletin, width: int) -> Iterator[Line]:
    for it in page.news[:SHOWN_NEWS]:
        yield from _item(f"{it.day}: {it.title}", width)
        yield from _paragraph(
            " · ".join(filter(None, [it.about, it.mark])), width, _UNDER
        )
        yield from _notes(it, width)
    folded = page.news[SHOWN_NEWS:]
    if folded:
        yield from _item(f"{len(folded)} more:", width)
    for it in folded:
        mark = f" · {it.mark}" if it.mark else ""
        yield from _paragraph(f"{it.day}: {it.title}{mark}", width, _UNDER)
    for text in page.beside:
        yield from _paragraph(text, width, _UNDER)


def _notes(it: NewsLine, width: int) -> Iterator[Line]:
    yield from (line(row) for row in wrapped_lines(it.note, width, indent="    "))
    for source in (*it.links, *it.references):
        yield line(dim(f"    {source}"))


def _pairs(pairs: tuple[tuple[str, str], ...], width: int) -> Iterator[Line]:
    for label, text in pairs:
        yield from _item(f"{label}: {text}", width)


def _contacts(page: Bulletin, width: int) -> Iterator[Line]:
    rows = [
        (it.title, it.last, f"silent for {it.silent}" if it.silent else "")
        for it in page.contacts
    ]
    yield from (line(f"  {it}") for it in table(rows, width=width - 2, right={2}))


def _item(text: str, width: int) -> Iterator[Line]:
    first, *rest = wrapped(text, width - 4) or [""]
    yield line(f"  - {first}")
    yield from (line(f"    {it}") for it in rest)


def _block(block: Block, width: int) -> Iterator[Line]:
    if isinstance(block, str):
        yield from _paragraph(block, width, "  ")
    elif len(block.header) > _NARROW:
        yield from _stacked(block, width)
    elif any(block.header):
        yield from _table(block, width)
    else:
        size = max(columns(label) for label, _ in block.rows) + 2
        for label, text in block.rows:
            yield from labelled(label, text, width=width, size=size)


def _table(block: AnnexTable, width: int) -> Iterator[Line]:
    """Yield a table; a text in its last column is wrapped, not cut."""
    rows = [block.header, *block.rows]
    if len(block.header) - 1 in block.right:
        found = table(rows, width=width - 2, right=block.right)
        yield from (line(f"  {it}") for it in found)
        return
    heads = table([row[:-1] for row in rows], width=width // 2, right=block.right)
    size = max(map(columns, heads)) + 2
    for head, row in zip(heads, rows, strict=True):
        first, *rest = wrapped(row[-1], width - size - 2) or [""]
        yield line(f"  {padded(head, size)}{first}".rstrip())
        yield from (line(f"  {' ' * size}{it}") for it in rest)


def _stacked(block: AnnexTable, width: int) -> Iterator[Line]:
    """Yield a wide table in two lines a row, so that nothing in it is cut."""
    all_rows = [block.header, *block.rows]
    right = {it - _HEADS for it in block.right}
    room = width - len(_UNDER)
    rests = table([it[_HEADS:] for it in all_rows], width=room, right=right)
    for row, rest in zip(all_rows, rests, strict=True):
        yield from _paragraph(": ".join(row[:_HEADS]), width, "  ")
        yield line(f"{_UNDER}{rest}")
