"""How rows get into the index: the statements, and what has a number there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from riskctl.storage.index.pages import Page, UnusualError
from riskctl.storage.index.records import packed_problems
from riskctl.storage.index.rows import unpacked
from riskctl.storage.index.schema import DAY_BITS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from riskctl.storage.index.files import Stamp
    from riskctl.storage.index.rows import Row


def _insert_events(columns: str, count: int) -> str:
    marks = ", ".join("?" * count)
    return f"INSERT INTO events ({columns}) VALUES ({marks})"  # noqa: S608 ours


_FEW: Final = (
    "place, id, indicator, value, title, sources, grade, note, recorded, by, file, line"
)
# Most events leave out the last four columns.
INSERT_FEW: Final = _insert_events(_FEW, 12)
INSERT: Final = _insert_events(_FEW + ", scheduled, backfilled, replaces, tlp", 16)
_INSERT_FILE: Final = "INSERT OR REPLACE INTO files VALUES (" + "?," * 12 + "?)"
_INSERT_REVIEW: Final = "INSERT INTO reviews VALUES (NULL,?,?,?,?,?,?,?,?)"
_INSERT_RETRACTION: Final = "INSERT INTO retractions VALUES (NULL,?,?,?,?,?,?,?)"
# A review looks at several indicators; the last look at one is found by these.
_INSERT_LOOK: Final = "INSERT INTO looks VALUES (?, ?, ?, ?)"


@dataclass(slots=True)
class ReadFile:
    """
    A file of the log that was read.

    Attributes:
        number: What its rows call it.
        stamp: As it was before.
        page: What it holds, or what was added at its end.
        places: Of all its events, or at least of the first and the last.
    """

    number: int
    name: str
    stamp: Stamp
    digest: bytes
    page: Page
    places: list[int] = field(default_factory=list)

    def insert(self, connection: sqlite3.Connection, *, now: int) -> None:
        """Insert what is known of the file itself."""
        row = (
            self.number,
            self.name,
            *self.stamp,
            int(self.stamp.is_settled(now)),
            self.digest,
            self.page.newlines,
            int(self.page.plain),
            min(self.places, default=0),
            max(self.places, default=0),
            packed_problems(self.page.problems),
        )
        connection.execute(_INSERT_FILE, row)


class Names(dict[str, int]):
    """The indicators' numbers by their names; a new name gets a new one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take over the numbers that were given."""
        super().__init__(connection.execute("SELECT name, number FROM indicators"))
        self._connection = connection

    def __missing__(self, name: str) -> int:
        """Number a new name."""
        number = self[name] = len(self) + 1
        self._connection.execute("INSERT INTO indicators VALUES (?, ?)", (number, name))
        return number


class Places(dict[int, int]):
    """The last place that is taken of each day; before the day when none is."""

    def __missing__(self, day: int) -> int:
        """Start a day."""
        return (day << DAY_BITS) - 1

    def refuse_overfull(self) -> None:
        """
        Make sure that no day ran into the next one.

        Raises:
            UnusualError: More events happened on one day than there is room for.
        """
        if any(place >> DAY_BITS != day for day, place in self.items()):
            raise UnusualError


def extra_fields(scheduled: bool, backfilled: bool, replaces: str, tlp: str) -> Row:  # noqa: FBT001 columns
    """Return the columns that most events leave out."""
    return (
        int(scheduled),
        int(backfilled),
        replaces or None,
        None if tlp == "clear" else tlp,
    )


def event_rows(page: Page, file: int, names: Names) -> Iterator[tuple[int, Row]]:
    """Yield the day of each event and its columns after the place."""
    for it in page.events:
        content = (it[0], names[it[2]], *it[3:8], it[12] * page.scale, it[13])
        yield it[1], (*content, file, it[14], *extra_fields(*it[8:12]))


def insert_reviews(
    connection: sqlite3.Connection, page: Page, file: int, names: Names
) -> None:
    """Insert reviews, and each look of theirs."""
    for name, day, indicators, note, recorded, by, line in page.reviews:
        moment = recorded * page.scale
        row = (name, day, indicators, note, moment, by, file, line)
        number = connection.execute(_INSERT_REVIEW, row).lastrowid
        connection.executemany(
            _INSERT_LOOK,
            [(number, names[it], day, moment) for it in unpacked(indicators)],
        )


def insert_retractions(connection: sqlite3.Connection, page: Page, file: int) -> None:
    """Insert retractions; what they withdraw is worked out later."""
    connection.executemany(
        _INSERT_RETRACTION,
        [
            (name, event, reason, recorded * page.scale, by, file, line)
            for name, event, reason, recorded, by, line in page.retractions
        ],
    )


def refuse_shared_ids(connection: sqlite3.Connection) -> None:
    """
    Make sure that no id is that of two records of different kinds.

    Raises:
        UnusualError: One is.
    """
    for one, other in (
        ("retractions", "events"),
        ("reviews", "events"),
        ("retractions", "reviews"),
    ):
        clash = f"SELECT 1 FROM {one} JOIN {other} USING (id) LIMIT 1"  # noqa: S608 ours
        if connection.execute(clash).fetchone():
            raise UnusualError
