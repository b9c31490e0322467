"""Which records of a log are known at a moment."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final

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
        Note,
        Record,
        Retraction,
        Review,
    )

# As the `order` of each says, without a call for every one.
IN_ORDER: Final = attrgetter("date", "recorded", "id")
BY_ORIGIN: Final = attrgetter("origin")


class KnownRecords:
    """
    The records of some parts, as far as they were known at a moment.

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
        return [*self.records] == [*other.records]

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
    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order of the files."""
        found = (sorted(it.notes, key=BY_ORIGIN) for it in self.parts)
        return tuple(filter(self._is_known, chain.from_iterable(found)))

    @cached_property
    def retractions(self) -> tuple[Retraction, ...]:
        """All retractions, in the order of the files."""
        found = chain.from_iterable(it.retractions for it in self.parts)
        return tuple(filter(self._is_known, found))

    @property
    def records(self) -> Iterator[Record]:
        """The records of every kind."""
        yield from self.events
        yield from self.reviews
        yield from self.notes
        yield from self.retractions

    def recorded_after(self, moment: datetime) -> Iterator[datetime]:
        """Yield when the records were written down that came after a moment."""
        for part in self.parts:
            if part.latest is None or part.latest <= moment:
                continue
            for kind in (part.events, part.reviews, part.notes, part.retractions):
                for it in filter(self._is_known, kind):
                    if it.recorded > moment:
                        yield it.recorded

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
                kinds = (part.events, part.reviews, part.notes, part.retractions)
                for kind in kinds:
                    count += sum(map(self._is_known, kind))
        return count

    def __contains__(self, record_id: object) -> bool:
        """Say whether a record of any kind has this id."""
        if not isinstance(record_id, str):
            return False
        if all(map(self._is_wholly_known, self.parts)):
            return any(it.holds(record_id) for it in self.parts)
        return any(it.id == record_id for it in self.records)

    # --- single records

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id, retracted and replaced ones too."""
        event = self._found(event_id)[0]
        return event if event and self._is_known(event) else None

    def record(self, record_id: str) -> Record | None:
        """Return the record of any kind with this id, withdrawn ones too."""
        part = self._holder(record_id)
        record = part.record(record_id) if part else None
        return record if record and self._is_known(record) else None

    def ids_like(self, text: str) -> tuple[str, ...]:
        """Return the ids of the records that contain *text*, in order."""
        if not text:
            return ()
        if self.record(text):
            return (text,)
        found = (it.ids_like(text) for it in self.parts)
        ids = sorted(chain.from_iterable(found))
        return tuple(ids if self.known_at is None else filter(self.record, ids))

    def titled(self, text: str) -> tuple[Event | Note, ...]:
        """Return the events and notes in whose title *text* stands, in any case."""
        wanted = text.casefold()
        found: list[Event | Note] = []
        for part in self.parts:
            if not wanted or self.is_hidden(part):
                continue
            dated: list[Event | Note] = [*part.events_with(wanted), *part.notes]
            known = filter(self._is_known, dated)
            found += (it for it in known if wanted in it.title.casefold())
        return tuple(sorted(found, key=IN_ORDER))

    @property
    def corrections(self) -> Iterator[Correction]:
        """What takes records out of force, or answers plans."""
        found = chain.from_iterable(it.corrections for it in self.parts)
        return filter(self._is_known, found)

    # --- what is known

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

    def _found(self, event_id: str) -> tuple[Event | None, Part | None]:
        """Return the event with an id and its part, wherever it is."""
        if event_id:
            for part in reversed(self.parts):  # the newest are asked for most
                event = part.event(event_id)
                if event:
                    return event, part
        return None, None

    def _holder(self, record_id: str) -> Part | None:
        """Return the part that has the record with an id."""
        return next((it for it in reversed(self.parts) if it.holds(record_id)), None)
