"""
The events that matter most for a day's score, found without looking at all.

Each indicator's events are looked at newest first, and no further back than where
the largest event that there could be would matter less than those already found.
"""

from datetime import date
from typing import Final

from riskctl.analysis.days.score import closing_rate, faded
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.indicator import Indicator
from riskctl.model.known import IN_ORDER
from riskctl.model.record import Event

# Events are drawn one by one while they are few and can matter; the least count
# together, undisturbed but for their half-life.
_DRAWN_EVENTS: Final = 120
_DRAWN_POINTS: Final = 0.02
# So many candidates are gathered before the largest are chosen.
_CROWD: Final = 4 * _DRAWN_EVENTS


def influential(assessment: Assessment) -> list[Event]:
    """Return the fading events that are drawn one by one, oldest first."""
    largest: list[tuple[float, str]] = []
    least = _DRAWN_POINTS
    for indicator in sorted(assessment.catalogue, key=lambda it: -it.weight):
        if not indicator.kind.fades:
            continue
        today, most = None, 0.0
        numbers = indicator.numbers
        for mark in assessment.log.marks(
            until=assessment.as_of, indicator=indicator.id
        ):
            if mark.date != today:
                today, most = mark.date, _most(assessment, indicator, mark.date)
                if most < least:
                    break
            value = mark.value
            number = numbers[value] if isinstance(value, str) else value
            size = most * abs(number * mark.grade.credence)
            if size >= least:
                largest.append((-size, mark.id))
            if len(largest) >= _CROWD:
                largest = sorted(largest)[:_DRAWN_EVENTS]
                least = max(least, -largest[-1][0])
    chosen = sorted(largest)[:_DRAWN_EVENTS]
    events = [it for it in (assessment.log.event(name) for _, name in chosen) if it]
    return sorted(events, key=IN_ORDER)


def _most(assessment: Assessment, indicator: Indicator, day: date) -> float:
    """Return the points left at the longest half-life drawn of an event of size 1."""
    found = assessment.breakdown
    rate = closing_rate(0.0, found.pressure, found.half_pressure)
    return faded(
        indicator.weight * (1.0 if indicator.kind.is_ground else found.distance * rate),
        age_days=(assessment.as_of - day).days,
        half_life_days=2.0 * indicator.half_life_days,
    )
