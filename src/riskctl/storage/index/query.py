"""What a log in the index is asked with: conditions in SQL, and rows as records."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from riskctl.storage.index.rows import (
    EVENT,
    MARK,
    Row,
    day_of,
    end_of,
    start_of,
)
from riskctl.storage.index.schema import DAY_BITS, MARKED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.record import Event, Mark
    from riskctl.model.selection import EventFilter
    from riskctl.model.tally import Tally
    from riskctl.storage.index.opened import OpenIndex

_ALWAYS: Final = "1"
_END: Final = 2**63 - 1


class Question:
    """
    An index, asked about one moment of knowledge.

    Attributes:
        known: The condition for a record that was known.
        in_force: The condition for an event that counted.
    """

    def __init__(self, index: OpenIndex, known_at: int | None) -> None:
        """Ask about what was known by *known_at*; nothing means all of it."""
        self.index = index
        self.known_at = known_at
        self.known = _ALWAYS if known_at is None else "+recorded <= :known"
        self.in_force = (
            "withdrawn IS NULL"
            if known_at is None
            else "+recorded <= :known AND (withdrawn IS NULL OR withdrawn > :known)"
        )

    def rows(
        self,
        what: str,
        table: str,
        *conditions: str,
        order: str = "",
        **values: Any,  # noqa: ANN401 SQL
    ) -> sqlite3.Cursor:
        """
        Return the rows of a table that fulfil all conditions.

        Raises:
            Error: The index fails.
        """
        where = " AND ".join(f"({it})" for it in conditions) or _ALWAYS
        asked = ["SELECT", what, "FROM", table, "WHERE", where]
        if order:
            asked += ["ORDER BY", order]
        values["known"] = self.known_at
        return self.index.connection.execute(" ".join(asked), values)

    def one(self, what: str, table: str, *conditions: str, **values: Any) -> Any:  # noqa: ANN401 SQL
        """Return the first column of the first row, or nothing."""
        found = self.rows(what, table, *conditions, **values).fetchone()
        return found[0] if found else None

    def events(self, *conditions: str, **values: Any) -> list[Event]:  # noqa: ANN401 SQL
        """Return the events that fulfil all conditions, in no order."""
        return self.made(self.rows(EVENT, "events", *conditions, **values))

    def made(self, rows: Iterable[Row]) -> list[Event]:
        """Return the events of rows."""
        from riskctl.storage.index.records import event_of

        indicators, files = self.index.indicators, self.index.file_names
        return [event_of(it, indicators, files) for it in rows]

    def selected(self, wanted: EventFilter) -> list[Event]:
        """Return the events that a filter lets through, in no order."""
        conditions = [self.known if wanted.withdrawn else self.in_force]
        values: dict[str, Any] = {}
        if wanted.indicators:
            numbers = [self.index.numbers.get(it, 0) for it in wanted.indicators]
            conditions.append(f"indicator IN ({','.join(map(str, numbers))})")
        if wanted.first:
            conditions.append("place >= :first")
            values["first"] = start_of(wanted.first)
        if wanted.last:
            conditions.append("place < :end")
            values["end"] = end_of(wanted.last)
        if wanted.replacing:
            conditions += [MARKED, "replaces IS NOT NULL"]
        if not wanted.text:
            return self.events(*conditions, **values)
        from riskctl.storage.index.search import narrowed

        condition, more = narrowed(self.index, wanted.text)
        rows = self.rows(EVENT, "events", condition, *conditions, **values, **more)
        text = wanted.text.casefold()
        return self.made(
            it
            for it in rows
            if text in it[4].casefold()
            or text in it[7].casefold()
            or text in it[1].casefold()
        )

    def newest_first(self, until: date, indicator: str | None) -> Iterator[Event]:
        """Yield the events in force by a day, the last one first."""
        conditions = [self.in_force, "place < :end"]
        values: dict[str, Any] = {"end": end_of(until)}
        if indicator is not None:
            conditions.append("indicator = :number")
            values["number"] = self.index.numbers.get(indicator, 0)
        rows = self.rows(EVENT, "events", *conditions, order="place DESC", **values)
        for _, day in groupby(rows, lambda it: it[0] >> DAY_BITS):
            last_first = sorted(day, key=lambda it: (it[8], it[1]), reverse=True)
            yield from self.made(last_first)

    def marks(self, until: date, indicator: str) -> Iterator[Mark]:
        """Yield what the events of one indicator weigh, the last one first."""
        from riskctl.model.grade import GRADES
        from riskctl.model.record import Mark

        rows = self.rows(
            "place, recorded, id, value, grade",
            "events",
            self.in_force,
            "indicator = :number",
            "place < :end",
            order="place DESC",
            number=self.index.numbers.get(indicator, 0),
            end=end_of(until),
        )
        for ordinal, rest in groupby(rows, lambda it: it[0] >> DAY_BITS):
            day = date.fromordinal(ordinal)
            for _, _, name, value, grade in sorted(
                rest, key=lambda it: (it[1], it[2]), reverse=True
            ):
                yield Mark(name, day, value, GRADES[grade])

    def ends(self, condition: str) -> tuple[date, date] | None:
        """Return the first and the last day of the events that fulfil a condition."""
        first = self.one("place", "events", condition, order="place")
        if first is None:
            return None
        last = self.one("place", "events", condition, order="place DESC")
        return day_of(first), day_of(last)

    def revised(self, one: int | None, other: int | None) -> list[Event]:
        """Return the events that were in force at one of two moments only."""
        rows = self.rows(EVENT, "events", *_REVISED, **_revision(one, other))
        return self.made(rows)

    def changed_cells(
        self, catalogue: Catalogue
    ) -> dict[tuple[str, date], Tally | None]:
        """
        Return the tallies that were others at the moment of this question.

        Raises:
            KeyError: A value is not on its scale; the watch was not checked before.
        """
        from riskctl.storage.index.sheets import counted

        names = self.index.indicators
        revision = _revision(self.known_at, None)
        revised = self.rows("indicator, place", "events", *_REVISED, **revision)
        changed = {(indicator, place >> DAY_BITS) for indicator, place in revised}
        if not changed:
            return {}
        days = [day for _, day in changed]
        marks = self.rows(
            MARK,
            "events",
            self.in_force,
            "place BETWEEN :first AND :last",
            first=min(days) << DAY_BITS,
            last=((max(days) + 1) << DAY_BITS) - 1,
        )
        cells = counted((it for it in marks if it[:2] in changed), names, catalogue)
        return {
            (names[number], date.fromordinal(day)): cells.get((number, day))
            for number, day in changed
        }


# Whether an event counted at a moment, or does now: what `known` is to `:one`.
_REVISED: Final = (
    """place IN (
        SELECT place FROM events WHERE recorded > :earlier
        UNION SELECT place FROM events WHERE withdrawn > :earlier
    )""",
    """(recorded <= :one AND ifnull(withdrawn > :one, 1))
    <> (recorded <= :other AND ifnull(withdrawn > :other, 1))""",
)


def _revision(one: int | None, other: int | None) -> dict[str, Any]:
    """Return two moments, of which the end of time stands for all knowledge."""
    moments = [_END if it is None else it for it in (one, other)]
    return {"one": moments[0], "other": moments[1], "earlier": min(moments)}
