"""
A fast path for log files exactly as `writer.block` writes them.

Most files of a log are nothing else. One regular expression reads a block in
the time in which the full parser reads a key. Whatever it does not recognise to
the last character, the full parser judges: this path never finds a fault, and a
test holds the two to the same records.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from riskctl.storage.disk.names import MAX_FILE_BYTES
from riskctl.storage.text.canonical_blocks import (
    MOST_LINES,
    RAW,
    block_pattern,
    decoded,
    plain_items,
)
from riskctl.storage.text.canonical_records import (
    Blocks,
    events_of,
    notes_of,
    retractions_of,
    reviews_of,
)

# Small enough for the processor's cache: larger runs are slower, not faster.
_RUN_BYTES: Final = 32 * 1024
# The end of a run of events.
_OTHER: Final = re.compile(r"\n\[\[(?!event\]\]\n)")
# What no basic string takes as it is; line feeds are counted.
_CONTROLS: Final = bytes((*range(9), *range(11, 32), 127))


def read_canonical(data: bytes, file: str, *, line: int = 1) -> Blocks | None:
    """
    Return the records of a text that is canonical throughout; None when it is not.

    Args:
        line: The number of the first line, where the text is part of a file that
            is canonical before it.
    """
    if len(data) > MAX_FILE_BYTES:
        return None
    found = Blocks()
    start = 0
    try:
        while start < len(data):
            stop = data.find(b"\n[[", start + _RUN_BYTES) + 1 or len(data)
            piece = data[start:stop]
            if stop == len(data) and not piece.endswith((b"\n\n", b"\n\r\n")):
                if piece.endswith(b"\r"):  # which ends no line by itself
                    return None
                piece += b"\n"  # after the last block there is no blank line
            line = _scan(piece, file, line, found)
            start = stop
    except ValueError:
        return None
    return found


def _scan(piece: bytes, file: str, line: int, found: Blocks) -> int:
    """Add the records of a piece, and return the number of the line after it."""
    if b"\r" in piece:
        piece = piece.replace(b"\r\n", b"\n")
    if len(piece.translate(None, _CONTROLS)) < len(piece):
        raise ValueError
    text = piece.decode("utf-8")
    if text.startswith("\n"):  # before what was added to a file
        text, line = text[1:], line + 1
    expected = line + text.count("\n")
    for name, part in _parts(text):
        line = _add(name, part, file, line, found)
    if line != expected:  # some text went on in the next line
        raise ValueError
    return line


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Cut into runs of events and single other blocks, each with its blank line."""
    start = 0
    while start < len(text):
        if text.startswith("[[event]]\n", start):
            other = _OTHER.search(text, start)
            name, stop = "event", other.start() + 1 if other else 0
        else:
            name = text[start + 2 : text.find("]]\n", start)]
            stop = text.find("\n[[", start) + 1
            if name not in MOST_LINES:
                raise ValueError
        yield name, text[start : stop or len(text)]
        start = stop or len(text)


def _add(name: str, part: str, file: str, line: int, found: Blocks) -> int:
    """Add the records of blocks of one kind; return the number of the line after."""
    escapes = "\\" in part
    groups: list[tuple[str, ...]] = block_pattern(name, escapes=escapes).findall(part)
    if groups[-1][-1]:
        raise ValueError
    most = MOST_LINES[name]
    raw = RAW.get(name, ())
    counts = [most - it.count("") for it in groups]
    if raw:
        rare = raw[-1]
        counts = [
            count + it[rare].count("\n") - 1 if it[rare] else count
            for it, count in zip(groups, counts, strict=True)
        ]
    lines = [*accumulate(counts, initial=line)]
    if escapes:
        groups = [
            tuple(
                text if place in raw else _meant(text) for place, text in enumerate(it)
            )
            for it in groups
        ]
    in_lines = str if escapes else plain_items
    placed = zip(groups, lines, strict=False)
    if name == "event":
        found.events += events_of(placed, in_lines, file)
    elif name == "review":
        found.reviews += reviews_of(placed, in_lines, file)
    elif name == "note":
        found.notes += notes_of(placed, in_lines, file)
    else:
        found.retractions += retractions_of(placed, file)
    return lines[-1]


def _meant(text: str) -> str:
    return decoded(text) if "\\" in text or '"' in text else text
