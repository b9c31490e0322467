"""
What the records of a log cover: which days, which values, and when one looked.

And which of them count at one of two moments only.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from riskctl.model.corrected import CorrectedRecords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from riskctl.model.held import Held
    from riskctl.model.part import Part
    from riskctl.model.period import Period
    from riskctl.model.record import Event, Mark


class SurveyedRecords(CorrectedRecords):
    """Records of which one asks what they cover; each part says it of itself."""

    @cached_property
    def held(self) -> dict[str, Held]:
        """How many records there are, by the month with which their ids begin."""
        from riskctl.model.held import added

        return added(it.held for it in self.parts)

    @property
    def span(self) -> Period | None:
        """The first and the last day of its events, in force or not."""
        from riskctl.model.period import Period

        days: list[date] = []
        for part in self.parts:
            if part.days and self._is_wholly_known(part):
                days += part.days
            elif part.days:
                days += (it.date for it in self._known(part, part.events))
        return Period(min(days), max(days)) if days else None

    @property
    def begins(self) -> date | None:
        """The day of the first event in force; None without any."""
        begins: date | None = None
        starts = [(it.days.first, it) for it in self.parts if it.days]
        for start, part in sorted(starts, key=itemgetter(0)):
            if begins and start > begins:
                break
            days = (it.date for it in self.in_force_of(part, part.events))
            begins = min(filter(None, (begins, *days)), default=None)
        return begins

    def dated_after(self, day: date, *, recorded_by: datetime) -> Iterator[Event]:
        """
        Yield the events in force that are dated later, and are no plans.

        Args:
            recorded_by: Only what was written down by then.
        """
        for part in self.parts:
            if not part.last_happened or part.last_happened <= day:
                continue
            if part.earliest and part.earliest <= recorded_by:
                for it in self.in_force_of(part, part.events):
                    if it.date > day and it.recorded <= recorded_by:
                        yield it

    @property
    def used(self) -> frozenset[tuple[str, str | float]]:
        """Every indicator and value that stand together in an event."""
        found = (
            it.used
            if self._is_wholly_known(it)
            else (
                (event.indicator, event.value) for event in self._known(it, it.events)
            )
            for it in self.parts
        )
        return frozenset(chain.from_iterable(found))

    def last_recorded(self, *, until: datetime) -> datetime | None:
        """Return when the last event, in force or not, was recorded by a moment."""
        last: datetime | None = None
        having = [it for it in self.parts if it.latest and not self.is_hidden(it)]
        for part in sorted(having, key=attrgetter("latest"), reverse=True):
            if last and part.latest and part.latest <= last:
                break
            if part.earliest is None or part.earliest > until:
                continue
            planned = filter(None, map(part.event, part.plans))
            for it in chain(*part.marks.values(), planned):
                if self._is_known(it) and it.recorded <= until:
                    last = max(last or it.recorded, it.recorded)
        return last

    def last_reviews(self, *, until: date) -> dict[str, date]:
        """Return the last day that a review of each indicator covers."""
        latest: dict[str, int] = {}
        for part in self.parts:
            for name, (_, last) in self._looks_in(part, until).items():
                latest[name] = max(last, latest.get(name, last))
        return {name: date.fromordinal(it) for name, it in latest.items()}

    def first_reviews(self) -> dict[str, date]:
        """Return the first day that a review of each indicator covers."""
        earliest: dict[str, int] = {}
        for part in self.parts:
            for name, (first, _) in self._looks_in(part, date.max).items():
                earliest[name] = min(first, earliest.get(name, first))
        return {name: date.fromordinal(it) for name, it in earliest.items()}

    def _looks_in(self, part: Part, until: date) -> Mapping[str, Sequence[int]]:
        """Return the first and the last day up to one that a part's reviews cover."""
        if self.is_hidden(part):
            return {}
        end = until.toordinal()
        if self._has_all_looks(part) and all(
            last <= end for _, last in part.looks.values()
        ):
            return part.looks
        from riskctl.model.records import looks_of

        return looks_of(self.reviews_of(part), until=until)

    def otherwise_in(
        self, other: SurveyedRecords
    ) -> Iterator[tuple[Part, Event | Mark]]:
        """Yield what counts here or in the same log at another moment, not in both."""
        for part in self.revised_parts(other):
            for marks in part.marks.values():
                was = {it.id for it in self.in_force_of(part, marks)}
                is_ = {it.id for it in other.in_force_of(part, marks)}
                if either := was ^ is_:
                    yield from ((part, it) for it in marks if it.id in either)

    def revised_parts(self, other: SurveyedRecords) -> Iterator[Part]:
        """Yield the parts of which something was learned between two moments."""
        moments = [it.known_at for it in (self, other) if it.known_at]
        if not moments:
            return
        since = min(moments)
        for part in other.parts:
            if self.is_hidden(part) and other.is_hidden(part):
                continue
            is_later = part.latest is not None and part.latest > since
            if is_later or self._is_entangled_otherwise(part, other):
                yield part

    def _is_entangled_otherwise(self, part: Part, other: SurveyedRecords) -> bool:
        """Say whether what other parts correct in one differs between two moments."""
        if id(part) not in self._entangled | other._entangled:
            return False
        return self._fates_of(part).gone != other._fates_of(part).gone

    def _has_all_looks(self, part: Part) -> bool:
        """Say whether all that a part knows of its reviews holds in this log."""
        if not self._is_wholly_known(part):
            # What is withdrawn later may be what covers most.
            return False
        if id(part) not in self._entangled:
            return True
        otherwise = self._fates_of(part).gone ^ self._own_fates(part).gone
        return not any(part.holds(it) and not part.event(it) for it in otherwise)
