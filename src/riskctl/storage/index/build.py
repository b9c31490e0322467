"""The first reading of a whole log into an index, file by file, as fast as it goes."""

from __future__ import annotations

import gc
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from riskctl.storage.index.files import FoundFiles, digest_of
from riskctl.storage.index.insert import (
    INSERT,
    INSERT_FEW,
    Names,
    Places,
    ReadFile,
    extra_fields,
    insert_retractions,
    insert_reviews,
    refuse_shared_ids,
)
from riskctl.storage.index.pages import Page, UnusualError, read_page
from riskctl.storage.index.schema import INDEXES, MARKED, open_to_build, set_state
from riskctl.storage.index.seal import write_seal

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.storage.index.place import Place
    from riskctl.storage.index.rows import Row

Progress = Callable[[int, int], None]

_REPLACING: Final = f"""
CREATE TEMPORARY TABLE replacing AS
SELECT replaces, recorded FROM events WHERE replaces IS NOT NULL AND {MARKED}
"""  # noqa: S608 our own condition
_WITHDRAW: Final = """
UPDATE events SET withdrawn = (
    SELECT min(recorded) FROM (
        SELECT recorded FROM retractions WHERE event = events.id
        UNION ALL
        SELECT recorded FROM replacing WHERE replacing.replaces = events.id
    )
) WHERE id IN (
    SELECT event FROM retractions UNION SELECT replaces FROM replacing
)
"""

_INDICATOR_AND_VALUE: Final = itemgetter(2, 3)


def build(place: Place, found: FoundFiles, *, progress: Progress | None) -> None:
    """
    Make a new index of the files of a log; the caller holds the lock.

    It is built under another name, so that nobody ever sees half of it. A log that
    an index does not serve gets an empty one, which says so.

    Raises:
        OSError: A file cannot be read, or the index not be written.
        Error: SQLite cannot go on.
    """
    temporary = place.base.with_suffix(".sqlite-new")
    name = os.urandom(8).hex()
    try:
        try:
            _make_empty(temporary)
            _fill(temporary, found, name, progress)
        except (UnusualError, sqlite3.IntegrityError):
            _make_empty(temporary)
            _fill_with_stamps(temporary, found, name)
        _make_durable(temporary)
        for old in place.files:
            old.unlink(missing_ok=True)
        temporary.replace(place.base)
    finally:
        temporary.unlink(missing_ok=True)
    write_seal(place, build=name, generation=0)


def _make_empty(base: Path) -> None:
    base.unlink(missing_ok=True)
    os.close(os.open(base, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def _fill(base: Path, found: FoundFiles, name: str, progress: Progress | None) -> None:
    with _building(base, found.size) as connection, _no_collection():
        builder = _Builder(connection)
        done = 0
        for number, file in enumerate(sorted(found.stamps), start=1):
            data = found.read(file)
            read = ReadFile(
                number, file, found.stamps[file], digest_of(data), read_page(data, file)
            )
            builder.add(read)
            read.insert(connection, now=found.now)
            done += len(data)
            if progress:
                progress(done, found.size)
        builder.finish()
        set_state(connection, build=name, generation=0, usable=1, **builder.counts)


def _fill_with_stamps(base: Path, found: FoundFiles, name: str) -> None:
    """Remember which files they are that an index does not serve."""
    with _building(base, found.size) as connection:
        for number, file in enumerate(sorted(found.stamps), start=1):
            digest = digest_of(found.read(file))
            read = ReadFile(number, file, found.stamps[file], digest, Page(plain=False))
            read.insert(connection, now=found.now)
        set_state(connection, build=name, generation=0, usable=0)


@contextmanager
def _building(base: Path, size: int) -> Iterator[sqlite3.Connection]:
    """Fill a new file in the block; afterwards it is one that others can share."""
    connection = open_to_build(base, size)
    try:
        yield connection
        connection.execute("COMMIT")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


class _Builder:
    """Rows on their way into a new index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.counts = {"events": 0, "reviews": 0, "retractions": 0}
        self._connection = connection
        self._names = Names(connection)
        self._places = Places()
        self._used: Counter[tuple[int, str | float]] = Counter()

    def add(self, read: ReadFile) -> None:
        """Insert what a file holds."""
        connection, page, number = self._connection, read.page, read.number
        few, many = self._placed(page, number)
        connection.executemany(INSERT_FEW, few)
        connection.executemany(INSERT, many)
        insert_reviews(connection, page, number, self._names)
        insert_retractions(connection, page, number)
        self._used.update(map(_INDICATOR_AND_VALUE, few))
        self._used.update(map(_INDICATOR_AND_VALUE, many))
        self.counts["events"] += len(page.events)
        self.counts["reviews"] += len(page.reviews)
        self.counts["retractions"] += len(page.retractions)
        places = [it[0] for it in (*few, *many)]
        read.places = [min(places), max(places)] if places else []

    def finish(self) -> None:
        """Make the indexes, and what follows from all rows together."""
        self._connection.executemany(
            "INSERT INTO used VALUES (?, ?, ?)",
            [(*pair, count) for pair, count in self._used.items()],
        )
        self._places.refuse_overfull()
        for statement in INDEXES.split(";"):
            self._connection.execute(statement)
        self._connection.execute(_REPLACING)
        self._connection.execute("CREATE INDEX by_id ON replacing (replaces)")
        self._connection.execute(_WITHDRAW)
        refuse_shared_ids(self._connection)

    def _placed(self, page: Page, file: int) -> tuple[list[Row], list[Row]]:
        """Return the rows with their places: those of few fields, and the others."""
        few: list[Row] = []
        many: list[Row] = []
        last, numbers, scale = self._places, self._names, page.scale
        for (
            name,
            day,
            indicator,
            value,
            title,
            sources,
            grade,
            note,
            scheduled,
            backfilled,
            replaces,
            tlp,
            recorded,
            by,
            line,
        ) in page.events:
            place = last[day] = last[day] + 1
            row = (
                place,
                name,
                numbers[indicator],
                value,
                title,
                sources,
                grade,
                note,
                recorded * scale,
                by,
                file,
                line,
            )
            if scheduled or backfilled or replaces or tlp != "clear":
                extra = extra_fields(scheduled, backfilled, replaces, tlp)
                many.append((*row, *extra))
            else:
                few.append(row)
        return few, many


def _make_durable(base: Path) -> None:
    """Wait until the disk has the file: it is believed from now on."""
    descriptor = os.open(base, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the search for garbage cycles: rows make none, and millions of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
