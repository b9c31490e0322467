"""The log: a grow-only set of records, and what of it is in force."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from riskctl.model.record import Event, Record, Retraction, Review


@dataclass(frozen=True, kw_only=True)
class Log:
    """
    Everything that was written down, in no particular order.

    Two logs merge by union; the order of records and files never matters.
    An event is in force unless a retraction names it or another event replaces
    it. A replaced event does not come back when its replacement is retracted:
    withdrawing a correction withdraws the matter.
    """

    events: tuple[Event, ...] = ()
    reviews: tuple[Review, ...] = ()
    retractions: tuple[Retraction, ...] = ()

    def as_known(self, moment: datetime | None) -> "Log":
        """Return what was recorded by *moment*; everything when there is none."""
        if moment is None:
            return self
        return Log(
            events=tuple(it for it in self.events if it.recorded <= moment),
            reviews=tuple(it for it in self.reviews if it.recorded <= moment),
            retractions=tuple(it for it in self.retractions if it.recorded <= moment),
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

    def with_record(self, record: Record) -> "Log":
        """Return the log with one more record."""
        return self.with_records([record])

    def with_records(self, records: Iterable[Record]) -> "Log":
        """Return the union of this log and *records*; each record counts once."""
        mine: tuple[Record, ...] = (*self.events, *self.reviews, *self.retractions)
        known = {record.id: record for record in mine}
        new = []
        for record in records:
            if known.get(record.id) != record:
                known[record.id] = record
                new.append(record)
        return replace(
            self,
            events=self.events + tuple(it for it in new if isinstance(it, Event)),
            reviews=self.reviews + tuple(it for it in new if isinstance(it, Review)),
            retractions=self.retractions
            + tuple(it for it in new if isinstance(it, Retraction)),
        )

    @property
    def ids(self) -> frozenset[str]:
        """Every id in use, of any kind of record."""
        return frozenset(
            it.id
            for kind in (self.events, self.reviews, self.retractions)
            for it in kind
        )

    def __len__(self) -> int:
        """Count the records of every kind."""
        return len(self.events) + len(self.reviews) + len(self.retractions)

    def ids_like(self, part: str) -> tuple[str, ...]:
        """Return the ids of the events that hold *part*, in order."""
        if part in self.by_id:
            return (part,)
        return tuple(sorted(it for it in self.by_id if part in it)) if part else ()
