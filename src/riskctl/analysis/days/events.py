"""What events weigh: one on its own day and later, a day of them as a tally."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum

from riskctl.analysis.days.score import Sums, faded
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event, Mark
from riskctl.model.tally import Tally, tally_events


def force(indicator: Indicator, event: Event | Mark) -> float:
    """
    Return an event's value times its credence: its size on the day itself.

    Raises:
        KeyError: The value is not on the scale; the watch was not checked before.
    """
    number = indicator.number(event.value)
    if number is None:
        raise KeyError(event.value)
    return number * event.grade.credence


def force_on(indicator: Indicator, event: Event, day: date) -> float:
    """Return what is left of an event's force on a later day."""
    return faded(
        force(indicator, event),
        age_days=(day - event.date).days,
        half_life_days=indicator.half_life_days,
    )


def sums_on(indicator: Indicator, events: Sequence[Event], day: date) -> Sums:
    """
    Return what an indicator's events come to on a day, from each of them.

    Args:
        events: Those in force that happened by then, oldest first.
    """
    if indicator.kind is Kind.STATUS:
        return Sums(state_after(indicator, indicator.initial, events))
    return sums_of(indicator, [force_on(indicator, it, day) for it in events])


def sums_of(indicator: Indicator, forces: Sequence[float]) -> Sums:
    """Return what the forces of an indicator that fades come to."""
    if not indicator.kind.is_squared:
        return Sums(fsum(forces))
    return Sums(
        fsum(it for it in forces if it < 0.0),
        fsum(it * it for it in forces if it > 0.0),
    )


def state_after(indicator: Indicator, state: float, events: Iterable[Event]) -> float:
    """Return a status after some events, oldest first; each sets it in turn."""
    for event in events:
        state = force(indicator, event) + (1.0 - event.grade.credence) * state
    return state


def by_indicator(
    events: Iterable[Event], *, as_of: date | None = None
) -> dict[str, list[Event]]:
    """Return the events of each indicator that happened on or before *as_of*."""
    grouped: dict[str, list[Event]] = {}
    for event in events:
        if as_of is None or event.date <= as_of:
            grouped.setdefault(event.indicator, []).append(event)
    return grouped


def lines_of(indicator: Indicator, events: Iterable[Event]) -> list[tuple[int, Tally]]:
    """
    Return the tally of each day that has any of one indicator's events.

    Args:
        events: Those in force, oldest first.
    """
    days: dict[int, list[Event]] = {}
    for event in events:
        days.setdefault(event.date.toordinal(), []).append(event)
    return [(day, tally_events(indicator, news)) for day, news in days.items()]
