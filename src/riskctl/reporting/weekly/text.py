"""The weekly report as plain text, for a terminal or a mail."""

from collections.abc import Iterator

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.lines import (
    EMPTY,
    Line,
    dim,
    labelled,
    line,
    plain_text,
    strong,
    table,
    wrapped,
    wrapped_lines,
)
from riskctl.reporting.weekly.blocks import Block, Entries, Entry, Paragraph, Table
from riskctl.reporting.weekly.sections import WHAT_THIS_IS, heading, weekly_sections
from riskctl.reporting.words import UNOFFICIAL

TEXT_WIDTH = 78


def render_text(report: WeeklyReport) -> str:
    """Return the report as text of at most 78 columns, but for long addresses."""
    return plain_text(report_lines(report, width=TEXT_WIDTH))


def report_lines(report: WeeklyReport, *, width: int) -> Iterator[Line]:
    """Yield the report's lines in *width* columns."""
    for text in (UNOFFICIAL, WHAT_THIS_IS):
        yield from (line(it) for it in wrapped(text, width))
    yield EMPTY
    for text in wrapped(heading(report), width):
        yield line(strong(text))
        yield line("=" * len(text))
    for section in weekly_sections(report):
        yield EMPTY
        yield line(strong(section.title))
        yield line("-" * len(section.title))
        for block in section.blocks:
            yield from _block(block, width=width)


def _block(block: Block, *, width: int) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from (line(it) for it in wrapped(block.text, width))
    elif isinstance(block, Table) and any(block.header):
        rows = [block.header, *block.rows]
        yield from (line(it) for it in table(rows, width=width, right=block.right))
    elif isinstance(block, Table):
        for label, text in block.rows:
            yield from labelled(label, text, width=width)
    else:
        yield from _entries(block, width=width)


def _entries(block: Entries, *, width: int) -> Iterator[Line]:
    for entry in block.entries:
        yield from _entry(entry, width=width)


def _entry(entry: Entry, *, width: int) -> Iterator[Line]:
    yield line(entry.head)
    yield from (line(it) for it in wrapped(entry.title, width, indent="  "))
    yield from (line(it) for it in wrapped_lines(entry.note, width, indent="  "))
    for source in (*entry.links, *entry.references):
        yield line(dim(f"  {source}"))
