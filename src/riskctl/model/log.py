"""The log: a grow-only set of records, and what is asked of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from riskctl.model.known import BY_ORIGIN, IN_ORDER
from riskctl.model.surveyed import SurveyedRecords

# Where a month's level is known already, little is asked of a log: what the other
# questions need is loaded when they are asked.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.ledger import Ledger, Pages
    from riskctl.model.part import Part
    from riskctl.model.period import Period
    from riskctl.model.record import Event, Mark, Note, Record
    from riskctl.model.selection import EventFilter

    Weighed = TypeVar("Weighed", Event, Event | Mark)


class Log(SurveyedRecords):
    """
    Everything that was written down; two logs merge by union, in any order.

    A log is made of parts, which keep the records and say cheaply what they hold.
    What a judgement needs it asks by the methods below; they look into as few parts
    as will do.

    Attributes:
        shorter: What it was before some records followed, where something is kept
            of that; None where nothing is.
    """

    def __init__(
        self,
        parts: Iterable[Part] = (),
        *,
        known_at: datetime | None = None,
        whole: Log | None = None,
        pages_for: Callable[[Catalogue], Pages | None] | None = None,
        shorter: Log | None = None,
    ) -> None:
        """
        Take over parts.

        Args:
            whole: The log of which this is what was known at a moment.
            pages_for: Where that which follows from the log under a catalogue is
                kept from one command to the next.
            shorter: A log of some of the parts of which that is kept.
        """
        super().__init__(parts, known_at)
        self.shorter = shorter
        self._whole = whole
        self._pages_for = pages_for
        self._ledgers: dict[str, Ledger] = {}

    def as_known(self, moment: datetime | None) -> Log:
        """Return what was recorded by *moment*; everything when that is None."""
        if moment is None:
            return self
        latest = max((it.latest for it in self.parts if it.latest), default=None)
        if latest is None or moment >= (self.known_at or latest):
            return self
        return Log(self.parts, known_at=moment, whole=self._whole or self)

    # --- events by what they are

    def select(self, wanted: EventFilter) -> tuple[Event, ...]:
        """Return the events that are meant, oldest first."""
        from riskctl.model.selection import may_be_meant

        found: list[Event] = []
        for part in self._newest_parts:
            if not part.days or not wanted.touches(part.days) or self.is_hidden(part):
                continue
            if wanted.newest and len(found) >= wanted.newest:
                found = wanted.newest_of(sorted(found, key=IN_ORDER))
                if part.days.last < found[0].date:
                    break
            if not wanted.may_be_recorded(part.earliest, part.latest):
                continue
            if wanted.indicators and part.counts.keys().isdisjoint(wanted.indicators):
                continue
            meant = filter(wanted.lets_through, may_be_meant(part, wanted))
            found += self._meant(wanted)(part, meant)
            if wanted.text:
                part.forget()
        return tuple(wanted.newest_of(sorted(found, key=IN_ORDER)))

    def _meant(
        self, wanted: EventFilter
    ) -> Callable[[Part, Iterable[Event]], Iterable[Event]]:
        """Return what tells which of a part's events stand as is wanted."""
        if wanted.withdrawn:
            return self._known
        return self.standing_of if wanted.plans else self.in_force_of

    def newest_first(
        self, *, until: date, indicator: str | None = None
    ) -> Iterator[Event]:
        """Yield the events in force by a day, of one indicator or of all."""
        for parts in self._together(until, indicator):
            found: list[Event] = []
            for part in parts:
                if indicator:
                    mine = part.by_indicator.get(indicator, ())
                else:
                    mine = part.events
                found += self.in_force_of(part, mine)
            yield from _backwards(found, until)

    def marks(self, *, until: date, indicator: str) -> Iterator[Event | Mark]:
        """Yield what the events in force of one indicator weigh, newest first."""
        for parts in self._together(until, indicator):
            found: list[Event | Mark] = []
            for part in parts:
                found += self.in_force_of(part, part.marks.get(indicator, ()))
            yield from _backwards(found, until)

    def count(self, *, until: date, indicator: str) -> int:
        """Count the events in force of one indicator by a day."""
        total = 0
        for part in self.parts:
            if not part.days or part.days.first > until:
                continue
            if (
                part.days.last <= until
                and self._is_wholly_known(part)
                and id(part) not in self._entangled
            ):
                total += part.counts.get(indicator, 0)
            else:
                mine = self.in_force_of(part, part.marks.get(indicator, ()))
                total += sum(it.date <= until for it in mine)
        return total

    def marked(self) -> tuple[Event | Note, ...]:
        """Return the events and notes that not everybody may read."""
        found: list[Event | Note] = []
        for part in self.parts:
            if part.has_marked:
                found += self._known(part, part.events)
                found += filter(self._is_known, part.notes)
        return tuple(it for it in found if it.tlp.rank > 0)

    def last_events(self, indicators: Iterable[str], *, until: date) -> dict[str, date]:
        """Return the day of the last event in force of each indicator that has one."""
        last = {}
        for name in indicators:
            newest = next(self.marks(until=until, indicator=name), None)
            if newest:
                last[name] = newest.date
        return last

    def revised(
        self, one: datetime | None, other: datetime | None
    ) -> tuple[Event, ...]:
        """
        Return the events that were in force at one of two moments and not at the other.

        A moment is the knowledge of then; None is all that is known.
        """
        revised = self.as_known(one).otherwise_in(self.as_known(other))
        found = (part.event(mark.id) for part, mark in revised)
        return tuple(sorted(filter(None, found), key=BY_ORIGIN))

    # --- the log added up

    def ledger(self, catalogue: Catalogue) -> Ledger:
        """Return the log added up under a catalogue; one with a digest is kept."""
        ledger = self._ledgers.get(catalogue.digest) if catalogue.digest else None
        if ledger is None:
            ledger = self._counted(catalogue)
            self._ledgers[catalogue.digest] = ledger
        return ledger

    def ledger_after(self, longer: Log, catalogue: Catalogue) -> Ledger:
        """Return the ledger of this log followed by some records."""
        from riskctl.model.amended import AmendedLedger, recounted

        touched = [*longer.counting_otherwise(self)]
        if not touched:
            # What is noted beside its end rests on records that do not count, too.
            return AmendedLedger(self.ledger(catalogue), {})
        marks = longer.marks_beside(touched)
        return recounted(self.ledger(catalogue), catalogue, touched, marks)

    def followed_by(self, *records: Record) -> Log:
        """Return the log with more records, whose ids no others have."""
        from riskctl.model.records import Records

        return Log(
            [*self.parts, Records(records)],
            known_at=self.known_at,
            shorter=self if self._pages_for else self.shorter,
        )

    def counting_otherwise(self, shorter: Log) -> Iterator[Event]:
        """Yield the events that count here or in a log of fewer parts, not in both."""
        own = [it for it in self.parts if it not in shorter.parts]
        for part in own:
            yield from self.in_force_of(part, part.events)
        for part in shorter.parts:
            if id(part) in self._entangled:
                gone = self._fates_of(part).gone ^ shorter._fates_of(part).gone
                events = (part.event(it) for it in gone - part.plans)
                yield from filter(None, events)

    def _counted(self, catalogue: Catalogue) -> Ledger:
        from riskctl.model.ledger import EarlierLedger, LogLedger

        if self.shorter is not None:
            return self.shorter.ledger_after(self, catalogue)
        if self._whole is None:
            pages = self._pages_for(catalogue) if self._pages_for else None
            return LogLedger(catalogue, self, pages)
        parts = self.revised_parts(self._whole)
        revised = [it.days for it in parts if it.days]
        own = LogLedger(catalogue, self)
        return EarlierLedger(self._whole.ledger(catalogue), own, revised)

    def marks_beside(self, touched: Sequence[Event | Mark]) -> Iterator[Event | Mark]:
        """Return what is in force beside some events: of their days and indicators."""
        from riskctl.model.period import Period

        days = [it.date for it in touched]
        if days:
            names = {it.indicator for it in touched}
            return self.marks_between(Period(min(days), max(days)), names)
        return iter(())

    def marks_between(
        self, days: Period, indicators: Iterable[str]
    ) -> Iterator[Event | Mark]:
        """Yield what is in force of some indicators in parts that have some days."""
        for part in self.parts:
            mine = part.days
            if mine and mine.first <= days.last and days.first <= mine.last:
                for name in indicators:
                    yield from self.in_force_of(part, part.marks.get(name, ()))

    @cached_property
    def _newest_parts(self) -> list[Part]:
        """Return the parts that have events, those with the newest first."""
        having = [it for it in self.parts if it.days]
        return sorted(having, key=lambda it: it.days.last, reverse=True)  # type: ignore[union-attr]

    def _together(self, until: date, indicator: str | None) -> Iterator[Sequence[Part]]:
        """Yield the parts whose days overlap, together, the newest first."""
        together: list[Part] = []
        first: date | None = None
        for part in self._newest_parts:
            days = part.days
            if not days or days.first > until:
                continue
            if indicator and indicator not in part.counts:
                continue
            if together and first and days.last < first:
                yield together
                together, first = [], None
            together.append(part)
            first = min(first or days.first, days.first)
        if together:
            yield together


def _backwards(found: Iterable[Weighed], until: date) -> list[Weighed]:
    """Return what happened by a day, newest first."""
    return sorted((it for it in found if it.date <= until), key=IN_ORDER, reverse=True)
