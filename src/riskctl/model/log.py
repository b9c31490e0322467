"""The log: a grow-only set of records, and what of it is in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

# A log that is kept elsewhere is asked for little: what the methods need to make
# and to tell records apart is loaded when they are called.
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.ledger import Ledger
    from riskctl.model.period import Period
    from riskctl.model.record import Event, Mark, Record, Retraction, Review
    from riskctl.model.selection import EventFilter


@dataclass(frozen=True, kw_only=True)
class Log:
    """
    Everything that was written down, in no particular order.

    Two logs merge by union; the order of records and files never matters.
    An event is in force unless a retraction names it or another event replaces
    it. A replaced event does not come back when its replacement is retracted:
    withdrawing a correction withdraws the matter.

    What a judgement needs of a log it asks by the methods below: a log that is
    kept elsewhere answers them without laying all its records on the table.

    Attributes:
        whole: The log of which this is what was known at a moment.
    """

    events: tuple[Event, ...] = ()
    reviews: tuple[Review, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    whole: Log | None = field(default=None, compare=False, repr=False)

    def as_known(self, moment: datetime | None) -> Log:
        """Return what was recorded by *moment*; everything when there is none."""
        if moment is None:
            return self
        return Log(
            events=tuple(it for it in self.events if it.recorded <= moment),
            reviews=tuple(it for it in self.reviews if it.recorded <= moment),
            retractions=tuple(it for it in self.retractions if it.recorded <= moment),
            whole=self,
        )

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """The events by their id, retracted and replaced ones too."""
        return {event.id: event for event in self.events}

    @cached_property
    def retracted(self) -> dict[str, Retraction]:
        """The retraction of each retracted event; the earliest when there are more."""
        latest_first = sorted(
            self.retractions, key=lambda it: (it.recorded, it.id), reverse=True
        )
        return {retraction.event: retraction for retraction in latest_first}

    @cached_property
    def replaced(self) -> dict[str, Event]:
        """The replacement of each replaced event; the earliest when there are more."""
        latest_first = sorted(
            self.events, key=lambda it: (it.recorded, it.id), reverse=True
        )
        return {event.replaces: event for event in latest_first if event.replaces}

    @cached_property
    def in_force(self) -> tuple[Event, ...]:
        """The events that count, oldest first, by date, then recorded, then id."""
        return tuple(
            sorted(
                (
                    event
                    for event in self.events
                    if event.id not in self.retracted and event.id not in self.replaced
                ),
                key=lambda event: event.order,
            )
        )

    def with_record(self, record: Record) -> Log:
        """Return the log with one more record."""
        return self.with_records([record])

    def with_records(self, records: Iterable[Record]) -> Log:
        """Return the union of this log and *records*; each record counts once."""
        from riskctl.model.record import Event, Retraction, Review

        mine: tuple[Record, ...] = (*self.events, *self.reviews, *self.retractions)
        known = {record.id: record for record in mine}
        new = []
        for record in records:
            if known.get(record.id) != record:
                known[record.id] = record
                new.append(record)
        return Log(
            events=self.events + tuple(it for it in new if isinstance(it, Event)),
            reviews=self.reviews + tuple(it for it in new if isinstance(it, Review)),
            retractions=self.retractions
            + tuple(it for it in new if isinstance(it, Retraction)),
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id in use, of any kind of record."""
        return frozenset(
            it.id
            for kind in (self.events, self.reviews, self.retractions)
            for it in kind
        )

    def __contains__(self, record_id: object) -> bool:
        """Say whether a record of any kind has this id."""
        return record_id in self.ids

    def __len__(self) -> int:
        """Count the records of every kind."""
        return len(self.events) + len(self.reviews) + len(self.retractions)

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id, retracted and replaced ones too."""
        return self.by_id.get(event_id)

    def counts(self, event: Event) -> bool:
        """Say whether *event* is in this log and in force."""
        return (
            event.id in self.by_id
            and event.id not in self.retracted
            and event.id not in self.replaced
        )

    def retraction_of(self, event_id: str) -> Retraction | None:
        """Return the retraction of an event; the earliest when there are more."""
        return self.retracted.get(event_id)

    def replacement_of(self, event_id: str) -> Event | None:
        """Return the replacement of an event; the earliest when there are more."""
        return self.replaced.get(event_id)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The ids that a retraction or a replacement names."""
        return frozenset((*self.retracted, *self.replaced))

    @property
    def span(self) -> Period | None:
        """The first and the last day of its events, in force or not."""
        from riskctl.model.period import Period

        days = [event.date for event in self.events]
        return Period(min(days), max(days)) if days else None

    @property
    def replacing(self) -> tuple[Event, ...]:
        """The events that replace another."""
        return tuple(event for event in self.events if event.replaces)

    @property
    def replacements(self) -> dict[str, str]:
        """The ids of the events that replace another, each with that other's."""
        return {event.id: event.replaces for event in self.replacing}

    @property
    def used(self) -> frozenset[tuple[str, str | float]]:
        """Every indicator and value that stand together in an event."""
        return frozenset((event.indicator, event.value) for event in self.events)

    def select(self, wanted: EventFilter) -> tuple[Event, ...]:
        """Return the events that are meant, oldest first."""
        events = self.events if wanted.withdrawn else self.in_force
        return tuple(
            sorted(filter(wanted.lets_through, events), key=lambda event: event.order)
        )

    def newest_first(
        self, *, until: date, indicator: str | None = None
    ) -> Iterator[Event]:
        """Yield the events in force by a day, of one indicator or of all."""
        for event in reversed(self.in_force):
            if event.date <= until and indicator in {None, event.indicator}:
                yield event

    def marks(self, *, until: date, indicator: str) -> Iterator[Mark]:
        """Yield what the events of one indicator weigh, newest first."""
        from riskctl.model.record import Mark

        for event in self.newest_first(until=until, indicator=indicator):
            yield Mark(event.id, event.date, event.value, event.grade)

    def count(self, *, until: date, indicator: str) -> int:
        """Count the events in force of one indicator by a day."""
        return sum(1 for _ in self.newest_first(until=until, indicator=indicator))

    def scheduled_after(self, day: date) -> tuple[Event, ...]:
        """Return the events in force that are planned for a later day, in order."""
        return tuple(it for it in self.in_force if it.scheduled and it.date > day)

    def last_events(self, *, until: date) -> dict[str, date]:
        """Return the day of the last event in force of each indicator that has one."""
        return {it.indicator: it.date for it in self.in_force if it.date <= until}

    def last_reviews(self, *, until: date) -> dict[str, date]:
        """Return the last day that a review of each indicator covers."""
        last: dict[str, date] = {}
        for review in self.reviews:
            if day := review.last_look(until=until):
                for name in review.indicators:
                    last[name] = max(last.get(name, day), day)
        return last

    def revised(
        self, one: datetime | None, other: datetime | None
    ) -> tuple[Event, ...]:
        """
        Return the events that were in force at one of two moments and not at the other.

        A moment is the knowledge of then; nothing is all that is known.
        """
        known, later = self.as_known(one), self.as_known(other)
        return tuple(it for it in self.events if known.counts(it) != later.counts(it))

    def marked(self) -> tuple[Event, ...]:
        """Return the events that not everybody may read."""
        return tuple(it for it in self.events if it.tlp.rank > 0)

    def ledger(self, catalogue: Catalogue) -> Ledger:
        """Return the log added up under a catalogue; one with a digest is kept."""
        from riskctl.model.ledger import CountedLedger, recounted

        if not catalogue.digest:
            return CountedLedger(catalogue, self.in_force)
        if catalogue.digest not in self._ledgers:
            if self.whole is None:
                ledger: Ledger = CountedLedger(catalogue, self.in_force)
            else:
                touched = frozenset(self.whole.in_force) ^ frozenset(self.in_force)
                base = self.whole.ledger(catalogue)
                ledger = recounted(base, catalogue, touched, self.in_force)
            self._ledgers[catalogue.digest] = ledger
        return self._ledgers[catalogue.digest]

    @cached_property
    def _ledgers(self) -> dict[str, Ledger]:
        return {}

    def ledger_with(self, record: Record, catalogue: Catalogue) -> Ledger:
        """Return the ledger of the log with one more record."""
        from riskctl.model.ledger import recounted
        from riskctl.model.record import Event, Retraction

        gone, come = "", None
        if isinstance(record, Retraction):
            gone = record.event
        elif isinstance(record, Event):
            gone, come = record.replaces, record
        touched = [it for it in (self.event(gone), come) if it]
        days = [
            event
            for it in touched
            for event in self.on(it.indicator, it.date)
            if event.id != gone
        ]
        events = {it.id: it for it in (*days, *([come] if come else []))}
        in_order = sorted(events.values(), key=lambda it: it.order)
        return recounted(self.ledger(catalogue), catalogue, touched, in_order)

    def on(self, indicator: str, day: date) -> tuple[Event, ...]:
        """Return the events in force of one indicator on one day, in order."""
        from riskctl.model.selection import EventFilter

        return self.select(EventFilter(indicators=(indicator,), first=day, last=day))

    def ids_like(self, part: str) -> tuple[str, ...]:
        """Return the ids of the events that hold *part*, in order."""
        if part in self.by_id:
            return (part,)
        return tuple(sorted(it for it in self.by_id if part in it)) if part else ()
