"""Floors worked out the long way round: as periods, from every event of the log."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce

from riskctl.model.catalogue import Catalogue
from riskctl.model.floor import Condition, Floor
from riskctl.model.indicator import Kind
from riskctl.model.period import Period
from riskctl.model.record import Event

Events = Mapping[str, Sequence[Event]]


def periods_of(
    catalogue: Catalogue, floor: Floor, events: Events, *, weak: bool
) -> tuple[Period, ...]:
    """
    Return the periods on which a floor holds, in order and apart from each other.

    Args:
        weak: Weaker reports are believed as well.
    """
    parts = (
        _met(catalogue, it, events, floor.hold_days, weak=weak) for it in floor.when
    )
    return reduce(_both, parts)


def _met(
    catalogue: Catalogue,
    condition: Condition,
    events: Events,
    hold_days: int,
    *,
    weak: bool,
) -> tuple[Period, ...]:
    indicator = catalogue[condition.indicator]
    at_least = catalogue.number(condition.indicator, condition.at_least)
    believed = [
        it
        for it in events.get(condition.indicator, ())
        if it.grade.trips_floors or (weak and it.grade.credence)
    ]
    if indicator.kind is Kind.STATUS:
        ends = [it.date - timedelta(days=1) for it in believed[1:]] + [date.max]
    else:
        ends = [it.date + timedelta(days=hold_days - 1) for it in believed]
    return _merged(
        Period(it.date, end)
        for it, end in zip(believed, ends[: len(believed)], strict=True)
        if catalogue.number(it.indicator, it.value) >= at_least and end >= it.date
    )


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
