"""
The score of every day in one pass.

A day's pressure is yesterday's times `2^(-1/h)` plus what is new; a status moves
only on the days of its events. So a run of days costs a few multiplications a
day, however many events the log has.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import exp2, fsum

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
    fading = [it for it in catalogue if it.kind.fades]
    factors = [exp2(-1.0 / it.half_life_days) for it in fading]
    # A contact's points are those of silence, less what its pressure takes away.
    signed = [
        points * (it.weight if it.kind is Kind.INCIDENT else -it.weight)
        for it in fading
    ]
    silence = points * fsum(it.weight for it in fading if it.kind is Kind.CONTACT)
    states = [_pressure_before(it, events.get(it.id, ()), first) for it in fading]
    columns = {it.id: column for column, it in enumerate(fading)}
    statuses = {
        it.id: _status_before(it, events.get(it.id, ()), first)
        for it in catalogue
        if not it.kind.fades
    }
    steady = _steady(catalogue, statuses, points, silence)
    news = _news(events, first, last)

    scores = []
    for day in range(first.toordinal(), last.toordinal() + 1):
        states = [state * factor for state, factor in zip(states, factors, strict=True)]
        if day in news:
            for event in news[day]:
                indicator = catalogue[event.indicator]
                if indicator.kind.fades:
                    states[columns[indicator.id]] += force(indicator, event)
                else:
                    _set_status(statuses, indicator, event)
            steady = _steady(catalogue, statuses, points, silence)
        scores.append(
            fsum(
                [
                    weight * (0.0 if state < 0.0 else min(1.0, state))
                    for weight, state in zip(signed, states, strict=True)
                ]
            )
            + steady
        )
    return scores


def _news(
    events: Mapping[str, Iterable[Event]], first: date, last: date
) -> dict[int, list[Event]]:
    """Return the events of each day of the run, in their order."""
    news: dict[int, list[Event]] = {}
    for history in events.values():
        for event in history:
            if first <= event.date <= last:
                news.setdefault(event.date.toordinal(), []).append(event)
    return news


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


def _status_before(indicator: Indicator, events: Iterable[Event], first: date) -> float:
    statuses = {indicator.id: indicator.initial}
    for event in events:
        if event.date < first:
            _set_status(statuses, indicator, event)
    return statuses[indicator.id]


def _set_status(statuses: dict[str, float], indicator: Indicator, event: Event) -> None:
    doubt = 1.0 - event.grade.credence
    statuses[indicator.id] = force(indicator, event) + doubt * statuses[indicator.id]


def _steady(
    catalogue: Catalogue, statuses: Mapping[str, float], points: float, silence: float
) -> float:
    """Return the points that stay until the next event."""
    held = [catalogue[name].weight * clamped(it) for name, it in statuses.items()]
    return points * fsum(held) + silence
