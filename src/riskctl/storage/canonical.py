"""
A fast path for log files exactly as `writer.block` writes them.

Most files of a log are nothing else. One regular expression reads a block in
the time in which the full parser reads a key. Whatever it does not recognise to
the last character, the full parser judges: this path never finds a fault, and a
test holds the two to the same records.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import accumulate
from typing import Final

from riskctl.model.finding import Origin
from riskctl.model.grade import CREDIBILITY, RELIABILITY, Grade
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.canonical_blocks import MOST_LINES, block_pattern, decoded, joined
from riskctl.storage.canonical_rows import (
    Rows,
    event_rows,
    retraction_rows,
    review_rows,
)
from riskctl.storage.toml import MAX_FILE_BYTES

# Small enough for the processor's cache: larger runs are slower, not faster.
_RUN_BYTES: Final = 64 * 1024
# What no basic string takes as it is; line feeds are counted.
_CONTROLS: Final = [bytes([it]) for it in (*range(9), *range(11, 32), 127)]
_GRADES: Final = {
    f"{letter}{digit}": Grade(letter, digit)
    for letter in RELIABILITY
    for digit in CREDIBILITY
}
_TLPS: Final = {it.value: it for it in Tlp}


class NotCanonicalError(ValueError):
    """The text is not in riskctl's own form; the full parser has to judge it."""


def read_canonical(data: bytes, file: str) -> tuple[Record, ...] | None:
    """
    Return the records of a file that is canonical throughout, or nothing.

    In the full parser's order: events, reviews, retractions.
    """
    rows = scan_canonical(data)
    return tuple(_records(rows, file)) if rows else None


def scan_canonical(data: bytes, line: int = 1) -> Rows | None:
    """
    Return the rows of a text that is canonical throughout, or nothing.

    Args:
        line: The number of the first line. The end of a file that has grown can be
            scanned alone, where all that stood before it was canonical, too.
    """
    rows = Rows()
    try:
        for run in scan_runs(data, line):
            rows.extend(run)
    except NotCanonicalError:
        return None
    return rows


def scan_runs(data: bytes, line: int = 1) -> Iterator[Rows]:
    """
    Yield the rows of a canonical text, some hundred at a time.

    Raises:
        NotCanonicalError: It is not, after all; what was yielded must not be used.
    """
    if len(data) > MAX_FILE_BYTES:
        raise NotCanonicalError
    for piece in _pieces(data):
        rows = Rows()
        try:
            line = _scan(piece, line, rows)
        except ValueError:
            raise NotCanonicalError from None
        yield rows


def _pieces(data: bytes) -> Iterator[bytes]:
    """Cut before headers, into pieces of some length."""
    start = 0
    while start < len(data):
        stop = data.find(b"\n[[", start + _RUN_BYTES) + 1 or len(data)
        yield data[start:stop]
        start = stop


def _scan(piece: bytes, line: int, rows: Rows) -> int:
    """Add the rows of a piece, and return the number of the line after it."""
    piece = piece.replace(b"\r\n", b"\n")
    if any(it in piece for it in _CONTROLS):
        raise NotCanonicalError
    text = piece.decode("utf-8")
    after = line + text.count("\n")
    # Then every block ends at a blank line or where its part ends.
    text = text.removesuffix("\n") if text.endswith("\n\n") else text
    if text.startswith("\n"):  # before what was added to a file
        text, line = text[1:], line + 1
    for name, part in _parts(text):
        _add(name, part, line, rows)
        line += part.count("\n")
    return after


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Cut into runs of events and single other blocks, each with its blank line."""
    first, *others = f"\n{text}".split("\n[[re")
    if first:
        yield "event", f"{first[1:]}\n"
    for other in others:
        name = "review" if other.startswith("view") else "retraction"
        block, gap, events = f"[[re{other}\n".partition("\n\n[[event]]")
        yield name, f"{block}\n\n" if gap else block
        if gap:
            yield "event", f"[[event]]{events}"


def _add(name: str, part: str, line: int, rows: Rows) -> None:
    """Add the rows of blocks of one kind."""
    escapes = "\\" in part
    found = block_pattern(name, escapes=escapes).findall(part)
    if found[-1][-1]:
        raise NotCanonicalError
    counts = (MOST_LINES[name] - it.count("") for it in found)
    lines = [*accumulate(counts, initial=line)]
    if lines[-1] != line + part.count("\n"):  # a text went on in the next line
        raise NotCanonicalError
    if escapes:
        found = [tuple(map(decoded, it)) for it in found]
    in_lines = str if escapes else joined
    placed = zip(found, lines, strict=False)
    if name == "event":
        rows.events += event_rows(placed, in_lines)
    elif name == "review":
        rows.reviews += review_rows(placed, in_lines)
    else:
        rows.retractions += retraction_rows(placed)


def _records(rows: Rows, file: str) -> Iterator[Record]:
    for name, day, indicator, value, title, sources, grade, note, *rest in rows.events:
        scheduled, backfilled, replaces, tlp, recorded, by, line = rest
        yield Event(
            id=name,
            date=date.fromordinal(day),
            indicator=indicator,
            value=value,
            title=title,
            sources=tuple(sources.split("\n")) if sources else (),
            grade=_GRADES[grade],
            note=note,
            recorded=_moment(recorded),
            by=by,
            scheduled=scheduled,
            backfilled=backfilled,
            replaces=replaces,
            tlp=_TLPS[tlp],
            origin=Origin(file, line),
        )
    for name, day, indicators, note, recorded, by, line in rows.reviews:
        yield Review(
            id=name,
            date=date.fromordinal(day),
            indicators=tuple(indicators.split("\n")),
            note=note,
            recorded=_moment(recorded),
            by=by,
            origin=Origin(file, line),
        )
    for name, event, reason, recorded, by, line in rows.retractions:
        yield Retraction(
            id=name,
            event=event,
            reason=reason,
            recorded=_moment(recorded),
            by=by,
            origin=Origin(file, line),
        )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
