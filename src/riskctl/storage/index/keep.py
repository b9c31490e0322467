"""How the file of an index is written: under the lock, whole, and sealed again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from riskctl.storage.index.opened import ChangedError
from riskctl.storage.index.schema import open_to_write, set_state, state_of
from riskctl.storage.index.seal import Seal, is_intact, read_seal, write_seal
from riskctl.storage.lock import held_lock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from riskctl.storage.index.opened import OpenIndex
    from riskctl.storage.index.place import Place


def sealed(place: Place) -> Seal | None:
    """Return the seal of an index that is as this version of riskctl left it."""
    seal = read_seal(place)
    return seal if seal and seal.is_current and is_intact(place, seal) else None


def own_seal(index: OpenIndex) -> Seal | None:
    """Return the seal if the rows are still those that *index* sees."""
    seal = sealed(index.place)
    mine = (index.build, index.generation)
    return seal if seal and (seal.build, seal.generation) == mine else None


@contextmanager
def written(place: Place, seal: Seal) -> Iterator[sqlite3.Connection]:
    """
    Change the index in the block, all or nothing; the caller holds the lock.

    Raises:
        Error: SQLite refused.
        ChangedError: The index is not what the seal says.
    """
    connection = open_to_write(place.base)
    generation, is_whole = seal.generation, False
    try:
        state = state_of(connection)
        if (state["build"], state["generation"]) != (seal.build, seal.generation):
            raise ChangedError
        # What fails before the end is undone, and leaves the old rows.
        is_whole = True
        yield connection
        after = int(state_of(connection)["generation"])
        is_whole = False
        connection.execute("COMMIT")
        generation, is_whole = after, True
    finally:
        connection.close()
        if is_whole:
            write_seal(place, build=seal.build, generation=generation)


def settle(index: OpenIndex, ripe: Sequence[int]) -> None:
    """Note that files, by their numbers, are old enough to be known by time."""
    with held_lock(index.place.lock, patience_seconds=0.0):
        seal = own_seal(index)
        if seal:
            with written(index.place, seal) as connection:
                connection.executemany(
                    "UPDATE files SET settled = 1 WHERE number = ?",
                    [(it,) for it in ripe],
                )


def keep(index: OpenIndex, *, is_last: bool) -> None:
    """
    Keep what was worked out from an index, unless its rows have changed since.

    Args:
        is_last: It is not going to be asked again, so that it may be tidied up.
    """
    waiting = index.drafts.size
    is_long = index.place.is_long(is_last=is_last, waiting=waiting)
    with held_lock(index.place.lock, patience_seconds=0.0):
        seal = own_seal(index) if waiting else sealed(index.place)
        if is_long:
            # The last connection that is closed moves what lies ahead to its place.
            index.close()
        if seal:
            with written(index.place, seal) as connection:
                insert_drafts(connection, index)
    index.drafts.clear()


def insert_drafts(connection: sqlite3.Connection, index: OpenIndex) -> None:
    """Insert what was worked out; of another catalogue nothing is kept."""
    drafts = index.drafts
    for digest in {it[0] for it in (*drafts.sheets, *drafts.margin)}:
        others = (digest,)
        connection.execute("DELETE FROM sheets WHERE catalogue <> ?", others)
        connection.execute("DELETE FROM margin WHERE catalogue <> ?", others)
    if drafts.front:
        set_state(connection, front=drafts.front)
    connection.executemany(
        "INSERT OR REPLACE INTO sheets VALUES (?, ?, ?)",
        [(*key, page) for key, page in drafts.sheets.items()],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO margin VALUES (?, ?, ?, ?)",
        [(*key, page) for key, page in drafts.margin.items()],
    )
