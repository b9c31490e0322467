"""
The bulletin as Markdown that renders alike in CommonMark, python-markdown and a forge.

What would mean something is written as an entity, which all of them know, and not
with a backslash, which some show. No `{{`, `{%` or `{#` is left: a site may take the
page through templates first.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.safe import safe
from riskctl.reporting.weekly.annex import Block, annex
from riskctl.reporting.weekly.bulletin import (
    SHOWN_NEWS,
    Bulletin,
    NewsLine,
    bulletin_of,
)
from riskctl.reporting.weekly.chart_words import chart_words, ribbon_text
from riskctl.reporting.weekly.noted import KEEPER
from riskctl.reporting.weekly.said import host
from riskctl.reporting.words import UNOFFICIAL, points

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>#|~&]")
# A colon within an address or before an emoji's name; a bare host; a mail address; a
# formula between dollars.
_LINKING: Final = re.compile(
    r"(?<=[A-Za-z]):(?=//)|(?<!\w):(?=\w)"
    r"|(?<=www)\.|@(?=\w)|\$(?=[^$]*\$)",
    re.IGNORECASE,
)
_LIST: Final = re.compile(r"^[-+=]|^(\d+)[.)](?=\s|$)")
_UNSAFE_IN_URL: Final = re.compile(r"[\s<>\\|()\[\]`\"'{}]")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")


def render_markdown(report: WeeklyReport, *, full: bool = False) -> str:
    """Return the report as Markdown; what users wrote is text and nothing else."""
    page = bulletin_of(report)
    parts = [f"*{escaped(UNOFFICIAL)}*", f"# {escaped(page.title)}"]
    parts.append(f"**{escaped(page.week)}** · {escaped(' · '.join(page.dates))}")
    parts += [escaped(it) for it in page.notices]
    parts += [_ladder(page), f"**{escaped(page.lead)}** {escaped(page.rest)}".strip()]
    parts += [escaped(page.sure)] if page.sure else []
    for title, lines in (
        ("What drives it", _drivers(page)),
        ("The last 26 weeks", _run(page)),
        ("New this week", _news(page)),
        ("Also noted", (f"- {escaped(it)}" for it in page.noted)),
        ("What next", _pairs(page.ahead)),
        ("By goal", _pairs(page.goals)),
        ("Channels and fora", _contacts(page)),
        (KEEPER, (f"{escaped(it)}\n" for it in page.keeper)),
    ):
        if text := "\n".join(lines).rstrip("\n"):
            parts += [f"## {title}", text]
    for section in annex(report) if full else ():
        parts.append(f"## {escaped(section.title)}")
        parts += ["\n".join(_block(block)) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


@lru_cache(maxsize=1024)
def escaped(text: str) -> str:
    r"""
    Return *text* so that every kind of Markdown shows it as it is written.

    >>> escaped("[x](javascript:y) | <b>"), escaped("a call at 12:30, $5 & more")
    ('&#91;x&#93;(javascript:y) &#124; &#60;b&#62;', 'a call at 12:30, $5 &#38; more')
    """
    plain = safe(" ".join(text.split()))
    plain = _SPECIAL.sub(_entity, plain)
    plain = _LINKING.sub(_entity, plain)
    return _LIST.sub(lambda it: f"{it[1] or ''}&#{ord(it[0][-1])};", plain)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _ladder(page: Bulletin) -> str:
    said = []
    for it in page.rungs:
        text = escaped(f"{it.band.level.value} {it.band.word}")
        was = " (a week ago)" if it.was and not it.is_now else ""
        said.append(f"**{text}**" if it.is_now else f"{text}{was}")
    expired = f" {escaped(page.expired)}" if page.expired else ""
    return " · ".join(said) + expired


def _drivers(page: Bulletin) -> Iterator[str]:
    for it in page.drivers:
        way = f", {it.arrow} {escaped(it.way)}" if it.way else ""
        event = f"{escaped(it.event)} ({escaped(it.rest)})" if it.event else ""
        rests = event or escaped(it.rest)
        yield f"- **{escaped(it.title)}**: {escaped(it.amount)}{way}: {rests}"


def _run(page: Bulletin) -> Iterator[str]:
    weeks = page.report.weeks
    if weeks:
        yield f"Level at each week’s end, oldest first: {ribbon_text(page.report)}"
        yield "Score: " + " ".join(points(it.score) for it in weeks)
    yield from (f"\n{escaped(it)}" for it in chart_words(page.report))


def _news(page: Bulletin) -> Iterator[str]:
    for index, it in enumerate(page.news):
        head = f"- {escaped(it.day)}: **{escaped(it.title)}**"
        mark = f" {escaped(it.mark)}" if it.mark else ""
        yield f"{head}{mark}" if index >= SHOWN_NEWS else f"{head}{mark}{_about(it)}"
    yield from (f"\n{escaped(it)}" if page.news else escaped(it) for it in page.beside)


def _about(it: NewsLine) -> str:
    note = f" {escaped(it.note)}" if it.note.strip() else ""
    links = [f"[{escaped(host(it))}](<{_link_target(it)}>)" for it in it.links]
    sources = [*links, *(escaped(it) for it in it.references)]
    read = f" ({', '.join(sources)})" if sources else ""
    return f" · {escaped(it.about)}.{note}{read}"


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    return (f"- {escaped(label)}: {escaped(text)}" for label, text in pairs)


def _contacts(page: Bulletin) -> Iterator[str]:
    if page.contacts:
        yield from _table(
            ("Channel", "Last met", "Silent for"),
            [(it.title, it.last, it.silent) for it in page.contacts],
        )


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, str):
        yield escaped(block)
    else:
        yield from _table(block.header, block.rows, right=block.right)


def _table(
    header: tuple[str, ...],
    rows: list[tuple[str, ...]] | tuple[tuple[str, ...], ...],
    *,
    right: frozenset[int] = frozenset(),
) -> Iterator[str]:
    yield _row(tuple(map(escaped, header)))
    marks = ("---:" if index in right else "---" for index in range(len(header)))
    yield _row(tuple(marks))
    yield from (_row(tuple(map(escaped, row))) for row in rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _link_target(link: str) -> str:
    plain = _UNSAFE_IN_URL.sub(lambda it: f"%{ord(it[0]):02X}", safe(link))
    return _ENTITY.sub("&amp;", plain)
