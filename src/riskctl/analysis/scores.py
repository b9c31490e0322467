"""
The score of every day in one pass.

A day's pressure is yesterday's times `2^(-1/h)` plus what is new; a status moves
only on the days of its events. So a run of days costs a few multiplications a
day, however many events the log has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, pairwise, repeat
from math import exp2, fsum
from operator import mul

from riskctl.analysis.reading import clamped, faded, force
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event


def score_run(
    catalogue: Catalogue,
    events: Mapping[str, Sequence[Event]],
    *,
    first: date,
    last: date,
) -> list[float]:
    """
    Return the score, 0 to 100, of every day from *first* to *last*.

    Args:
        events: Those in force, by indicator, oldest first. What happened before
            *first* is taken up from scratch, so a run may start on any day.
    """
    points = 100.0 / catalogue.total_weight
    columns = [
        _weighted(it, events.get(it.id, ()), points * it.weight, first=first, last=last)
        for it in catalogue
    ]
    return list(map(fsum, zip(*columns, strict=True)))


def reading_run(
    indicator: Indicator, events: Sequence[Event], *, first: date, last: date
) -> list[float]:
    """Return one indicator's reading, 0 to 1, of every day from *first* to *last*."""
    return list(_weighted(indicator, events, 1.0, first=first, last=last))


def _weighted(
    indicator: Indicator,
    events: Sequence[Event],
    weight: float,
    *,
    first: date,
    last: date,
) -> Iterable[float]:
    """Return the weighted reading of every day."""
    if indicator.kind is Kind.STATUS:
        return _status_run(indicator, events, weight, first=first, last=last)
    pressure = _pressure_run(indicator, events, first=first, last=last)
    if indicator.kind is Kind.INCIDENT:
        return [weight * it for it in pressure]
    return [weight - weight * it for it in pressure]


def _pressure_run(
    indicator: Indicator, events: Sequence[Event], *, first: date, last: date
) -> Iterator[float]:
    """Yield the pressure of every day, held between 0 and 1."""
    factor = exp2(-1.0 / indicator.half_life_days)
    pressure = _pressure_before(indicator, events, first)
    for length, news in _stretches(events, first=first, last=last):
        pressure = pressure * factor + fsum(force(indicator, it) for it in news)
        fading = accumulate(repeat(factor, length - 1), mul, initial=pressure)
        stretch = list(fading)
        pressure = stretch[-1]
        yield from stretch if 0.0 <= stretch[0] <= 1.0 else map(clamped, stretch)


def _status_run(
    indicator: Indicator,
    events: Sequence[Event],
    weight: float,
    *,
    first: date,
    last: date,
) -> Iterator[float]:
    state = indicator.initial
    for event in events:
        if event.date < first:
            state = _moved(indicator, state, event)
    for length, news in _stretches(events, first=first, last=last):
        for event in news:
            state = _moved(indicator, state, event)
        yield from repeat(weight * clamped(state), length)


def _stretches(
    events: Iterable[Event], *, first: date, last: date
) -> Iterator[tuple[int, list[Event]]]:
    """Yield the lengths of the stretches of days, each with its first day's events."""
    news: dict[int, list[Event]] = {first.toordinal(): []}
    for event in events:
        if first <= event.date <= last:
            news.setdefault(event.date.toordinal(), []).append(event)
    starts = [*sorted(news), last.toordinal() + 1]
    for start, end in pairwise(starts):
        yield end - start, news[start]


def _pressure_before(
    indicator: Indicator, events: Iterable[Event], first: date
) -> float:
    """Return the pressure at the end of the day before *first*."""
    eve = first.toordinal() - 1
    return fsum(
        faded(
            force(indicator, event),
            age_days=eve - event.date.toordinal(),
            half_life_days=indicator.half_life_days,
        )
        for event in events
        if event.date < first
    )


def _moved(indicator: Indicator, state: float, event: Event) -> float:
    """Return a status after one event: `c·v + (1 - c)·before`."""
    return force(indicator, event) + (1.0 - event.grade.credence) * state
