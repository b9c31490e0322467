"""A log as a plain list, which answers every question in the plainest way."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from riskctl.model.catalogue import Catalogue
from riskctl.model.month import month_of
from riskctl.model.period import Period
from riskctl.model.record import Event, Note, Record, Retraction, Review
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
    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order of the files."""
        return tuple(it for it in self.records if isinstance(it, Note))

    @property
    def in_force(self) -> tuple[Event, ...]:
        """The events that count, by date, then recorded, then id."""
        gone = self.withdrawn
        found = [it for it in self.events if it.id not in gone and not it.scheduled]
        return tuple(sorted(found, key=lambda it: it.order))

    @property
    def plans(self) -> tuple[Event, ...]:
        """The plans that were neither withdrawn nor confirmed."""
        gone = self.withdrawn
        answered = {it.confirms for it in self.in_force}
        found = [it for it in self.events if it.scheduled]
        left = [it for it in found if it.id not in gone | answered]
        return tuple(sorted(left, key=lambda it: it.order))

    @property
    def standing_notes(self) -> tuple[Note, ...]:
        """The notes that were not withdrawn."""
        found = [it for it in self.notes if it.id not in self.withdrawn]
        return tuple(sorted(found, key=lambda it: it.order))

    def standing_notes_from(self, first: date, last: date) -> tuple[Note, ...]:
        """Those of some days."""
        return tuple(it for it in self.standing_notes if first <= it.date <= last)

    @property
    def standing_reviews(self) -> tuple[Review, ...]:
        """The reviews that were not withdrawn."""
        return tuple(it for it in self.reviews if it.id not in self.withdrawn)

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

    def record(self, record_id: str) -> Record | None:
        """Return the record with this id."""
        return next((it for it in self.records if it.id == record_id), None)

    def ids_like(self, text: str) -> tuple[str, ...]:
        """Return the ids that contain *text*, in order."""
        ids = sorted(it.id for it in self.records)
        if text in ids:
            return (text,)
        return tuple(it for it in ids if text in it) if text else ()

    def stands(self, retraction: Retraction) -> bool:
        """Say whether no retraction that stands takes one back."""
        return not any(
            it.record == retraction.id and self.stands(it) for it in self.retractions
        )

    @property
    def retracted(self) -> dict[str, Retraction]:
        """The earliest retraction of each retracted record that stands."""
        found: dict[str, Retraction] = {}
        for it in sorted(self.retractions, key=lambda it: (it.recorded, it.id)):
            if self.stands(it):
                found.setdefault(it.record, it)
        return found

    @property
    def amendments(self) -> list[Event | Note]:
        """The events and notes that replace another."""
        dated: list[Event | Note] = [*self.events, *self.notes]
        return [it for it in dated if it.replaces]

    def matter_of(self, amendment: Event | Note) -> str:
        """Return the id of what was amended first, however often since."""
        before = {it.id: it.replaces for it in self.amendments}
        name = amendment.replaces
        while name in before:
            name = before[name]
        return name

    @property
    def outdone(self) -> frozenset[str]:
        """The last amendments of a matter that has a later one."""
        replaced = {it.replaces for it in self.amendments}
        last = [it for it in self.amendments if it.id not in replaced]
        left = [it for it in last if it.id not in self.retracted]
        return frozenset(
            it.id
            for it in left
            if any(
                self.matter_of(it) == self.matter_of(other)
                and (it.recorded, it.id) < (other.recorded, other.id)
                for other in left
            )
        )

    @property
    def replaced(self) -> dict[str, Event | Note]:
        """The replacement of each replaced record: one that counts, else the latest."""
        gone = self.withdrawn
        found: dict[str, Event | Note] = {}
        for it in sorted(
            self.amendments, key=lambda it: (it.id not in gone, it.recorded, it.id)
        ):
            found[it.replaces] = it
        return found

    def retraction_of(self, event_id: str) -> Retraction | None:
        """Return the earliest retraction of a record that stands."""
        return self.retracted.get(event_id)

    def replacement_of(self, event_id: str) -> Event | Note | None:
        """Return the replacement of a record."""
        return self.replaced.get(event_id)

    @property
    def replacing(self) -> tuple[Event, ...]:
        """The events that replace another."""
        return tuple(it for it in self.events if it.replaces)

    @property
    def replacements(self) -> dict[str, str]:
        """The ids of what replaces another record, each with that other's."""
        return {it.id: it.replaces for it in self.amendments}

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids of what was retracted, replaced, or outdone by a later amendment."""
        replaced = {it.replaces for it in self.amendments}
        return frozenset([*self.retracted, *replaced]) | self.outdone

    # --- events by what they are

    def select(self, wanted: EventFilter) -> tuple[Event, ...]:
        """Return the events that are meant, oldest first."""
        events = self.events if wanted.withdrawn else self.in_force
        if wanted.plans and not wanted.withdrawn:
            events = (*events, *self.plans)
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
        """Return the open plans for a later day."""
        return tuple(it for it in self.plans if it.date > day)

    def due_by(self, day: date) -> tuple[Event, ...]:
        """Return the open plans whose day has come."""
        return tuple(it for it in self.plans if it.date <= day)

    def marked(self) -> tuple[Event | Note, ...]:
        """Return the events and notes that not everybody may read."""
        dated: list[Event | Note] = [*self.events, *self.notes]
        return tuple(it for it in dated if it.tlp.rank > 0)

    # --- what was looked at, and when

    @property
    def span(self) -> Period | None:
        """The first and the last day of its events."""
        days = [it.date for it in self.events]
        return Period(min(days), max(days)) if days else None

    @property
    def begins(self) -> date | None:
        """The day of the first event in force."""
        return min((it.date for it in self.in_force), default=None)

    def dated_after(self, day: date, *, recorded_by: datetime) -> Iterator[Event]:
        """Yield the events in force of later days that were recorded by a moment."""
        for it in self.in_force:
            if it.date > day and it.recorded <= recorded_by:
                yield it

    @property
    def used(self) -> frozenset[tuple[str, str | float]]:
        """Every indicator and value that stand together in an event."""
        return frozenset((it.indicator, it.value) for it in self.events)

    def last_events(self, indicators: Iterable[str], *, until: date) -> dict[str, date]:
        """Return the day of the last event in force of those indicators."""
        names = {*indicators}
        found = [it for it in self.in_force if it.indicator in names]
        return {it.indicator: it.date for it in found if it.date <= until}

    def last_reviews(self, *, until: date) -> dict[str, date]:
        """Return the last day that a review of each indicator covers."""
        last: dict[str, date] = {}
        for review in self.standing_reviews:
            for name in review.indicators:
                if review.first_day <= until:
                    look = min(review.date, until)
                    last[name] = max(last.get(name, look), look)
        return last

    def first_reviews(self) -> dict[str, date]:
        """Return the first day that a review of each indicator covers."""
        first: dict[str, date] = {}
        for review in self.standing_reviews:
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
