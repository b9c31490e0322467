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

from riskctl.analysis.fading import clamped, faded
from riskctl.analysis.reading import force
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
    columns = [_steady_run(catalogue, events, points, first=first, last=last)]
    for it in catalogue:
        if it.kind.fades:
            # A contact takes points from those of its silence, which are steady.
            weight = points * (it.weight if it.kind is Kind.INCIDENT else -it.weight)
            history = events.get(it.id, ())
            columns.append(_fading_run(it, history, weight, first=first, last=last))
    return list(map(fsum, zip(*columns, strict=True)))


def _steady_run(
    catalogue: Catalogue,
    events: Mapping[str, Sequence[Event]],
    points: float,
    *,
    first: date,
    last: date,
) -> list[float]:
    """Return for every day the points of the statuses and of unbroken silence."""
    states = {}
    news: list[Event] = []
    for it in catalogue:
        if it.kind is Kind.STATUS:
            states[it.id] = it.initial
            news += events.get(it.id, ())
    news.sort(key=lambda event: event.order)
    silence = fsum(it.weight for it in catalogue if it.kind is Kind.CONTACT)

    def move(event: Event) -> None:
        indicator = catalogue[event.indicator]
        doubt = 1.0 - event.grade.credence
        states[indicator.id] = force(indicator, event) + doubt * states[indicator.id]

    for event in news:
        if event.date < first:
            move(event)
    column: list[float] = []
    for length, happened in _stretches(news, first=first, last=last):
        for event in happened:
            move(event)
        held = (catalogue[name].weight * clamped(it) for name, it in states.items())
        column += repeat(points * fsum((silence, *held)), length)
    return column


def _fading_run(
    indicator: Indicator,
    events: Sequence[Event],
    weight: float,
    *,
    first: date,
    last: date,
) -> list[float]:
    """Return for every day the pressure, held between 0 and 1, times *weight*."""
    half_life = indicator.half_life_days
    factor = exp2(-1.0 / half_life)
    pressure = _pressure_before(indicator, events, first)
    column: list[float] = []
    for length, news in _stretches(events, first=first, last=last):
        pressure = pressure * factor + fsum(force(indicator, it) for it in news)
        if 0.0 <= pressure <= 1.0:
            start = weight * pressure
            column += accumulate(repeat(factor, length - 1), mul, initial=start)
        else:
            fading = accumulate(repeat(factor, length - 1), mul, initial=pressure)
            column += [weight * clamped(it) for it in fading]
        pressure *= exp2(-(length - 1) / half_life)
    return column


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
