"""
The score of a run of days that may start anywhere, from each of the events.

The steps from day to day are the walk's; only where they start from is summed up
anew. So a changed model, or a few days of it, needs no walk from the first event.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import fsum

from riskctl.analysis.fading import faded
from riskctl.analysis.reading import force, state_after
from riskctl.analysis.rules import Rules
from riskctl.analysis.walk import Lines, points_of, pressure_run, steady_run
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.record import Event
from riskctl.model.tally import tally_events


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
    rules = Rules(catalogue)
    start, end = first.toordinal(), last.toordinal()
    columns = [[fsum(rules.silence)] * (end - start + 1)]
    for fader in rules.faders:
        indicator = catalogue.indicators[fader.place]
        before, lines = _split(indicator, events.get(fader.name, ()), first)
        pressure = _pressure_before(indicator, before, start - 1)
        run = pressure_run(pressure, fader.factor, lines, first=start, last=end)
        columns.append(points_of(run, fader.weight))
    for holder in rules.holders:
        indicator = catalogue.indicators[holder.place]
        before, lines = _split(indicator, events.get(holder.name, ()), first)
        run = steady_run(state_after(indicator, before), lines, first=start, last=end)
        columns.append(points_of(run, holder.weight))
    return list(map(fsum, zip(*columns, strict=True)))


def _split(
    indicator: Indicator, events: Sequence[Event], first: date
) -> tuple[list[Event], Lines]:
    """Return the events before a day, and what came on which day from it on."""
    before = [it for it in events if it.date < first]
    news: dict[int, list[Event]] = {}
    for event in events[len(before) :]:
        news.setdefault(event.date.toordinal(), []).append(event)
    return before, [(day, tally_events(indicator, it)) for day, it in news.items()]


def _pressure_before(indicator: Indicator, events: Sequence[Event], eve: int) -> float:
    """Return the pressure at the end of a day, which is an ordinal."""
    return fsum(
        faded(
            force(indicator, event),
            age_days=eve - event.date.toordinal(),
            half_life_days=indicator.half_life_days,
        )
        for event in events
    )
