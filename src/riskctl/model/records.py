"""Records at hand, as a part of a log."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from riskctl.model.fates import settle
from riskctl.model.known import IN_ORDER
from riskctl.model.period import Period
from riskctl.model.record import Correction, Event, Note, Retraction, Review, Verb
from riskctl.model.tlp import Tlp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from riskctl.model.held import Held
    from riskctl.model.record import Record


class Records:
    """A part that holds its records."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Take over *records*, in any order."""
        self.reviews: list[Review] = []
        self.retractions: list[Retraction] = []
        events: list[Event] = []
        notes: list[Note] = []
        for record in records:
            if isinstance(record, Event):
                events.append(record)
            elif isinstance(record, Review):
                self.reviews.append(record)
            elif isinstance(record, Note):
                notes.append(record)
            else:
                self.retractions.append(record)
        self.events = sorted(events, key=IN_ORDER)
        self.notes = sorted(notes, key=IN_ORDER)
        dated: list[Event | Note] = [*events, *notes]
        self.has_marked = any(it.tlp is not Tlp.CLEAR for it in dated)

    @property
    def all(self) -> tuple[Record, ...]:
        """The records of every kind."""
        return (*self.events, *self.reviews, *self.notes, *self.retractions)

    @cached_property
    def size(self) -> int:
        """How many records of every kind it holds."""
        return len(self.all)

    @cached_property
    def held(self) -> dict[str, Held]:
        """How many records it holds, by the month with which their ids begin."""
        from riskctl.model.held import held_of

        return held_of(it.id for it in self.all)

    @cached_property
    def days(self) -> Period | None:
        """The first and the last day of its events, whether they count or not."""
        if not self.events:
            return None
        return Period(self.events[0].date, self.events[-1].date)

    @cached_property
    def last_happened(self) -> date | None:
        """The last day of its events that are no plans; None when it has none."""
        newest_first = reversed(self.events)
        return next((it.date for it in newest_first if not it.scheduled), None)

    @cached_property
    def noted(self) -> Period | None:
        """The first and the last day of its notes; None when it has none."""
        if not self.notes:
            return None
        return Period(self.notes[0].date, self.notes[-1].date)

    @cached_property
    def latest(self) -> datetime | None:
        """When the last of its records was written down; None when it has none."""
        return max((it.recorded for it in self.all), default=None)

    @cached_property
    def earliest(self) -> datetime | None:
        """When the first of its records was written down; None when it has none."""
        return min((it.recorded for it in self.all), default=None)

    @cached_property
    def corrections(self) -> list[Correction]:
        """All the corrections in it."""
        retracted = [
            Correction(it.record, it.id, it.recorded, Verb.RETRACTS)
            for it in self.retractions
        ]
        dated: list[Event | Note] = [*self.events, *self.notes]
        replaced = [
            Correction(it.replaces, it.id, it.recorded, Verb.REPLACES)
            for it in dated
            if it.replaces
        ]
        confirmed = [
            Correction(it.confirms, it.id, it.recorded, Verb.CONFIRMS)
            for it in self.events
            if it.confirms and not it.scheduled  # a plan shows nothing yet
        ]
        return [*retracted, *replaced, *confirmed]

    @cached_property
    def foreign(self) -> list[Correction]:
        """The corrections in it of records that stand in another part."""
        return [it for it in self.corrections if it.record not in self._by_id]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many events of each indicator count by the part's own corrections."""
        out = self._gone | self.plans
        return {
            name: sum(it.id not in out for it in events)
            for name, events in self.by_indicator.items()
        }

    @cached_property
    def plans(self) -> frozenset[str]:
        """The ids of its events that are planned, whatever became of them."""
        return frozenset(it.id for it in self.events if it.scheduled)

    @cached_property
    def looks(self) -> dict[str, tuple[int, int]]:
        """The first and the last day that reviews in it cover, of each indicator."""
        return looks_of(it for it in self.reviews if it.id not in self._gone)

    @cached_property
    def used(self) -> frozenset[tuple[str, str | float]]:
        """The indicators and values that stand together in its events."""
        return frozenset((it.indicator, it.value) for it in self.events)

    @cached_property
    def by_indicator(self) -> dict[str, list[Event]]:
        """The events of each indicator, oldest first."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.indicator, []).append(event)
        return found

    @cached_property
    def marks(self) -> dict[str, list[Event]]:
        """What the events of each indicator weigh, oldest first; plans have none."""
        if not self.plans:
            return self.by_indicator
        weighing = {
            name: [it for it in events if not it.scheduled]
            for name, events in self.by_indicator.items()
        }
        return {name: events for name, events in weighing.items() if events}

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id."""
        record = self._by_id.get(event_id)
        return record if isinstance(record, Event) else None

    def record(self, record_id: str) -> Record | None:
        """Return the record of any kind with this id."""
        return self._by_id.get(record_id)

    def holds(self, record_id: str) -> bool:
        """Say whether one of its records has this id."""
        return record_id in self._by_id

    def events_from(self, first: date, last: date) -> list[Event]:  # noqa: ARG002
        """Return the events of some days, and others."""
        return self.events

    def ids_like(self, text: str) -> list[str]:
        """Return the ids of its records that contain *text*."""
        return [it.id for it in self.all if text in it.id]

    def events_with(self, text: str) -> list[Event]:  # noqa: ARG002 a filter follows
        """Return the events that may contain a folded *text*: all of them."""
        return self.events

    def forget(self) -> None:
        """Keep everything: it cannot be read again."""

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {it.id: it for it in self.all}

    @cached_property
    def _gone(self) -> frozenset[str]:
        return settle(self.corrections).gone


def looks_of(
    reviews: Iterable[Review], *, until: date | None = None
) -> dict[str, tuple[int, int]]:
    """
    Return the first and the last day that reviews cover, of each indicator.

    Days are ordinals, which a part that is kept has at hand.

    Args:
        until: Only the days up to this one are meant; None means all.
    """
    looks: dict[str, tuple[int, int]] = {}
    for review in reviews:
        first, last = review.first_day, review.date
        last = last if until is None else min(last, until)
        if first > last:
            continue
        mine = first.toordinal(), last.toordinal()
        for name in review.indicators:
            known = looks.get(name, mine)
            looks[name] = min(known[0], mine[0]), max(known[1], mine[1])
    return looks
