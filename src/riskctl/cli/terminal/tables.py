"""Rich tables; every cell is text, never markup."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.confidence import IndicatorLook
from riskctl.model.indicator import Indicator
from riskctl.reporting.lines import wrapped
from riskctl.reporting.safe import safe
from riskctl.reporting.words import points

# From here on there is room for kind and weight beside the readings.
_ROOMY: Final = 76
# Under it a row finds no room in its columns.
_LEAST: Final = 60


def plain_table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    folded: int,
    right: Iterable[int] = (),
) -> Table:
    """
    Return a table of safe texts.

    Args:
        folded: The column that gives way where the terminal is narrow.
        right: The columns that are aligned to the right.
    """
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False
    )
    to_the_right = set(right)
    for index, title in enumerate(header):
        table.add_column(
            Text(title),
            justify="right" if index in to_the_right else "left",
            overflow="fold",
            no_wrap=index != folded,
        )
    for row in rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    return table


def indicators_table(assessment: Assessment, *, width: int) -> RenderableType:
    """Return the catalogue with today's readings and the last looks."""
    if width < _LEAST:
        return _indicators_narrow(assessment)
    roomy = width >= _ROOMY
    looks = {it.indicator.id: it for it in assessment.coverage.looks}
    rows = []
    for contribution in assessment.contributions:
        indicator = contribution.reading.indicator
        look = looks[indicator.id]
        rows.append(
            (
                indicator.id,
                *([indicator.kind.value, f"{indicator.weight:g}"] if roomy else []),
                f"{contribution.reading.value:.2f}",
                points(contribution.points),
                "never" if look.last is None else str(look.last),
                _state(look),
            )
        )
    more = ("kind", "weight") if roomy else ()
    header = ("indicator", *more, "now", "points", "last look", "")
    return plain_table(header, rows, folded=0, right=(2, 3, 4) if roomy else (1, 2))


def _indicators_narrow(assessment: Assessment) -> RenderableType:
    """Return the same with two lines an indicator, where a row finds no room."""
    looks = {it.indicator.id: it for it in assessment.coverage.looks}
    lines = []
    for contribution in assessment.contributions:
        indicator = contribution.reading.indicator
        look = looks[indicator.id]
        now = f"{contribution.reading.value:.2f}, {points(contribution.points)} points"
        seen = "never" if look.last is None else str(look.last)
        lines += [indicator.id, f"  {now} · {seen} {_state(look)}"]
    return Group(*(Text(safe(it)) for it in lines))


def _state(look: IndicatorLook) -> str:
    """Say in a word whether an indicator is known, and was looked at lately."""
    if not look.is_set:
        return "not set"
    return "fresh" if look.is_fresh else "stale"


def indicator_screen(
    assessment: Assessment, indicator: Indicator, *, width: int
) -> RenderableType:
    """Return one indicator with its question, its reasons and its scale."""
    reading = next(
        it.reading
        for it in assessment.contributions
        if it.reading.indicator == indicator
    )
    facts = [
        ("kind", indicator.kind.value),
        ("group", indicator.group),
        ("weight", f"{indicator.weight:g}"),
        *(
            [("half-life", f"{indicator.half_life_days:g} days")]
            if indicator.kind.fades
            else [("starts at", f"{indicator.initial:g}")]
        ),
        ("review", f"every {indicator.review_days} days"),
        ("reading", f"{reading.value:.2f} on {assessment.as_of}"),
        ("look for", indicator.question),
        ("why", indicator.why),
    ]
    sheet = Table.grid(padding=(0, 2))
    for label, text in facts:
        sheet.add_row(Text(label, style="bold"), Text(safe(text)))
    scale: RenderableType = (
        plain_table(
            ("value", "number", "means"),
            ((it.name, f"{it.number:g}", it.means) for it in indicator.scale),
            folded=2,
            right=(1,),
        )
        if width >= _LEAST
        else Group(
            *(
                Text(text)
                for it in indicator.scale
                for text in (
                    safe(f"{it.name} ({it.number:g})"),
                    *wrapped(it.means, width, indent="  "),
                )
            )
        )
    )
    title = Text(safe(indicator.title), style="bold")
    return Group(title, Text(""), sheet, Text(""), scale)
