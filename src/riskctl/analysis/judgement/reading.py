"""
Readings: an indicator's state on a day, and each event's exact share in it.

With the value `v`, the credence `c`, the age `a` in days and the half-life `h`:

- incident: `x = clamp(sum of v·c·2^(-a/h), 0, 1)`
- contact: `x = 1 - clamp(sum of v·c·2^(-a/h), 0, 1)`
- status: each event in turn sets `x = c·v + (1 - c)·x_before`
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import NamedTuple

from riskctl.analysis.days.events import force, force_on, state_after
from riskctl.analysis.days.fading import clamped, faded
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
        raw: The pressure of what fades, or the state of a status, before it is
            held between 0 and 1.
        hidden: The ids of the events that count and are not shown.
    """

    indicator: Indicator
    as_of: date
    raw: float
    evidence: Evidence
    hidden: Collection[str] = ()

    @property
    def value(self) -> float:
        """0 (no concern) to 1."""
        held = clamped(self.raw)
        return 1.0 - held if self.indicator.kind is Kind.CONTACT else held

    @property
    def scale(self) -> float:
        """How far the shares shrink past a clamp, so that they still add up."""
        if self.indicator.kind is Kind.STATUS:
            return 1.0
        return clamped(self.raw) / self.raw if self.raw else 0.0

    @property
    def count(self) -> int:
        """How many shares there are, that of where it starts from included."""
        if self.indicator.kind is not Kind.STATUS:
            return len(self.evidence) + len(self._start())
        return sum(1 for _ in self._weights(self.evidence.marks())) + 1

    @property
    def latest(self) -> Event | None:
        """The last event in force by that day; None without one, or if it is hidden."""
        latest = next(self.evidence.newest_first(), None)
        return None if latest is None or latest.id in self.hidden else latest

    @property
    def hides_latest(self) -> bool:
        """Whether the last event in force by that day is not shown."""
        latest = next(self.evidence.newest_first(), None)
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
        for mark, (amount, most) in zip(
            self.evidence.marks(), self._weights(self.evidence.marks()), strict=False
        ):
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
        best: tuple[float, str] | None = None
        for mark, (amount, most) in zip(
            self.evidence.marks(), self._weights(self.evidence.marks()), strict=False
        ):
            if best is None or amount > best[0]:
                best = amount, mark.id
            if most <= best[0]:
                break
        start = next(iter(self._start()), None)
        event = self.evidence.event(best[1]) if best else None
        if event is None or best is None or (start and start.amount > best[0]):
            return start
        return self._share(event, best[0])

    def _share(self, event: Event, amount: float) -> Share:
        hidden = event.id in self.hidden
        return Share(None if hidden else event, amount, hidden=hidden)

    def _weights(self, marks: Iterable[Event | Mark]) -> Iterator[tuple[float, float]]:
        """
        Yield each event's share, and the most that an older one's can be.

        A status owes nothing to what came before its last certain event: those
        events are not yielded.
        """
        if self.indicator.kind is Kind.STATUS:
            left = 1.0
            for mark in marks:
                share = left * force(self.indicator, mark)
                left *= 1.0 - mark.grade.credence
                yield share, left
                if not left:
                    break
            return
        scale = -self.scale if self.indicator.kind is Kind.CONTACT else self.scale
        today, left = None, 1.0
        for mark in marks:
            if mark.date != today:
                today, left = mark.date, scale * self._left(mark.date)
            yield left * force(self.indicator, mark), abs(left)

    def _left(self, day: date) -> float:
        return faded(
            1.0,
            age_days=(self.as_of - day).days,
            half_life_days=self.indicator.half_life_days,
        )

    def _start(self) -> tuple[Share, ...]:
        """Return the share of where the indicator starts from, if it does."""
        if self.indicator.kind is Kind.INCIDENT:
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
    catalogue: Catalogue, events: Mapping[str, Sequence[Event]], *, as_of: date
) -> tuple[Reading, ...]:
    """Return the reading of every indicator, in the catalogue's order."""
    return tuple(read(it, events.get(it.id, ()), as_of=as_of) for it in catalogue)


def read(indicator: Indicator, events: Sequence[Event], *, as_of: date) -> Reading:
    """
    Return the reading of one indicator on *as_of*, from each of its events.

    Args:
        events: Those of this indicator that are in force and happened on or
            before *as_of*, oldest first.
    """
    raw = (
        fsum(force_on(indicator, event, as_of) for event in events)
        if indicator.kind.fades
        else state_after(indicator, events)
    )
    return Reading(
        indicator=indicator, as_of=as_of, raw=raw, evidence=ListedEvents(events)
    )
