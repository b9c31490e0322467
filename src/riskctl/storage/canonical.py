"""
A fast path for log files exactly as `writer.block` writes them.

Most files of a log are nothing else. One regular expression reads a block in
the time in which the full parser reads a key. Whatever it does not recognise to
the last character, the full parser judges: this path never finds a fault, and a
test holds the two to the same records.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from riskctl.storage.bounds import MAX_FILE_BYTES
from riskctl.storage.canonical_blocks import MOST_LINES, block_pattern, decoded, joined
from riskctl.storage.canonical_rows import (
    Rows,
    event_rows,
    retraction_rows,
    review_rows,
)

# Small enough for the processor's cache: larger runs are slower, not faster.
_RUN_BYTES: Final = 32 * 1024
# What no basic string takes as it is; line feeds are counted.
_CONTROLS: Final = [bytes([it]) for it in (*range(9), *range(11, 32), 127)]


class NotCanonicalError(ValueError):
    """The text is not in riskctl's own form; the full parser has to judge it."""


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
    start = 0
    while start < len(data):
        stop = data.find(b"\n[[", start + _RUN_BYTES) + 1 or len(data)
        rows = Rows()
        piece = data[start:stop]
        if stop == len(data) and not piece.endswith((b"\n\n", b"\n\r\n")):
            if piece.endswith(b"\r"):  # which ends no line by itself
                raise NotCanonicalError
            piece += b"\n"  # after the last block there is no blank line
        try:
            line = _scan(piece, line, rows)
        except ValueError:
            raise NotCanonicalError from None
        yield rows
        start = stop


def _scan(piece: bytes, line: int, rows: Rows) -> int:
    """Add the rows of a piece, and return the number of the line after it."""
    if b"\r" in piece:
        piece = piece.replace(b"\r\n", b"\n")
    if any(it in piece for it in _CONTROLS):
        raise NotCanonicalError
    text = piece.decode("utf-8")
    if text.startswith("\n"):  # before what was added to a file
        text, line = text[1:], line + 1
    expected = line + text.count("\n")
    for name, part in _parts(text):
        line = _add(name, part, line, rows)
    if line != expected:  # some text went on in the next line
        raise NotCanonicalError
    return line


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Cut into runs of events and single other blocks, each with its blank line."""
    start = 0
    while start < len(text):
        if not text.startswith("[[re", start):
            name, stop = "event", text.find("\n[[re", start) + 1
        else:
            name = "review" if text.startswith("[[rev", start) else "retraction"
            stop = text.find("\n[[", start) + 1
        yield name, text[start : stop or len(text)]
        start = stop or len(text)


def _add(name: str, part: str, line: int, rows: Rows) -> int:
    """Add the rows of blocks of one kind, and return the number of the line after."""
    escapes = "\\" in part
    found: list[tuple[str, ...]] = block_pattern(name, escapes=escapes).findall(part)
    if found[-1][-1]:
        raise NotCanonicalError
    most = MOST_LINES[name]
    counts = [most - it.count("") for it in found]
    lines = [*accumulate(counts, initial=line)]
    if escapes:
        found = [tuple(map(_meant, it)) for it in found]
    in_lines = str if escapes else joined
    placed = zip(found, lines, strict=False)
    if name == "event":
        rows.events += event_rows(placed, in_lines)
    elif name == "review":
        rows.reviews += review_rows(placed, in_lines)
    else:
        rows.retractions += retraction_rows(placed)
    return lines[-1]


def _meant(text: str) -> str:
    return decoded(text) if "\\" in text or '"' in text else text
