"""
The search for a part of a text: fewer rows to look at, never too few.

Titles and notes are folded to one case by Python before SQLite cuts them into runs
of three characters, so that its idea of case does not matter. What an event really
holds is compared afterwards.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from riskctl.errors import LockedError
from riskctl.storage.index.schema import set_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskctl.storage.index.opened import OpenIndex
    from riskctl.storage.index.rows import Row

# A smaller log is looked through in the time in which a search is prepared.
FEWEST_EVENTS: Final = 5_000
_GRAM: Final = 3
# More of them find nothing less.
_MOST_GRAMS: Final = 24
_TABLE: Final = """
CREATE VIRTUAL TABLE search USING fts5(
    text, content = '', detail = none, columnsize = 0,
    tokenize = 'trigram case_sensitive 1'
)
"""
_FILL: Final = """
INSERT INTO search (rowid, text) SELECT place, folded(title, note) FROM events
"""
# An id is searched for by all its parts, but one that is not of plain characters
# is left to the comparison.
_FOUND: Final = """
place IN (
    SELECT rowid FROM search WHERE search MATCH :grams
    UNION SELECT place FROM events
    WHERE instr(lower(id), :folded) OR id GLOB '*[^ -~]*'
)
"""


def narrowed(index: OpenIndex, text: str) -> tuple[str, dict[str, Any]]:
    """Return a condition that every event holding *text* fulfils, and its values."""
    folded = text.casefold()
    if len(folded) < _GRAM or "\0" in folded or not _is_ready(index):
        return "1", {}
    last = len(folded) - _GRAM
    step = max(1, -(-(last + 1) // _MOST_GRAMS))
    starts = {*range(0, last + 1, step), last}
    grams = sorted({folded[it : it + _GRAM].replace('"', '""') for it in starts})
    return _FOUND, {"grams": " ".join(f'"{it}"' for it in grams), "folded": folded}


def remember(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Make events findable."""
    connection.executemany(
        "INSERT INTO search (rowid, text) VALUES (?, ?)",
        [(it[0], _folded(it[4], it[7])) for it in rows],
    )


def forget(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Make events unfindable."""
    connection.executemany(
        "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)",
        [(it[0], _folded(it[4], it[7])) for it in rows],
    )


def _is_ready(index: OpenIndex) -> bool:
    """Say whether the texts can be searched; prepare it at the first time."""
    if not index.state.get("search") and int(index.state["events"]) >= FEWEST_EVENTS:
        from riskctl.storage.index.pages import UnusualError

        # Without the search, or in a busy moment, every event is looked at.
        with suppress(sqlite3.Error, OSError, LockedError, UnusualError):
            _prepare(index)
    return bool(index.state.get("search"))


def _prepare(index: OpenIndex) -> None:
    from riskctl.storage.index.keep import own_seal, written
    from riskctl.storage.lock import held_lock

    with held_lock(index.place.lock, patience_seconds=0.0):
        seal = own_seal(index)
        if seal is None:
            return
        with written(index.place, seal) as connection:
            connection.create_function("folded", 2, _folded, deterministic=True)
            connection.execute(_TABLE)
            connection.execute(_FILL)
            set_state(connection, search=1)
    index.look_again()


def _folded(title: str, note: str) -> str:
    return f"{title}\n{note}".casefold().replace("\0", "\n")
