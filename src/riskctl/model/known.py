"""Which records of a log are known at a moment, and which of them count."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeVar

# Where a month's level is known already, little is asked of a log: what the other
# questions need is loaded when they are asked.
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from riskctl.model.part import Part
    from riskctl.model.record import (
        Correction,
        Event,
        Mark,
        Record,
        Retraction,
        Review,
    )

    Weighed = TypeVar("Weighed", Event, Event | Mark)

IN_ORDER: Final = attrgetter("order")
BY_ORIGIN: Final = attrgetter("origin")


class KnownRecords:
    """
    The records of some parts, as far as they were known at a moment.

    An event is in force unless a retraction names it or another event replaces
    it. A replaced event does not come back when its replacement is retracted:
    withdrawing a correction withdraws the matter.

    Attributes:
        parts: Where the records are.
        known_at: What was recorded later is hidden; None hides nothing.
    """

    def __init__(self, parts: Iterable[Part], known_at: datetime | None) -> None:
        """Take over parts."""
        self.parts = tuple(parts)
        self.known_at = known_at

    def __eq__(self, other: object) -> bool:
        """Say whether both hold the same records, wherever they are kept."""
        if not isinstance(other, KnownRecords):
            return NotImplemented
        mine = (self.events, self.reviews, self.retractions)
        return mine == (other.events, other.reviews, other.retractions)

    __hash__ = object.__hash__

    # --- all the records of a kind, for who asks for all

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events, in the order of the files."""
        return tuple(
            chain.from_iterable(
                sorted(self._known(it, it.events), key=BY_ORIGIN) for it in self.parts
            )
        )

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """All reviews, in the order of the files."""
        found = chain.from_iterable(it.reviews for it in self.parts)
        return tuple(filter(self._is_known, found))

    @cached_property
    def retractions(self) -> tuple[Retraction, ...]:
        """All retractions, in the order of the files."""
        found = chain.from_iterable(it.retractions for it in self.parts)
        return tuple(filter(self._is_known, found))

    @cached_property
    def in_force(self) -> tuple[Event, ...]:
        """The events that count, oldest first, by date, then recorded, then id."""
        found = (self.in_force_of(it, it.events) for it in self.parts)
        return tuple(sorted(chain.from_iterable(found), key=IN_ORDER))

    @property
    def records(self) -> Iterator[Record]:
        """The records of every kind."""
        yield from self.events
        yield from self.reviews
        yield from self.retractions

    @property
    def ids(self) -> frozenset[str]:
        """Every id in use, of any kind of record."""
        return frozenset(it.id for it in self.records)

    def __len__(self) -> int:
        """Count the records of every kind."""
        count = 0
        for part in self.parts:
            if self._is_wholly_known(part):
                count += part.size
            elif not self.is_hidden(part):
                for kind in (part.events, part.reviews, part.retractions):
                    count += sum(map(self._is_known, kind))
        return count

    def __contains__(self, record_id: object) -> bool:
        """Say whether a record of any kind has this id."""
        if not isinstance(record_id, str):
            return False
        if all(map(self._is_wholly_known, self.parts)):
            return any(it.holds(record_id) for it in self.parts)
        return any(it.id == record_id for it in self.records)

    # --- single records, and what corrects them

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id, retracted and replaced ones too."""
        event = self._found(event_id)[0]
        return event if event and self._is_known(event) else None

    def counts(self, event: Event) -> bool:
        """Say whether *event* is in this log and in force."""
        found, part = self._found(event.id)
        return bool(found and part and any(self.in_force_of(part, [found])))

    def ids_like(self, text: str) -> tuple[str, ...]:
        """Return the ids of the events that contain *text*, in order."""
        if not text:
            return ()
        if self.event(text):
            return (text,)
        found = (it.ids_like(text) for it in self.parts)
        ids = sorted(chain.from_iterable(found))
        return tuple(ids if self.known_at is None else filter(self.event, ids))

    def retraction_of(self, event_id: str) -> Retraction | None:
        """Return the retraction of an event; the earliest when there are more."""
        part, by = self._corrected(event_id, is_replaced=False)
        found = part.retractions if part else ()
        return next((it for it in found if it.id == by), None)

    def replacement_of(self, event_id: str) -> Event | None:
        """Return the replacement of an event; the earliest when there are more."""
        part, by = self._corrected(event_id, is_replaced=True)
        return part.event(by) if part else None

    def _corrected(
        self, event_id: str, *, is_replaced: bool
    ) -> tuple[Part | None, str]:
        """Return where the earliest correction of a kind stands, and its id."""
        _, by, part = self._earliest.get((event_id, is_replaced), (None, "", None))
        return part, by

    @cached_property
    def _earliest(self) -> dict[tuple[str, bool], tuple[datetime, str, Part]]:
        """The earliest retraction and replacement of each event that has one."""
        found: dict[tuple[str, bool], tuple[datetime, str, Part]] = {}
        for part in self.parts:
            for it in filter(self._is_known, part.corrections):
                key, mine = (it.event, it.day is not None), (it.recorded, it.by, part)
                known = found.get(key)
                if known is None or mine[:2] < known[:2]:
                    found[key] = mine
        return found

    @cached_property
    def replacing(self) -> tuple[Event, ...]:
        """The events that replace another, in the order of the files."""
        return tuple(
            chain.from_iterable(
                sorted(self._known(it, replacing_in(it)), key=BY_ORIGIN)
                for it in self.parts
            )
        )

    @property
    def replacements(self) -> dict[str, str]:
        """The ids of the events that replace another, each with that other's."""
        return {it.by: it.event for it in self.corrections if it.day}

    @property
    def corrections(self) -> Iterator[Correction]:
        """What takes events out of force."""
        found = chain.from_iterable(it.corrections for it in self.parts)
        return filter(self._is_known, found)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The ids that a retraction or a replacement names."""
        return frozenset(it.event for it in self.corrections)

    # --- which records are known, and which of them count

    def _is_known(self, record: Record | Correction | Mark) -> bool:
        return self.known_at is None or record.recorded <= self.known_at

    def _is_wholly_known(self, part: Part) -> bool:
        """Say whether nothing of a part is hidden."""
        return self.known_at is None or not part.latest or part.latest <= self.known_at

    def is_hidden(self, part: Part) -> bool:
        """Say whether nothing of a part was known."""
        moment, earliest = self.known_at, part.earliest
        return moment is not None and earliest is not None and earliest > moment

    def _known(self, part: Part, events: Iterable[Event]) -> Iterable[Event]:
        """Return those of a part's events that are known, whether they count or not."""
        if self.is_hidden(part):
            return ()
        return events if self._is_wholly_known(part) else filter(self._is_known, events)

    def in_force_of(self, part: Part, events: Iterable[Weighed]) -> Iterator[Weighed]:
        """Yield those of a part's events that are known and count."""
        known: Iterable[Weighed] = () if self.is_hidden(part) else events
        if not self._is_wholly_known(part):
            known = filter(self._is_known, known)
        own, foreign = self._gone_from(part), self._foreign
        for it in known:
            if it.id not in own and it.id not in foreign:
                yield it

    def marks_in(self, part: Part) -> Iterator[Event | Mark]:
        """Yield what the events in force of one part weigh, in no order."""
        for marks in part.marks.values():
            yield from self.in_force_of(part, marks)

    def _gone_from(self, part: Part) -> frozenset[str]:
        """Return the ids that a part's own records take out of force."""
        gone = self._gone.get(id(part))
        if gone is None:
            known = filter(self._is_known, part.corrections)
            gone = self._gone[id(part)] = frozenset(it.event for it in known)
        return gone

    @cached_property
    def _gone(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def _foreign(self) -> frozenset[str]:
        """The ids that records of another part take out of force."""
        found = chain.from_iterable(it.foreign for it in self.parts)
        return frozenset(it.event for it in found if self._is_known(it))

    def _found(self, event_id: str) -> tuple[Event | None, Part | None]:
        """Return the event with an id and its part, wherever it is."""
        if event_id:
            for part in self.parts:
                event = part.event(event_id)
                if event:
                    return event, part
        return None, None


def replacing_in(part: Part) -> Iterator[Event]:
    """Yield the events of a part that replace another."""
    for correction in part.corrections:
        event = part.event(correction.by) if correction.day else None
        if event:
            yield event


def between(
    one: KnownRecords, other: KnownRecords
) -> Iterator[tuple[Part, Event | Mark]]:
    """Yield what counts at one of two moments only; both are of the same parts."""
    for part in revised_parts(one, other):
        for marks in part.marks.values():
            was = {it.id for it in one.in_force_of(part, marks)}
            is_ = {it.id for it in other.in_force_of(part, marks)}
            if was != is_:
                yield from ((part, it) for it in marks if it.id in was ^ is_)


def revised_parts(one: KnownRecords, other: KnownRecords) -> Iterator[Part]:
    """Yield the parts of which something was learned between two moments."""
    moments = [it.known_at for it in (one, other) if it.known_at]
    if not moments:
        return
    since = min(moments)
    foreign = chain.from_iterable(it.foreign for it in other.parts)
    later = [it.event for it in foreign if it.recorded > since]
    for part in other.parts:
        is_later = part.latest is not None and part.latest > since
        if is_later or any(map(part.event, later)):
            yield part
