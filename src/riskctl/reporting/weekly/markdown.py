"""The weekly report as Markdown (CommonMark, with GitHub's tables)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.safe import safe
from riskctl.reporting.weekly.blocks import Block, Entry, Paragraph, Table
from riskctl.reporting.weekly.sections import WHAT_THIS_IS, heading, weekly_sections
from riskctl.reporting.words import UNOFFICIAL

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$:@])")
_RULE: Final = re.compile(r"^(?=[-=])")
_NUMBERED: Final = re.compile(r"^(\d+)(?=\.(?:\s|$))")
# GitHub makes a link of a bare host that starts so.
_BARE_HOST: Final = re.compile(r"(?<=www)\.", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_UNSAFE_IN_URL: Final = re.compile(r"[\s<>\\|()\[\]`\"']")


def render_markdown(report: WeeklyReport) -> str:
    """Return the report as Markdown; what users wrote is text and nothing else."""
    parts = [f"> **{escaped(UNOFFICIAL)}**", escaped(WHAT_THIS_IS)]
    parts.append(f"# {escaped(heading(report))}")
    for section in weekly_sections(report):
        parts.append(f"## {escaped(section.title)}")
        parts += ["\n".join(_block(block)) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


@lru_cache(maxsize=1024)
def escaped(text: str) -> str:
    r"""
    Return *text* so that Markdown shows it as it is written.

    >>> escaped("[x](javascript:y) | <b>")
    '\\[x\\]\\(javascript\\:y\\) \\| \\<b\\>'
    """
    plain = _SPECIAL.sub(r"\\\1", safe(" ".join(text.split())))
    plain = _RULE.sub(r"\\", plain)
    if plain[:1].isdigit():
        plain = _NUMBERED.sub(r"\1\\", plain)
    return _BARE_HOST.sub(r"\\.", plain) if "www" in plain.lower() else plain


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield escaped(block.text)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield from (_entry(entry) for entry in block.entries)


def _table(block: Table) -> Iterator[str]:
    yield _row(block.header)
    yield _row(
        tuple(
            "---:" if index in block.right else "---"
            for index in range(len(block.header))
        ),
        raw=True,
    )
    yield from (_row(row) for row in block.rows)


def _row(cells: tuple[str, ...], *, raw: bool = False) -> str:
    shown = cells if raw else tuple(escaped(cell) for cell in cells)
    return "| " + " | ".join(shown) + " |"


def _entry(entry: Entry) -> str:
    parts = [f"- {escaped(entry.head)}: **{escaped(entry.title)}**"]
    if entry.note:
        parts.append(escaped(entry.note))
    links = [
        f"[{escaped(_host(link))}](<{_link_target(link)}>)" for link in entry.links
    ]
    references = [escaped(it) for it in entry.references]
    if links or references:
        parts.append(f"({', '.join([*links, *references])})")
    return " ".join(parts)


def _host(link: str) -> str:
    return link.split("/")[2]


def _link_target(link: str) -> str:
    plain = _UNSAFE_IN_URL.sub(lambda it: f"%{ord(it[0]):02X}", safe(link))
    return _ENTITY.sub("&amp;", plain)
