"""What events weigh: one on its own day and later, a day of them as a tally."""

from collections.abc import Iterable
from datetime import date

from riskctl.analysis.days.fading import faded
from riskctl.model.indicator import Indicator
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


def state_after(indicator: Indicator, events: Iterable[Event]) -> float:
    """Return a status after some events, oldest first; each sets it in turn."""
    state = indicator.initial
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
