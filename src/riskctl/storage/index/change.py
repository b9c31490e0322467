"""Rows that come and go, and all that follows from it in the index."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from riskctl.model.catalogue import Catalogue
from riskctl.model.month import month_of
from riskctl.storage.index.insert import (
    INSERT,
    Names,
    Places,
    event_rows,
    insert_retractions,
    insert_reviews,
    refuse_shared_ids,
)
from riskctl.storage.index.pages import Page
from riskctl.storage.index.rows import EVENT, MARK, Row
from riskctl.storage.index.schema import DAY_BITS, MARKED, set_state, state_of
from riskctl.storage.index.search import forget, remember
from riskctl.storage.index.sheets import counted, packed_cells, unpacked_cells

_LAST_MONTH: Final = month_of(date.max)
# More cells of a month than these are no less work than the whole month.
_FEW_CELLS: Final = 64
_OLD_ROWS: Final = f"""
SELECT {EVENT} FROM events WHERE place BETWEEN ? AND ? AND file = ?
"""  # noqa: S608 our own columns
_WITHDRAWN: Final = f"""
SELECT place, indicator, withdrawn, (
    SELECT min(recorded) FROM (
        SELECT recorded FROM retractions WHERE event = :id
        UNION ALL SELECT recorded FROM events WHERE replaces = :id AND {MARKED}
    )
) FROM events WHERE id = :id
"""  # noqa: S608 our own condition
_COUNT: Final = """
INSERT INTO used VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET count = count + excluded.count
"""
_CELL_MARKS: Final = f"""
SELECT {MARK} FROM events
WHERE indicator = ? AND place >= ? AND place < ? AND withdrawn IS NULL
"""  # noqa: S608 our own columns


class Change:
    """
    One change of the rows, within one transaction.

    What goes is taken out before anything is put in, for a record may have moved
    from one file to another.
    """

    def __init__(self, connection: sqlite3.Connection, catalogue: Catalogue) -> None:
        """Start with nothing changed."""
        self._connection = connection
        self._catalogue = catalogue
        self._names = Names(connection)
        self._places = Places()
        self._state = state_of(connection)
        self._touched: set[tuple[int, int]] = set()
        self._named: set[str] = set()
        self._used: Counter[tuple[int, str | float]] = Counter()
        self._counts: Counter[str] = Counter()
        self.is_empty = True

    def old_events(self, file: int, first: int, last: int) -> list[Row]:
        """Return the rows of a file's events."""
        return self._connection.execute(_OLD_ROWS, (first, last, file)).fetchall()

    def new_events(self, page: Page, file: int) -> list[tuple[int, Row]]:
        """Return the day of each event on a page, and its columns after the place."""
        return list(event_rows(page, file, self._names))

    def remove_events(self, rows: Iterable[Row]) -> None:
        """Take events out."""
        for row in rows:
            self.is_empty = False
            self._connection.execute("DELETE FROM events WHERE place = ?", row[:1])
            self._touched.add((row[2], row[0] >> DAY_BITS))
            self._named |= {row[1], row[14] or ""}
            self._used[row[2], row[3]] -= 1
            self._counts["events"] -= 1
            if self._searches:
                forget(self._connection, [row])

    def remove_others(self, file: int) -> None:
        """Take out the reviews and retractions of a file."""
        targets = self._connection.execute(
            "SELECT event FROM retractions WHERE file = ?", (file,)
        ).fetchall()
        self._named |= {row[0] for row in targets}
        self._counts["retractions"] -= len(targets)
        self._connection.execute("DELETE FROM retractions WHERE file = ?", (file,))
        self._connection.execute(
            "DELETE FROM looks WHERE review IN "
            "(SELECT number FROM reviews WHERE file = ?)",
            (file,),
        )
        gone = self._connection.execute("DELETE FROM reviews WHERE file = ?", (file,))
        self._counts["reviews"] -= gone.rowcount
        self.is_empty = self.is_empty and not targets and not gone.rowcount

    def add_events(self, rows: Iterable[tuple[int, Row]]) -> list[int]:
        """
        Put events in, and return their places.

        Raises:
            IntegrityError: An id is there already.
        """
        taken = []
        for day, row in rows:
            self.is_empty = False
            if day not in self._places:
                self._places[day] = self._last_place(day)
            place = self._places[day] = self._places[day] + 1
            taken.append(place)
            self._connection.execute(INSERT, (place, *row))
            self._touched.add((row[1], day))
            self._named |= {row[0], row[13] or ""}
            self._used[row[1], row[2]] += 1
            self._counts["events"] += 1
            if self._searches:
                remember(self._connection, [(place, *row)])
        return taken

    def add_others(self, page: Page, file: int) -> None:
        """
        Put the reviews and retractions of a page in.

        Raises:
            IntegrityError: An id is there already.
        """
        insert_reviews(self._connection, page, file, self._names)
        insert_retractions(self._connection, page, file)
        self._named |= {it[1] for it in page.retractions}
        self._counts["reviews"] += len(page.reviews)
        self._counts["retractions"] += len(page.retractions)
        if page.reviews or page.retractions:
            self.is_empty = False

    def finish(self) -> None:
        """
        Work out what follows.

        Raises:
            UnusualError: An id is that of two records of different kinds, or a day
                has no more room.
        """
        if self.is_empty:
            return
        self._places.refuse_overfull()
        refuse_shared_ids(self._connection)
        self._withdraw()
        self._connection.executemany(
            _COUNT, [(*pair, count) for pair, count in self._used.items() if count]
        )
        self._connection.execute("DELETE FROM used WHERE count = 0")
        self._recount()
        counts = {
            name: int(self._state[name]) + change
            for name, change in self._counts.items()
        }
        generation = int(self._state["generation"]) + 1
        set_state(self._connection, generation=generation, **counts)

    @property
    def _searches(self) -> bool:
        return bool(self._state.get("search"))

    def _last_place(self, day: int) -> int:
        """Return the last place that is taken on a day, or the one before the day."""
        start = day << DAY_BITS
        last = self._connection.execute(
            "SELECT max(place) FROM events WHERE place >= ? AND place < ?",
            (start, start + (1 << DAY_BITS)),
        ).fetchone()[0]
        return start - 1 if last is None else int(last)

    def _withdraw(self) -> None:
        """Note from when on the events that were named count no longer, or again."""
        for name in self._named - {""}:
            found = self._connection.execute(_WITHDRAWN, {"id": name}).fetchone()
            if found and found[2] != found[3]:
                self._connection.execute(
                    "UPDATE events SET withdrawn = ? WHERE place = ?",
                    (found[3], found[0]),
                )
                self._touched.add((found[1], found[0] >> DAY_BITS))

    def _recount(self) -> None:
        """Mend the sheets of the months that changed; drop what followed from them."""
        # Whatever changes, what is noted beside the end of time follows from it.
        self._connection.execute("DELETE FROM margin WHERE month >= ?", (_LAST_MONTH,))
        if not self._touched:
            return
        months: dict[int, set[tuple[int, int]]] = {}
        for number, day in self._touched:
            month = month_of(date.fromordinal(day))
            months.setdefault(month, set()).add((number, day))
        self._connection.execute("DELETE FROM margin WHERE month >= ?", (min(months),))
        for month, changed in months.items():
            page = self._mended(month, changed)
            self._connection.execute("DELETE FROM sheets WHERE month = ?", (month,))
            if page is not None:
                self._connection.execute(
                    "INSERT INTO sheets VALUES (?, ?, ?)",
                    (self._catalogue.digest, month, page),
                )

    def _mended(self, month: int, changed: set[tuple[int, int]]) -> bytes | None:
        """Return a month's sheet with some cells counted anew, if it was kept."""
        if len(changed) > _FEW_CELLS:
            return None
        found = self._connection.execute(
            "SELECT page FROM sheets WHERE catalogue = ? AND month = ?",
            (self._catalogue.digest, month),
        ).fetchone()
        if found is None:
            return None
        cells = unpacked_cells(found[0])
        indicators = {number: name for name, number in self._names.items()}
        for number, day in changed:
            cells.pop((number, day), None)
            marks = self._connection.execute(
                _CELL_MARKS, (number, day << DAY_BITS, (day + 1) << DAY_BITS)
            )
            try:
                cells |= counted(marks, indicators, self._catalogue)
            except KeyError:  # a value that `check` is going to complain of
                return None
        return packed_cells(cells)
