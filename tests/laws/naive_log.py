"""A log as a plain list, which answers every question in the plainest way."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from riskctl.model.catalogue import Catalogue
from riskctl.model.month import month_of
from riskctl.model.period import Period
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.selection import EventFilter
from riskctl.model.sheet import Sheet
from riskctl.model.tally import Tally, tally_events


class NaiveLog:
    """
    Every record in a list, in the order of the files.

    It has no parts, keeps nothing, and looks at all records for every answer.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        """Take over *records*."""
        self.records = list(records)

    def as_known(self, moment: datetime | None) -> "NaiveLog":
        """Return what was recorded by *moment*; everything when that is None."""
        if moment is None:
            return self
        return NaiveLog(it for it in self.records if it.recorded <= moment)

    def with_record(self, record: Record) -> "NaiveLog":
        """Return the log with one more record."""
        return NaiveLog([*self.records, record])

    # --- the records

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, in the order of the files."""
        return tuple(it for it in self.records if isinstance(it, Event))

    @property
    def reviews(self) -> tuple[Review, ...]:
        """All reviews, in the order of the files."""
        return tuple(it for it in self.records if isinstance(it, Review))

    @property
    def retractions(self) -> tuple[Retraction, ...]:
        """All retractions, in the order of the files."""
        return tuple(it for it in self.records if isinstance(it, Retraction))

    @property
    def in_force(self) -> tuple[Event, ...]:
        """The events that count, by date, then recorded, then id."""
        gone = self.withdrawn
        found = [it for it in self.events if it.id not in gone]
        return tuple(sorted(found, key=lambda it: it.order))

    @property
    def ids(self) -> frozenset[str]:
        """Every id in use."""
        return frozenset(it.id for it in self.records)

    def __len__(self) -> int:
        """Count the records of every kind."""
        return len(self.records)

    def __contains__(self, record_id: object) -> bool:
        """Say whether a record of any kind has this id."""
        return record_id in self.ids

    # --- single events, and what corrects them

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id."""
        return next((it for it in self.events if it.id == event_id), None)

    def counts(self, event: Event) -> bool:
        """Say whether *event* is in this log and in force."""
        return any(it.id == event.id for it in self.in_force)

    def ids_like(self, text: str) -> tuple[str, ...]:
        """Return the ids of the events that contain *text*, in order."""
        ids = sorted(it.id for it in self.events)
        if text in ids:
            return (text,)
        return tuple(it for it in ids if text in it) if text else ()

    @property
    def retracted(self) -> dict[str, Retraction]:
        """The earliest retraction of each retracted event."""
        found: dict[str, Retraction] = {}
        for it in sorted(self.retractions, key=lambda it: (it.recorded, it.id)):
            found.setdefault(it.event, it)
        return found

    @property
    def replaced(self) -> dict[str, Event]:
        """The earliest replacement of each replaced event."""
        found: dict[str, Event] = {}
        for it in sorted(self.replacing, key=lambda it: (it.recorded, it.id)):
            found.setdefault(it.replaces, it)
        return found

    def retraction_of(self, event_id: str) -> Retraction | None:
        """Return the earliest retraction of an event."""
        return self.retracted.get(event_id)

    def replacement_of(self, event_id: str) -> Event | None:
        """Return the earliest replacement of an event."""
        return self.replaced.get(event_id)

    @property
    def replacing(self) -> tuple[Event, ...]:
        """The events that replace another."""
        return tuple(it for it in self.events if it.replaces)

    @property
    def replacements(self) -> dict[str, str]:
        """The ids of the events that replace another, each with that other's."""
        return {it.id: it.replaces for it in self.replacing}

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids that a retraction or a replacement names."""
        return frozenset([*self.retracted, *self.replaced])

    # --- events by what they are

    def select(self, wanted: EventFilter) -> tuple[Event, ...]:
        """Return the events that are meant, oldest first."""
        events = self.events if wanted.withdrawn else self.in_force
        found = sorted(filter(wanted.lets_through, events), key=lambda it: it.order)
        return tuple(found if wanted.newest is None else newest(found, wanted.newest))

    def newest_first(
        self, *, until: date, indicator: str | None = None
    ) -> Iterator[Event]:
        """Yield the events in force by a day, of one indicator or of all."""
        for event in reversed(self.in_force):
            if event.date <= until and indicator in {None, event.indicator}:
                yield event

    def marks(self, *, until: date, indicator: str) -> Iterator[Event]:
        """Yield the events in force of one indicator, newest first."""
        return self.newest_first(until=until, indicator=indicator)

    def count(self, *, until: date, indicator: str) -> int:
        """Count the events in force of one indicator by a day."""
        return len([*self.newest_first(until=until, indicator=indicator)])

    def scheduled_after(self, day: date) -> tuple[Event, ...]:
        """Return the events in force that are planned for a later day."""
        return tuple(it for it in self.in_force if it.scheduled and it.date > day)

    def marked(self) -> tuple[Event, ...]:
        """Return the events that not everybody may read."""
        return tuple(it for it in self.events if it.tlp.rank > 0)

    # --- what was looked at, and when

    @property
    def span(self) -> Period | None:
        """The first and the last day of its events."""
        days = [it.date for it in self.events]
        return Period(min(days), max(days)) if days else None

    @property
    def used(self) -> frozenset[tuple[str, str | float]]:
        """Every indicator and value that stand together in an event."""
        return frozenset((it.indicator, it.value) for it in self.events)

    def last_events(self, *, until: date) -> dict[str, date]:
        """Return the day of the last event in force of each indicator."""
        return {it.indicator: it.date for it in self.in_force if it.date <= until}

    def last_reviews(self, *, until: date) -> dict[str, date]:
        """Return the last day that a review of each indicator covers."""
        last: dict[str, date] = {}
        for review in self.reviews:
            for name in review.indicators:
                if review.first_day <= until:
                    look = min(review.date, until)
                    last[name] = max(last.get(name, look), look)
        return last

    def first_reviews(self) -> dict[str, date]:
        """Return the first day that a review of each indicator covers."""
        first: dict[str, date] = {}
        for review in self.reviews:
            for name in review.indicators:
                first[name] = min(first.get(name, review.first_day), review.first_day)
        return first

    def revised(
        self, one: datetime | None, other: datetime | None
    ) -> tuple[Event, ...]:
        """Return the events in force at one of two moments and not at the other."""
        then, later = self.as_known(one), self.as_known(other)
        return tuple(it for it in self.events if then.counts(it) != later.counts(it))

    # --- the log added up

    def ledger(self, catalogue: Catalogue) -> "NaiveLedger":
        """Return the log added up under a catalogue."""
        return NaiveLedger(catalogue, self.in_force)

    def ledger_with(self, record: Record, catalogue: Catalogue) -> "NaiveLedger":
        """Return the ledger of the log with one more record."""
        return self.with_record(record).ledger(catalogue)


class NaiveLedger:
    """Some events, added up day by day."""

    def __init__(self, catalogue: Catalogue, events: Sequence[Event]) -> None:
        """
        Take over events in force.

        Args:
            events: Oldest first.
        """
        self._catalogue = catalogue
        self._events = events
        self.first = events[0].date if events else None
        self.last = events[-1].date if events else None

    def sheet(self, month: int) -> Sheet:
        """Return the tallies of a month."""
        mine = [it for it in self._events if month_of(it.date) == month]
        sheet: dict[str, list[tuple[int, Tally]]] = {}
        for name, day in sorted({(it.indicator, it.date) for it in mine}):
            events = [it for it in mine if (it.indicator, it.date) == (name, day)]
            line = (day.toordinal(), tally_events(self._catalogue[name], events))
            sheet.setdefault(name, []).append(line)
        return sheet


def newest(found: Sequence[Event], count: int) -> Sequence[Event]:
    """Return the last so many of a sequence, or all."""
    return found[max(len(found) - count, 0) :]
