"""
The level's walk through the days: up at once, down slowly.

The level rises on the day on which the score crosses or a floor trips. It falls
by one step when for `dwell_days` consecutive days the score plus `margin` would
have given a calmer level and no floor forbade it; then the count starts again.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp2, fsum

from riskctl.analysis.floors import HeldFloor, held_floors
from riskctl.analysis.reading import by_indicator, clamped, force
from riskctl.model.alert import AlertLevel, worst
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    Where the level stands at the end of one day.

    Attributes:
        score: Points out of 100 on that day.
        since: The day on which the level came to be what it is.
        came_from: The level before that; nothing on the log's first stretch.
        calm_days: Consecutive days that have earned a calmer level so far.
        floors: The floors that hold on that day, firm ones only.
    """

    day: date
    score: float
    level: AlertLevel
    since: date
    came_from: AlertLevel | None
    calm_days: int
    floors: tuple[HeldFloor, ...]

    @property
    def demanded_by_floors(self) -> AlertLevel:
        """The worst level that a floor holds today; calm when none does."""
        return worst(held.floor.level for held in self.floors)


def walk(
    catalogue: Catalogue, events: Sequence[Event], *, until: date
) -> Iterator[Standing]:
    """
    Yield the standing of every day from the first event's to *until*.

    The days before the first event have no level: nothing is known of them.

    Args:
        events: Those in force, oldest first; later ones than *until* are ignored.
    """
    grouped = by_indicator(events, as_of=until)
    if not grouped:
        return
    held = [it for it in held_floors(catalogue, grouped) if not it.provisional]
    standing: Standing | None = None
    for day, score in daily_scores(catalogue, grouped, until=until):
        floors = tuple(it for it in held if it.period_on(day))
        standing = _next(catalogue, standing, day=day, score=score, floors=floors)
        yield standing


def standing_on(
    catalogue: Catalogue, events: Sequence[Event], *, as_of: date
) -> Standing | None:
    """Return the standing on *as_of*, or nothing before the first event."""
    last = deque(walk(catalogue, events, until=as_of), maxlen=1)
    return last[0] if last else None


def daily_scores(
    catalogue: Catalogue, events: Mapping[str, Sequence[Event]], *, until: date
) -> Iterator[tuple[date, float]]:
    """
    Yield each day's score, from the first event's day to *until*, in one pass.

    A day's pressure is yesterday's times `2^(-1/h)` plus what is new; a status
    moves only on the days of its events.
    """
    first = min(history[0].date for history in events.values())
    gauges = [_Gauge(it, events.get(it.id, ())) for it in catalogue]
    points = 100.0 / catalogue.total_weight
    for offset in range((until - first).days + 1):
        day = first + timedelta(days=offset)
        yield day, points * fsum(gauge.advance(day) for gauge in gauges)


class _Gauge:
    """One indicator's weighted reading, carried from day to day."""

    __slots__ = ("_daily", "_indicator", "_news", "_state", "_weighted")

    def __init__(self, indicator: Indicator, events: Sequence[Event]) -> None:
        self._indicator = indicator
        self._daily = (
            exp2(-1.0 / indicator.half_life_days) if indicator.kind.fades else 1.0
        )
        self._news: dict[date, list[Event]] = {}
        for event in events:
            self._news.setdefault(event.date, []).append(event)
        self._state = indicator.initial if indicator.kind is Kind.STATUS else 0.0
        self._weighted = indicator.weight * self._reading()

    def advance(self, day: date) -> float:
        """Return the weighted reading at the end of *day*, the day after the last."""
        news = self._news.get(day)
        if self._indicator.kind is Kind.STATUS:
            if not news:
                return self._weighted
            for event in news:
                doubt = 1.0 - event.grade.credence
                self._state = force(self._indicator, event) + doubt * self._state
        else:
            self._state *= self._daily
            if news:
                self._state += fsum(force(self._indicator, event) for event in news)
        self._weighted = self._indicator.weight * self._reading()
        return self._weighted

    def _reading(self) -> float:
        value = clamped(self._state)
        return 1.0 - value if self._indicator.kind is Kind.CONTACT else value


def _next(
    catalogue: Catalogue,
    before: Standing | None,
    *,
    day: date,
    score: float,
    floors: tuple[HeldFloor, ...],
) -> Standing:
    """Take one step of the walk: a pure function of yesterday and today."""
    held = worst(it.floor.level for it in floors)
    demanded = worst([catalogue.level_for(score), held])
    level, since, came_from, calm_days = demanded, day, None, 0
    if before is not None:
        level, since, came_from = before.level, before.since, before.came_from
        if demanded.is_worse_than(level):
            level, since, came_from = demanded, day, before.level
        elif earns_calmer(catalogue, level, score=score, held=held):
            calm_days = before.calm_days + 1
            if calm_days >= catalogue.descent.dwell_days:
                level, since, came_from = level.one_calmer, day, before.level
                calm_days = 0
    return Standing(
        day=day,
        score=score,
        level=level,
        since=since,
        came_from=came_from,
        calm_days=calm_days,
        floors=floors,
    )


def earns_calmer(
    catalogue: Catalogue, level: AlertLevel, *, score: float, held: AlertLevel
) -> bool:
    """Say whether a day with *score* and floors at *held* earns a calmer level."""
    with_margin = catalogue.level_for(score + catalogue.descent.margin)
    return level.is_worse_than(with_margin) and level.is_worse_than(held)
