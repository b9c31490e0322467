"""A log that is read from the index, one question at a time."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from riskctl.storage.index.corrections import CorrectedLog
from riskctl.storage.index.rows import day_of, end_of
from riskctl.storage.index.schema import MARKED
from riskctl.storage.index.whole import (
    TABLES,
    by_origin,
    or_from_files,
    rest_from_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.ledger import Ledger
    from riskctl.model.period import Period
    from riskctl.model.record import Event, Mark
    from riskctl.model.selection import EventFilter


class StoredLog(CorrectedLog):
    """What a `Log` answers, answered by the index."""

    @cached_property
    def in_force(self) -> tuple[Event, ...]:
        """The events that count, oldest first, by date, then recorded, then id."""
        from riskctl.model.selection import EventFilter

        return self.select(EventFilter())

    @cached_property
    @or_from_files
    def ids(self) -> frozenset[str]:
        """Every id in use, of any kind of record."""
        ask = self._question
        return frozenset(
            row[0] for it in TABLES for row in ask.rows("id", it, ask.known)
        )

    @or_from_files
    def __contains__(self, record_id: object) -> bool:
        """Say whether a record of any kind has this id."""
        ask = self._question
        return isinstance(record_id, str) and any(
            ask.one("1", it, "id = :id", ask.known, id=record_id) for it in TABLES
        )

    @or_from_files
    def __len__(self) -> int:
        """Count the records of every kind."""
        ask = self._question
        every = sum(int(self.index.state[it]) for it in TABLES)
        if ask.known_at is None:
            return every
        # Mostly there are few that were recorded later.
        later = "recorded > :known"
        return every - sum(int(ask.one("count(*)", it, later)) for it in TABLES)

    @or_from_files
    def event(self, event_id: str) -> Event | None:
        """Return the event with this id, retracted and replaced ones too."""
        ask = self._question
        found = ask.events(ask.known, "id = :id", id=event_id)
        return found[0] if found else None

    @property
    @or_from_files
    def span(self) -> Period | None:
        """The first and the last day of its events, in force or not."""
        from riskctl.model.period import Period

        ask = self._question
        days = ask.ends(ask.known)
        return Period(*days) if days else None

    @property
    @or_from_files
    def used(self) -> frozenset[tuple[str, str | float]]:
        """Every indicator and value that stand together in an event."""
        ask = self._question
        what = "DISTINCT indicator, value"
        rows = (
            ask.rows("indicator, value", "used")
            if ask.known_at is None
            else ask.rows(what, "events", ask.known)
        )
        names = self.index.indicators
        return frozenset((names[number], value) for number, value in rows)

    @or_from_files
    def select(self, wanted: EventFilter) -> tuple[Event, ...]:
        """Return the events that are meant, oldest first."""
        return wanted.kept(self._question.selected(wanted))

    @rest_from_files
    def newest_first(
        self, *, until: date, indicator: str | None = None
    ) -> Iterator[Event]:
        """Yield the events in force by a day, of one indicator or of all."""
        return self._question.newest_first(until, indicator)

    @rest_from_files
    def marks(self, *, until: date, indicator: str) -> Iterator[Mark]:
        """Yield what the events of one indicator weigh, newest first."""
        return self._question.marks(until, indicator)

    @or_from_files
    def count(self, *, until: date, indicator: str) -> int:
        """Count the events in force of one indicator by a day."""
        ask = self._question
        counted = ask.one(
            "count(*)",
            "events",
            ask.in_force,
            "indicator = :number",
            "place < :end",
            number=self.index.numbers.get(indicator, 0),
            end=end_of(until),
        )
        return int(counted)

    @or_from_files
    def scheduled_after(self, day: date) -> tuple[Event, ...]:
        """Return the events in force that are planned for a later day, in order."""
        ask = self._question
        found = ask.events(
            ask.in_force, MARKED, "scheduled", "+place >= :end", end=end_of(day)
        )
        return tuple(sorted(found, key=_order))

    @or_from_files
    def last_events(self, *, until: date) -> dict[str, date]:
        """Return the day of the last event in force of each indicator that has one."""
        ask = self._question
        last = {}
        for number, name in self.index.indicators.items():
            place = ask.one(
                "place",
                "events",
                ask.in_force,
                "indicator = :number",
                "place < :end",
                order="place DESC",
                number=number,
                end=end_of(until),
            )
            if place is not None:
                last[name] = day_of(place)
        return last

    @or_from_files
    def last_reviews(self, *, until: date) -> dict[str, date]:
        """Return the day of the last review of each indicator that has one."""
        ask = self._question
        last = {}
        for number, name in self.index.indicators.items():
            day = ask.one(
                "day",
                "looks",
                ask.known,
                "indicator = :number",
                "day <= :until",
                order="day DESC",
                number=number,
                until=until.toordinal(),
            )
            if day is not None:
                last[name] = date.fromordinal(day)
        return last

    @or_from_files
    def marked(self) -> tuple[Event, ...]:
        """Return the events that not everybody may read."""
        ask = self._question
        return by_origin(ask.events(ask.known, MARKED, "tlp IS NOT NULL"))

    @or_from_files
    def ids_like(self, part: str) -> tuple[str, ...]:
        """Return the ids of the events that hold *part*, in order."""
        ask = self._question
        if not part:
            return ()
        if ask.one("1", "events", "id = :id", ask.known, id=part):
            return (part,)
        rows = ask.rows("id", "events", ask.known, "instr(id, :part)", part=part)
        return tuple(sorted(row[0] for row in rows))

    def ledger(self, catalogue: Catalogue) -> Ledger:
        """Return the log added up under a catalogue; one with a digest is kept."""
        if not catalogue.digest:
            from riskctl.model.ledger import CountedLedger

            return CountedLedger(catalogue, self.in_force)
        if catalogue.digest not in self._ledgers:
            self._ledgers[catalogue.digest] = self._added_up(catalogue)
        return self._ledgers[catalogue.digest]

    def _added_up(self, catalogue: Catalogue) -> Ledger:
        from riskctl.storage.index.ledger import StoredLedger

        try:
            if self.whole is None:
                return StoredLedger(self.index, catalogue, lambda: self.from_files)
            from riskctl.model.ledger import AmendedLedger

            base = self.whole.ledger(catalogue)
            return AmendedLedger(base, self._question.changed_cells(catalogue))
        except sqlite3.Error:
            return self.from_files.ledger(catalogue)

    @cached_property
    def _ledgers(self) -> dict[str, Ledger]:
        return {}


def _order(event: Event) -> tuple[date, datetime, str]:
    return event.order
