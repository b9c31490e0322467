"""
Readings: an indicator's state on a day, and each event's exact share in it.

With the value `v`, the credence `c`, the age `a` in days and the half-life `h`:

- incident: `x = clamp(sum of v·c·2^(-a/h), 0, 1)`
- contact: `x = 1 - clamp(sum of v·c·2^(-a/h), 0, 1)`
- status: each event in turn sets `x = c·v + (1 - c)·x_before`
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp2, fsum
from typing import NamedTuple

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event, withheld


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
        events: Gives the events in force by the day, newest first, anew at each
            call: there may be more of them than one wants to hold at once.
        hidden: The ids of the events that are not shown, and say nothing.
    """

    indicator: Indicator
    as_of: date
    raw: float
    events: Callable[[], Iterator[Event]]
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
    def latest(self) -> Event | None:
        """The last event in force by that day."""
        latest = next(self.events(), None)
        return self._shown(latest) if latest else None

    @property
    def shares(self) -> tuple[Share, ...]:
        """What every event does to the reading, oldest first."""
        newest_first = tuple(share for share, _ in self._weighed())
        return newest_first[::-1]

    @property
    def main_share(self) -> Share | None:
        """The largest share; the newest of equals."""
        best: Share | None = None
        for share, most in self._weighed():
            if best is None or share.amount > best.amount:
                best = share
            if most <= best.amount:
                break
        return best

    def _weighed(self) -> Iterator[tuple[Share, float]]:
        """Yield the shares, newest first, and how much any after it can be."""
        if self.indicator.kind is Kind.STATUS:
            yield from self._status_shares()
        else:
            yield from self._fading_shares()

    def _shown(self, event: Event) -> Event:
        return withheld(event) if event.id in self.hidden else event

    def _status_shares(self) -> Iterator[tuple[Share, float]]:
        left = 1.0
        for event in self.events():
            share = Share(self._shown(event), left * force(self.indicator, event))
            left *= 1.0 - event.grade.credence
            yield share, left
            if not left:
                break
        yield Share(None, left * self.indicator.initial), 0.0

    def _fading_shares(self) -> Iterator[tuple[Share, float]]:
        silence = self.indicator.kind is Kind.CONTACT
        scale = -self.scale if silence else self.scale
        for event in self.events():
            left = faded(
                1.0,
                age_days=(self.as_of - event.date).days,
                half_life_days=self.indicator.half_life_days,
            )
            share = Share(
                self._shown(event), scale * left * force(self.indicator, event)
            )
            yield share, 1.0 if silence else scale * left
        if silence:
            yield Share(None, 1.0), 0.0


def faded(value: float, *, age_days: int, half_life_days: float) -> float:
    """
    Return what is left of *value* after *age_days*.

    Args:
        value: Its size on the day itself, -1 to 1.
        age_days: Whole days since then, 0 or more.
        half_life_days: The time in which it halves; positive.

    Examples:
        >>> faded(0.8, age_days=28, half_life_days=14)
        0.2
    """
    return value * exp2(-age_days / half_life_days)


def clamped(value: float) -> float:
    """
    Return *value*, held between 0 and 1.

    >>> clamped(-0.25), clamped(0.25), clamped(1.25)
    (0.0, 0.25, 1.0)
    """
    return min(max(0.0, value), 1.0)


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
        else _state(indicator, events)
    )
    return Reading(
        indicator=indicator, as_of=as_of, raw=raw, events=lambda: iter(events[::-1])
    )


def force(indicator: Indicator, event: Event) -> float:
    """Return an event's value times its credence: its size on the day itself."""
    number = indicator.number(event.value)
    if number is None:
        raise KeyError(event.value)
    return number * event.grade.credence


def _state(indicator: Indicator, events: Iterable[Event]) -> float:
    state = indicator.initial
    for event in events:
        state = force(indicator, event) + (1.0 - event.grade.credence) * state
    return state
