"""Which of the known records count, after all that corrects them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from riskctl.model.known import BY_ORIGIN, IN_ORDER, KnownRecords

# Where a month's level is known already, little is asked of a log: what the other
# questions need is loaded when they are asked.
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from riskctl.model.fates import Conflict, Fates
    from riskctl.model.part import Part
    from riskctl.model.record import Event, Mark, Note, Record, Retraction, Review, Verb

    Weighed = TypeVar("Weighed", Event, Event | Mark)


class CorrectedRecords(KnownRecords):
    """
    The known records of some parts, and what their corrections make of them.

    An event is in force, and counts, unless it is a plan, a retraction that stands
    names it, another record replaces it, or a later amendment of the same event is
    preferred to it. What corrections come to says `fates.settle`.
    """

    @cached_property
    def in_force(self) -> tuple[Event, ...]:
        """The events that count, oldest first, by date, then recorded, then id."""
        found = (self.in_force_of(it, it.events) for it in self.parts)
        return tuple(sorted(chain.from_iterable(found), key=IN_ORDER))

    def in_force_of(self, part: Part, events: Iterable[Weighed]) -> Iterator[Weighed]:
        """Yield those of a part's events that are known and count."""
        return self._left(part, events, without=self._out_of(part))

    def standing_of(self, part: Part, events: Iterable[Event]) -> Iterator[Event]:
        """Yield those of a part's events that count, and the plans that are open."""
        fates = self._fates_of(part)
        answered = fates.answered & part.plans
        return self._left(part, events, without=fates.gone | answered)

    def marks_in(self, part: Part) -> Iterator[Event | Mark]:
        """Yield what the events in force of one part weigh, in no order."""
        for marks in part.marks.values():
            yield from self.in_force_of(part, marks)

    def counts(self, event: Event) -> bool:
        """Say whether *event* is in this log and in force."""
        found, part = self._found(event.id)
        return bool(found and part and any(self.in_force_of(part, [found])))

    def stands(self, record: Record) -> bool:
        """Say whether a record of this log is neither withdrawn nor replaced."""
        part = self._holder(record.id)
        return part is not None and record.id not in self._fates_of(part).gone

    # --- plans and notes

    @cached_property
    def plans(self) -> tuple[Event, ...]:
        """The plans that nobody has answered, by their day."""
        found: list[Event] = []
        for part in self.parts:
            if part.plans:
                planned = (part.event(it) for it in part.plans)
                found += self.standing_of(part, filter(None, planned))
        return tuple(sorted(found, key=IN_ORDER))

    def scheduled_after(self, day: date) -> tuple[Event, ...]:
        """Return the open plans for a later day, in order."""
        return tuple(it for it in self.plans if it.date > day)

    def due_by(self, day: date) -> tuple[Event, ...]:
        """Return the open plans whose day has come, in order."""
        return tuple(it for it in self.plans if it.date <= day)

    @property
    def standing_notes(self) -> tuple[Note, ...]:
        """The notes that are neither withdrawn nor replaced, oldest first."""
        return self.standing_notes_from(date.min, date.max)

    def standing_notes_from(self, first: date, last: date) -> tuple[Note, ...]:
        """Return those of a first to a last day."""
        found: list[Note] = []
        for part in self.parts:
            days = part.noted
            if not days or last < days.first or days.last < first:
                continue
            if not self.is_hidden(part):
                gone = self._fates_of(part).gone
                found += (
                    it
                    for it in filter(self._is_known, part.notes)
                    if first <= it.date <= last and it.id not in gone
                )
        return tuple(sorted(found, key=IN_ORDER))

    @property
    def standing_reviews(self) -> tuple[Review, ...]:
        """The reviews that nobody withdrew, in the order of the files."""
        found = (self.reviews_of(it) for it in self.parts)
        return tuple(chain.from_iterable(found))

    def reviews_of(self, part: Part) -> Iterator[Review]:
        """Yield a part's reviews that are known and stand."""
        gone = self._fates_of(part).gone
        known = filter(self._is_known, part.reviews)
        return (it for it in known if it.id not in gone)

    def last_by(self, name: str) -> Record | None:
        """Return what one person wrote down last, of what stands; None without any."""
        last: Record | None = None
        newest_first = sorted(
            (it for it in self.parts if it.latest),
            key=lambda it: it.latest,  # type: ignore[arg-type, return-value]
            reverse=True,
        )
        for part in newest_first:
            if last and part.latest and part.latest < last.recorded:
                break
            gone = self._fates_of(part).gone
            found: list[Record] = [*part.events, *part.reviews, *part.notes]
            for it in (*found, *part.retractions):
                if it.by != name or it.id in gone or not self._is_known(it):
                    continue
                # Of one second, what stands further down was written later.
                order = (it.recorded, it.origin.line, it.id)
                if last is None or order > (last.recorded, last.origin.line, last.id):
                    last = it
        return last

    # --- what corrects a record

    def retraction_of(self, record_id: str) -> Retraction | None:
        """Return the earliest retraction of a record that stands."""
        return next((it for it, stands in self.trail(record_id) if stands), None)

    def trail(self, record_id: str) -> tuple[tuple[Retraction, bool], ...]:
        """Return every retraction of a record, and whether it stands; oldest first."""
        from riskctl.model.record import Retraction, Verb

        found = []
        for _, by, part in self._done_to(record_id, Verb.RETRACTS):
            record = part.record(by)
            if isinstance(record, Retraction):
                found.append((record, by not in self._fates_of(part).gone))
        return tuple(found)

    def replacement_of(self, record_id: str) -> Event | Note | None:
        """Return the replacement of a record: the one that counts, else the latest."""
        from riskctl.model.record import Event, Note, Verb

        found = self._done_to(record_id, Verb.REPLACES)
        standing = [it for it in found if it[1] not in self._fates_of(it[2]).gone]
        for _, by, part in [*reversed(standing), *reversed(found)]:
            record = part.record(by)
            if isinstance(record, Event | Note):
                return record
        return None

    def confirmation_of(self, plan_id: str) -> Event | None:
        """Return the earliest event in force that confirms a plan."""
        from riskctl.model.record import Verb

        for _, by, part in self._done_to(plan_id, Verb.CONFIRMS):
            if by not in self._fates_of(part).gone:
                return part.event(by)
        return None

    @cached_property
    def replacing(self) -> tuple[Event, ...]:
        """The events that replace another record, in the order of the files."""
        return tuple(
            chain.from_iterable(
                sorted(self._known(it, replacing_in(it)), key=BY_ORIGIN)
                for it in self.parts
            )
        )

    @property
    def replacements(self) -> dict[str, str]:
        """The ids of the records that replace another, each with that other's."""
        from riskctl.model.record import Verb

        return {it.by: it.record for it in self.corrections if it.verb is Verb.REPLACES}

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The ids of the records that count no more: retracted, replaced, outdone."""
        gone = (self._fates_of(it).gone for it in self.parts)
        return frozenset(chain.from_iterable(gone))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The events that were amended in several ways."""
        each = {id(it): it for it in map(self._fates_of, self.parts)}
        return tuple(chain.from_iterable(it.conflicts for it in each.values()))

    def _done_to(self, record_id: str, verb: Verb) -> list[tuple[datetime, str, Part]]:
        """Return what is done to a record: when, by which one, and where it stands."""
        return sorted(self._by_target.get((record_id, verb), ()), key=lambda it: it[:2])

    @cached_property
    def _by_target(self) -> dict[tuple[str, Verb], list[tuple[datetime, str, Part]]]:
        found: dict[tuple[str, Verb], list[tuple[datetime, str, Part]]] = {}
        for part in self.parts:
            for it in filter(self._is_known, part.corrections):
                target = found.setdefault((it.record, it.verb), [])
                target.append((it.recorded, it.by, part))
        return found

    # --- what all corrections come to

    def _left(
        self, part: Part, events: Iterable[Weighed], *, without: frozenset[str]
    ) -> Iterator[Weighed]:
        """Yield those of a part's events that are known and not named."""
        known: Iterable[Weighed] = () if self.is_hidden(part) else events
        if not self._is_wholly_known(part):
            known = filter(self._is_known, known)
        return (it for it in known if it.id not in without)

    def _out_of(self, part: Part) -> frozenset[str]:
        """Return the ids of a part's events that do not count."""
        out = self._out.get(id(part))
        if out is None:
            out = self._out[id(part)] = self._fates_of(part).gone | part.plans
        return out

    def _fates_of(self, part: Part) -> Fates:
        """Return what corrections come to in a part."""
        return self._across if id(part) in self._entangled else self._own_fates(part)

    def _own_fates(self, part: Part) -> Fates:
        """Return what a part's own corrections come to."""
        fates = self._settled.get(id(part))
        if fates is None:
            from riskctl.model.fates import settle

            known = filter(self._is_known, part.corrections)
            fates = self._settled[id(part)] = settle(known)
        return fates

    @cached_property
    def _across(self) -> Fates:
        """What the corrections of all entangled parts come to."""
        from riskctl.model.fates import settle

        parts = (it for it in self.parts if id(it) in self._entangled)
        found = chain.from_iterable(it.corrections for it in parts)
        return settle(filter(self._is_known, found))

    @cached_property
    def _entangled(self) -> frozenset[int]:
        """The parts of which one corrects what stands in another, by identity."""
        entangled = set()
        for part in self.parts:
            for it in part.foreign:
                if self._is_known(it):
                    entangled.add(id(part))
                    entangled.add(id(self._holder(it.record) or part))
        return frozenset(entangled)

    @cached_property
    def _settled(self) -> dict[int, Fates]:
        return {}

    @cached_property
    def _out(self) -> dict[int, frozenset[str]]:
        return {}


def replacing_in(part: Part) -> Iterator[Event]:
    """Yield the events of a part that replace another record."""
    from riskctl.model.record import Verb

    for correction in part.corrections:
        replaces = correction.verb is Verb.REPLACES
        event = part.event(correction.by) if replaces else None
        if event:
            yield event
