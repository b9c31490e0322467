"""The index brought in step with the files of the log, by what has changed in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from riskctl.storage.index.change import Change
from riskctl.storage.index.files import digest_of
from riskctl.storage.index.insert import ReadFile
from riskctl.storage.index.opened import known_files
from riskctl.storage.index.pages import UnusualError, read_page, read_tail
from riskctl.storage.index.schema import DAY_BITS

if TYPE_CHECKING:
    import sqlite3

    from riskctl.model.catalogue import Catalogue
    from riskctl.storage.index.files import FoundFiles, KnownFile
    from riskctl.storage.index.rows import Row

# What is kept in memory at once; more is built anew, file by file.
_MOST_BYTES: Final = 16 * 2**20
# Where an event's line stands among its columns after the place.
_LINE: Final = 10
_MOVE: Final = "UPDATE events SET line = ? WHERE place = ?"
_RESTAMP: Final = """
UPDATE files SET name = ?, size = ?, modified = ?, changed = ?, inode = ?, settled = ?
WHERE number = ?
"""


@dataclass(slots=True)
class _Coming:
    """
    A file that is new or has changed.

    Attributes:
        known: As it was; nothing when it is new.
        is_grown: The page holds only what was added at its end.
        events: The day of each event that is to be put in, and its columns.
    """

    read: ReadFile
    known: KnownFile | None = None
    is_grown: bool = False
    events: list[tuple[int, Row]] = field(default_factory=list)


class _Step:
    """One comparison of all files with what is known of them."""

    def __init__(
        self, connection: sqlite3.Connection, found: FoundFiles, catalogue: Catalogue
    ) -> None:
        self._connection = connection
        self._found = found
        self._change = Change(connection, catalogue)
        self._known = {it.name: it for it in known_files(connection)}
        self._free = max((it.number for it in self._known.values()), default=0) + 1
        self._same: list[tuple[KnownFile, str]] = []
        self._coming: list[_Coming] = []

    def take(self) -> None:
        """Compare, take out what is gone, put in what is new."""
        gone = [it for it in self._known.values() if it.name not in self._found.stamps]
        self._compare(gone)
        for file in gone:
            self._drop(file)
        for coming in self._coming:
            self._take_out(coming)
        for coming in self._coming:
            coming.read.places += self._change.add_events(coming.events)
            self._change.add_others(coming.read.page, coming.read.number)
        self._change.finish()
        self._connection.executemany(
            _RESTAMP, [self._stamped(known, name) for known, name in self._same]
        )
        for coming in self._coming:
            coming.read.insert(self._connection, now=self._found.now)

    def _compare(self, gone: list[KnownFile]) -> None:
        """Sort the files into those that hold what they held, and the others."""
        size = 0
        renamed = {it.digest: it for it in gone}
        for name in sorted(self._found.stamps):
            data = self._found.read(name)
            digest = digest_of(data)
            known = self._known.get(name)
            if known and known.digest == digest:
                self._same.append((known, name))
            elif known is None and digest in renamed:
                known = renamed.pop(digest)
                gone.remove(known)
                self._same.append((known, name))
            else:
                size += len(data)
                if size > _MOST_BYTES:
                    raise UnusualError
                self._coming.append(self._read(name, data, digest, known))

    def _read(
        self, name: str, data: bytes, digest: bytes, known: KnownFile | None
    ) -> _Coming:
        stamp = self._found.stamps[name]
        if known is None:
            number, self._free = self._free, self._free + 1
            return _Coming(ReadFile(number, name, stamp, digest, read_page(data, name)))
        old = known.stamp.size
        if known.plain and old < len(data) and digest_of(data[:old]) == known.digest:
            tail = read_tail(data, old, known.newlines, name)
            if tail:
                read = ReadFile(known.number, name, stamp, digest, tail)
                return _Coming(read, known, is_grown=True)
        page = read_page(data, name)
        return _Coming(ReadFile(known.number, name, stamp, digest, page), known)

    def _drop(self, file: KnownFile) -> None:
        """Take out a file that is gone."""
        rows = self._change.old_events(file.number, file.first, file.last)
        self._change.remove_events(rows)
        self._change.remove_others(file.number)
        self._connection.execute("DELETE FROM files WHERE number = ?", (file.number,))

    def _take_out(self, coming: _Coming) -> None:
        """Take out of a changed file what is no longer in it as it was."""
        read, known = coming.read, coming.known
        coming.events = self._change.new_events(read.page, read.number)
        if known is None:
            return
        if coming.is_grown:
            read.places = [known.first, known.last] if known.last else []
            return
        rows = self._change.old_events(known.number, known.first, known.last)
        old = {_content(it[0] >> DAY_BITS, it[1:]): it for it in rows}
        new, moved = [], []
        for day, row in coming.events:
            same = old.pop(_content(day, row), None)
            if same is None:
                new.append((day, row))
                continue
            read.places.append(same[0])
            if same[_LINE + 1] != row[_LINE]:
                moved.append((row[_LINE], same[0]))
        coming.events = new
        self._connection.executemany(_MOVE, moved)
        self._change.remove_events(old.values())
        self._change.remove_others(known.number)

    def _stamped(self, known: KnownFile, name: str) -> Row:
        stamp = self._found.stamps[name]
        return (name, *stamp, int(stamp.is_settled(self._found.now)), known.number)


def bring_in_step(
    connection: sqlite3.Connection, found: FoundFiles, catalogue: Catalogue
) -> None:
    """
    Bring the rows in step with the files of the log, within a transaction.

    Every file is read: once one has changed, the others' times are not relied on.

    Raises:
        UnusualError: Too much has changed, or the log is not to be served.
        IntegrityError: An id stands twice.
        OSError: A file cannot be read.
    """
    _Step(connection, found, catalogue).take()


def _content(day: int, row: Row) -> Row:
    """Return what makes an event another one: all but its line."""
    # Of a number, the spelling: -0.0 is written otherwise, and equal to 0.0.
    return (day, *row[:2], repr(row[2]), *row[3:_LINE], *row[_LINE + 1 :])
