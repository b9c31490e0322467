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
from typing import TYPE_CHECKING, NamedTuple

from riskctl.analysis.evidence import Evidence, ListedEvents
from riskctl.analysis.fading import clamped, faded
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event, Mark, withheld

if TYPE_CHECKING:
    pass


class Share(NamedTuple):
    """
    What one event does to its indicator's reading; shares sum to the reading.

    Attributes:
        event: Nothing stands for where the indicator starts from: silence for a
            contact, the initial state for a status.
        amount: Signed, in units of the reading.
    """

    event: Event | None
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """
    An indicator's state on a day.

    Attributes:
        raw: The pressure of what fades, or the state of a status, before it is
            held between 0 and 1.
        hidden: The ids of the events that are not shown, and say nothing.
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
        """The last event in force by that day."""
        latest = next(self.evidence.newest_first(), None)
        return self._shown(latest) if latest else None

    @property
    def shares(self) -> tuple[Share, ...]:
        """What every event does to the reading, oldest first."""
        newest_first = self.evidence.newest_first()
        weights = self._weights(self.evidence.marks())
        shares = [
            Share(self._shown(event), amount)
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
            Share(self._shown(event), amount)
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
        return Share(self._shown(event), best[0])

    def _shown(self, event: Event) -> Event:
        return withheld(event) if event.id in self.hidden else event

    def _weights(self, marks: Iterable[Event | Mark]) -> Iterator[tuple[float, float]]:
        """
        Yield each event's share, and the most that an older one's can be.

        Of a status, those before its last certain event have none, and are not
        yielded.
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


def by_indicator(
    events: Iterable[Event], *, as_of: date | None = None
) -> dict[str, list[Event]]:
    """Return the events of each indicator that happened on or before *as_of*."""
    grouped: dict[str, list[Event]] = {}
    for event in events:
        if as_of is None or event.date <= as_of:
            grouped.setdefault(event.indicator, []).append(event)
    return grouped


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
        fsum(
            faded(
                force(indicator, event),
                age_days=(as_of - event.date).days,
                half_life_days=indicator.half_life_days,
            )
            for event in events
        )
        if indicator.kind.fades
        else state_after(indicator, events)
    )
    return Reading(
        indicator=indicator, as_of=as_of, raw=raw, evidence=ListedEvents(events)
    )


def force(indicator: Indicator, event: Event | Mark) -> float:
    """Return an event's value times its credence: its size on the day itself."""
    number = indicator.number(event.value)
    if number is None:
        raise KeyError(event.value)
    return number * event.grade.credence


def state_after(indicator: Indicator, events: Iterable[Event]) -> float:
    """Return a status after some events, oldest first; each sets it in turn."""
    state = indicator.initial
    for event in events:
        state = force(indicator, event) + (1.0 - event.grade.credence) * state
    return state
