"""Blocks found in the bytes of a file, so that the rest of it need not be parsed."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from riskctl.model.record import Event
from riskctl.model.search import plain
from riskctl.storage.text.canonical import read_canonical
from riskctl.storage.text.canonical_records import Blocks

_START: Final = b"\n[["
# Text that is found more often is found in so many blocks that all are read.
_SPARSE_BYTES: Final = 2048


class Lines:
    """
    The lines of a text; what was counted before a place is not counted again.

    Attributes:
        place: The byte that was asked for last.
    """

    def __init__(self, data: bytes) -> None:
        """Begin at the first."""
        self._data = data
        self.place, self._line = 0, 1

    def at(self, place: int) -> int:
        """Return the number of the line in which a byte stands."""
        if place < self.place:
            self.place, self._line = 0, 1
        self._line += self._data.count(b"\n", self.place, place)
        self.place = place
        return self._line


def event_in(data: bytes, file: str, event_id: str, lines: Lines) -> Event | None:
    """Return the event with an id where its block is in canonical form, else None."""
    if not _is_plain(event_id):
        return None
    wanted = f'[[event]]\nid = "{event_id}"\n'.encode()
    # Who asks for several asks for them by their days, and so they stand as a rule.
    at = data.find(wanted, lines.place)
    if at < 0:
        at = data.find(wanted)
    if at < 0:
        return None
    stop = data.find(_START, at) + 1 or len(data)
    found = read_canonical(data[at:stop], file, line=lines.at(at))
    return found.events[0] if found else None


def has_id(data: bytes, record_id: str) -> bool | None:
    """
    Say whether a record has this id.

    Args:
        data: A file in canonical form throughout.

    Returns:
        None when the file has to be read whole.
    """
    if not _is_plain(record_id):
        return None
    line = f'\nid = "{record_id}"'.encode()
    at = data.find(line)
    while at >= 0:
        at += len(line)
        if data.startswith((b"\n", b"\r\n"), at):
            return True
        at = data.find(line, at)
    return False


def may_have_id(data: bytes, text: str) -> bool:
    """Say whether a line that gives an id may hold *text*."""
    if not _is_plain(text):
        return True
    part = text.encode()
    at = data.find(part)
    while at >= 0:
        if data.startswith(b"id = ", data.rfind(b"\n", 0, at) + 1):
            return True
        at = data.find(part, at + 1)
    return False


def events_with(data: bytes, file: str, text: str) -> list[Event] | None:
    """
    Return the events of the blocks in which a *text* stands.

    Args:
        data: A file in canonical form throughout.
        text: As it is searched; see `model.search.plain`.

    Returns:
        None when the file has to be read whole.
    """
    if not _is_plain(text):
        return None
    # To fold is quick where there is nothing but ASCII, and keeps every place.
    if data.isascii():
        return _around(data, file, data.lower(), text.encode())
    # Elsewhere it may change lengths: that the text stands nowhere is all it tells.
    return None if text in plain(data.decode("utf-8")) else []


def events_on(data: bytes, file: str, days: Iterable[date]) -> list[Event] | None:
    """
    Return the events of some days.

    Args:
        data: A file in canonical form throughout.

    Returns:
        None when the file has to be read whole.
    """
    events: list[Event] = []
    for day in days:
        found = _around(data, file, data, f"\ndate = {day}".encode())
        if found is None:
            return None
        events += found
    return events


def _around(data: bytes, file: str, folded: bytes, wanted: bytes) -> list[Event] | None:
    """Read the blocks around what was found; None where that is most of them."""
    if folded.count(wanted) > len(data) // _SPARSE_BYTES:
        return None
    events: list[Event] = []
    at, lines = folded.find(wanted), Lines(folded)
    while at >= 0:
        # The text may stand in the very header of the block.
        start = folded.rfind(_START, 0, at + len(_START) - 1) + 1
        stop = folded.find(_START, at) + 1 or len(folded)
        found = read_canonical(data[start:stop], file, line=lines.at(start))
        if found is None:
            return None
        events += found.events
        at = folded.find(wanted, stop)
    return events


def blocks_of(data: bytes, file: str, kind: str) -> Blocks | None:
    """
    Return the records of a kind, without a look at the others.

    Args:
        data: A file in canonical form throughout.
        kind: As their blocks are called.

    Returns:
        None when the file has to be read whole.
    """
    found = Blocks()
    header = f"[[{kind}]]".encode()
    at = 0 if data.startswith(header) else data.find(b"\n" + header) + 1 or len(data)
    lines = Lines(data)
    while at < len(data):
        stop = data.find(_START, at) + 1 or len(data)
        part = read_canonical(data[at:stop], file, line=lines.at(at))
        if part is None:
            return None
        found += part
        at = data.find(b"\n" + header, at) + 1 or len(data)
    return found


def _is_plain(text: str) -> bool:
    return text.isprintable() and text.isascii() and not {'"', "\\"} & {*text}
