"""
Readings: an indicator's state on a day, and each event's exact share in it.

With the value `v`, the credence `c`, the age `a` in days, the half-life `h` and
`f = v·c·2^(-a/h)`:

- status: each event in turn sets `x = c·v + (1 - c)·x_before`
- contact: `x = 1 - clamp(sum of f, 0, 1)`
- incident: `p = root of (sum of f², where v > 0) - sum of |f|, where v < 0`

What was never logged, nor looked at and found quiet, is not set, and reads 0.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import tee
from math import exp2, fsum, sqrt
from typing import NamedTuple

from riskctl.analysis.days.events import force, sums_on
from riskctl.analysis.days.score import Sums, clamped
from riskctl.analysis.judgement.evidence import Evidence, ListedEvents
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event, Mark


class Share(NamedTuple):
    """
    What one event does to its indicator's reading; shares sum to the reading.

    Attributes:
        event: None for where the indicator starts from (silence for a contact,
            the initial state for a status), and for an event that is not shown.
        amount: Signed, in units of the reading.
        hidden: There is an event, and it is not shown.
    """

    event: Event | None
    amount: float
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """
    An indicator's state on a day.

    Attributes:
        sums: What its events come to.
        is_set: It was logged, or looked at and found quiet; else it reads 0.
        hidden: The ids of the events that count and are not shown.
    """

    indicator: Indicator
    as_of: date
    sums: Sums
    is_set: bool
    evidence: Evidence
    hidden: Collection[str] = ()

    @property
    def value(self) -> float:
        """0 (no concern) to 1; an incident's may be more, and less for relief."""
        return self.sums.reading(self.indicator.kind) if self.is_set else 0.0

    @property
    def scale(self) -> float:
        """How far a contact's shares shrink when they end more than the silence."""
        heard = self.sums.force
        return clamped(heard) / heard if heard else 0.0

    @property
    def count(self) -> int:
        """How many shares there are, that of where it starts from included."""
        if self.indicator.kind is not Kind.STATUS:
            return len(self.evidence) + len(self._start())
        return sum(1 for _ in self._weights(self.evidence.marks())) + len(self._start())

    @property
    def latest(self) -> Event | None:
        """The last event in force by that day; None without one, or if it is hidden."""
        latest = next(self.evidence.marks(), None)
        if latest is None or latest.id in self.hidden:
            return None
        return self.evidence.event(latest.id)

    @property
    def hides_latest(self) -> bool:
        """Whether the last event in force by that day is not shown."""
        latest = next(self.evidence.marks(), None)
        return latest is not None and latest.id in self.hidden

    @property
    def shares(self) -> tuple[Share, ...]:
        """What every event does to the reading, oldest first."""
        newest_first = self.evidence.newest_first()
        weights = self._weights(self.evidence.marks())
        shares = [
            self._share(event, amount)
            for event, (amount, _) in zip(newest_first, weights, strict=False)
        ]
        return (*self._start(), *reversed(shares))

    def shares_of(self, least: float) -> tuple[tuple[Share, ...], float]:
        """
        Return the shares of at least some size, oldest first, and the rest's sum.

        Args:
            least: Without sign; above 0.
        """
        large = []
        for mark, (amount, most) in self._weighed():
            if abs(amount) >= least:
                large.append((mark.id, amount))
            if most < least:
                break
        shares = [
            self._share(event, amount)
            for name, amount in reversed(large)
            if (event := self.evidence.event(name))
        ]
        start = [it for it in self._start() if abs(it.amount) >= least]
        shown = (*start, *shares)
        return shown, fsum((self.value, *(-it.amount for it in shown)))

    @property
    def main_share(self) -> Share | None:
        """The largest share; the newest of equals."""
        start = next(iter(self._start()), None)
        if self.indicator.kind is Kind.CONTACT:
            return start  # its events only take away from the silence
        best: tuple[float, str] | None = None
        for mark, (amount, most) in self._weighed():
            if best is None or amount > best[0]:
                best = amount, mark.id
            if most <= best[0]:
                break
        event = self.evidence.event(best[1]) if best else None
        if event is None or best is None or (start and start.amount > best[0]):
            return start
        return self._share(event, best[0])

    def _share(self, event: Event, amount: float) -> Share:
        hidden = event.id in self.hidden
        return Share(None if hidden else event, amount, hidden=hidden)

    def _weighed(self) -> Iterator[tuple[Event | Mark, tuple[float, float]]]:
        """Yield what each event weighs, newest first, with what `_weights` says."""
        marks, again = tee(self.evidence.marks())
        return zip(marks, self._weights(again), strict=False)

    def _weights(self, marks: Iterable[Event | Mark]) -> Iterator[tuple[float, float]]:
        """
        Yield each event's share, and the most that an older one's can be.

        A status owes nothing to what came before its last certain event: those
        events are not yielded.
        """
        if self.indicator.kind is Kind.STATUS:
            yield from self._turns(marks)
            return
        root = sqrt(self.sums.squares)
        today, left = None, 1.0
        for mark in marks:
            if mark.date != today:
                today, left = mark.date, self._left(mark.date)
            weight = left * force(self.indicator, mark)
            if self.indicator.kind is Kind.CONTACT:
                yield -self.scale * weight, self.scale * left
            elif weight > 0.0:
                yield weight * weight / root if root else 0.0, left
            else:
                yield weight, left

    def _turns(self, marks: Iterable[Event | Mark]) -> Iterator[tuple[float, float]]:
        """Yield what each event still holds of a status, newest first."""
        left = 1.0
        for mark in marks:
            share = left * force(self.indicator, mark)
            left *= 1.0 - mark.grade.credence
            yield share, left
            if not left:
                break

    def _left(self, day: date) -> float:
        return exp2((day - self.as_of).days / self.indicator.half_life_days)

    def _start(self) -> tuple[Share, ...]:
        """Return the share of where the indicator starts from, if it does."""
        if self.indicator.kind is Kind.INCIDENT or not self.is_set:
            return ()
        if self.indicator.kind is Kind.CONTACT:
            return (Share(None, 1.0),)
        left = 1.0
        for mark in self.evidence.marks():
            left *= 1.0 - mark.grade.credence
            if not left:
                break
        return (Share(None, left * self.indicator.initial),)


def read_all(
    catalogue: Catalogue,
    events: Mapping[str, Sequence[Event]],
    *,
    as_of: date,
    reviewed: Mapping[str, date] | None = None,
) -> tuple[Reading, ...]:
    """
    Return the reading of every indicator, in the catalogue's order.

    Args:
        reviewed: The first day of each indicator that a review covers.
    """
    looked = reviewed or {}
    return tuple(
        read(
            it,
            events.get(it.id, ()),
            as_of=as_of,
            looked=looked.get(it.id, date.max) <= as_of,
        )
        for it in catalogue
    )


def read(
    indicator: Indicator, events: Sequence[Event], *, as_of: date, looked: bool = False
) -> Reading:
    """
    Return the reading of one indicator on *as_of*, from each of its events.

    Args:
        events: Those of this indicator that are in force and happened on or
            before *as_of*, oldest first.
        looked: A review covers a day by then.
    """
    return Reading(
        indicator=indicator,
        as_of=as_of,
        sums=sums_on(indicator, events, as_of),
        is_set=bool(events) or (looked and indicator.kind is not Kind.STATUS),
        evidence=ListedEvents(events),
    )
