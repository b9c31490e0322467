"""Floors: on which days a tripwire holds the level at N or worse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from riskctl.model.catalogue import Catalogue
from riskctl.model.floor import Condition, Floor
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.period import Period
from riskctl.model.record import Event

_NEVER_ENDS = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFloor:
    """
    A floor and the days on which it holds.

    Attributes:
        periods: Ordered and apart from each other.
        provisional: It would hold only if weaker reports (credibility 3, 4 or
            6) were believed; it is shown and does not move the level.
    """

    floor: Floor
    periods: tuple[Period, ...]
    provisional: bool

    def period_on(self, day: date) -> Period | None:
        """Return the period in which the floor holds on *day*."""
        return next((period for period in self.periods if day in period), None)


def held_floors(
    catalogue: Catalogue, events: Mapping[str, Sequence[Event]]
) -> tuple[HeldFloor, ...]:
    """Return every floor with its days, and the days on which it is provisional."""
    held = []
    for floor in catalogue.floors:
        firm = _periods(catalogue, floor, events, weak=False)
        loose = _periods(catalogue, floor, events, weak=True)
        held.append(HeldFloor(floor=floor, periods=firm, provisional=False))
        if loose != firm:
            held.append(HeldFloor(floor=floor, periods=loose, provisional=True))
    return tuple(held)


def _periods(
    catalogue: Catalogue,
    floor: Floor,
    events: Mapping[str, Sequence[Event]],
    *,
    weak: bool,
) -> tuple[Period, ...]:
    return reduce(
        _both,
        (
            _condition_periods(
                catalogue[condition.indicator],
                condition,
                [
                    event
                    for event in events.get(condition.indicator, ())
                    if event.grade.trips_floors or (weak and event.grade.credence)
                ],
                hold_days=floor.hold_days,
            )
            for condition in floor.when
        ),
    )


def _condition_periods(
    indicator: Indicator,
    condition: Condition,
    events: Sequence[Event],
    *,
    hold_days: int,
) -> tuple[Period, ...]:
    at_least = indicator.number(condition.at_least)
    if at_least is None:
        raise KeyError(condition.at_least)
    if indicator.kind is Kind.STATUS:
        ends = [event.date - timedelta(days=1) for event in events[1:]]
        spans = zip(events, [*ends, _NEVER_ENDS], strict=False)
    else:
        spans = zip(
            events,
            [_later(event.date, days=hold_days - 1) for event in events],
            strict=True,
        )
    return _merged(
        Period(event.date, end)
        for event, end in spans
        if (indicator.number(event.value) or 0.0) >= at_least and end >= event.date
    )


def _later(day: date, *, days: int) -> date:
    """Return the day that comes *days* later, the last of all where there is none."""
    return day + timedelta(days=min(days, (_NEVER_ENDS - day).days))


def _merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.first - timedelta(days=1) <= merged[-1].last:
            merged[-1] = Period(merged[-1].first, max(merged[-1].last, period.last))
        else:
            merged.append(period)
    return tuple(merged)


def _both(one: tuple[Period, ...], other: tuple[Period, ...]) -> tuple[Period, ...]:
    return _merged(
        Period(max(a.first, b.first), min(a.last, b.last))
        for a in one
        for b in other
        if max(a.first, b.first) <= min(a.last, b.last)
    )
