"""One file of the log, read for the index: rows without a place."""

from dataclasses import dataclass, field
from typing import Final

from riskctl.model.finding import Finding
from riskctl.model.record import Event, Retraction, Review
from riskctl.storage.bounds import MAX_FILE_BYTES
from riskctl.storage.canonical import scan_canonical
from riskctl.storage.canonical_rows import EventRow, RetractionRow, ReviewRow
from riskctl.storage.index.records import event_row, retraction_row, review_row
from riskctl.storage.index.rows import MICROSECONDS
from riskctl.storage.names import LOG_FOLDER

_HEADERS: Final = (b"[[event]]", b"[[review]]", b"[[retraction]]")


class UnusualError(Exception):
    """The log, or its change, is none for an index."""


@dataclass(slots=True)
class Page:
    """
    What a text holds.

    Attributes:
        scale: What makes microseconds of the rows' moments.
        newlines: How many lines it ends.
        plain: As of a known file.
    """

    events: list[EventRow] = field(default_factory=list)
    reviews: list[ReviewRow] = field(default_factory=list)
    retractions: list[RetractionRow] = field(default_factory=list)
    problems: tuple[Finding, ...] = ()
    scale: int = 1
    newlines: int = 0
    plain: bool = True


def read_page(data: bytes, name: str) -> Page:
    """
    Read one file of the log.

    Raises:
        UnusualError: Two of its records stand on one line, or a review is of a
            period.
    """
    rows = scan_canonical(data)
    newlines = data.count(b"\n")
    if rows and (rows.events or rows.reviews or rows.retractions):
        return Page(
            rows.events,
            rows.reviews,
            rows.retractions,
            scale=MICROSECONDS,
            newlines=newlines,
        )
    return _parsed(data, name, newlines)


def read_tail(data: bytes, start: int, newlines: int, name: str) -> Page | None:
    """
    Read what was added to a plain file; nothing if that cannot be read by itself.

    A plain file is a sequence of `[[event]]`, `[[review]]` and `[[retraction]]`
    tables and nothing else. A header at the start of a line ends the last of them
    and opens one more table in an array that may be added to, so what follows means
    beside it what it means alone: only its lines count on.

    Args:
        start: Where the added bytes begin.
        newlines: How many lines were ended before.
    """
    tail = data[start:]
    starts_line = (
        data[start - 1 : start] == b"\n" or tail[:2].lstrip(b"\r")[:1] == b"\n"
    )
    if not (starts_line and tail.lstrip(b"\r\n").startswith(_HEADERS)):
        return None
    if len(data) > MAX_FILE_BYTES:
        return None
    rows = scan_canonical(tail, newlines + 1)
    total = newlines + tail.count(b"\n")
    if rows:
        return Page(
            rows.events,
            rows.reviews,
            rows.retractions,
            scale=MICROSECONDS,
            newlines=total,
        )
    page = _parsed(tail, name, total)
    if page.problems or not page.plain:
        return None
    page.events = [(*it[:-1], it[-1] + newlines) for it in page.events]
    page.reviews = [(*it[:-1], it[-1] + newlines) for it in page.reviews]
    page.retractions = [(*it[:-1], it[-1] + newlines) for it in page.retractions]
    return page


def _parsed(data: bytes, name: str, newlines: int) -> Page:
    """Read a text by the full parser."""
    from riskctl.storage.reader import read_any

    text = read_any(data, f"{LOG_FOLDER}/{name}")
    page = Page(problems=text.problems, newlines=newlines)
    lines = set()
    for record in text.records:
        lines.add(record.origin.line)
        if isinstance(record, Event):
            page.events.append(event_row(record))
        elif isinstance(record, Review) and record.since:
            # A row holds one day; the log is read whole instead.
            raise UnusualError
        elif isinstance(record, Review):
            page.reviews.append(review_row(record))
        elif isinstance(record, Retraction):
            page.retractions.append(retraction_row(record))
    if len(lines) < len(text.records):
        raise UnusualError
    page.plain = not text.problems and _is_plain(data, lines)
    return page


def _is_plain(data: bytes, headers: set[int]) -> bool:
    """Say whether each record has a header on its own line, and none is inline."""
    if not headers:
        return False
    lines = data.split(b"\n")
    return all(lines[it - 1].lstrip(b" \t").startswith(b"[[") for it in headers)
