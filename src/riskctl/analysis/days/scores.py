"""
The score of a run of days that may start anywhere, from each of the events.

The steps from day to day are the walk's; only where they start from is summed up
anew. So a changed model, or a few days of it, needs no walk from the first event.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import fsum

from riskctl.analysis.days.events import force_on, lines_of, state_after
from riskctl.analysis.days.rules import Rules
from riskctl.analysis.days.walk import Lines, points_of, pressure_run, steady_run
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
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
    rules = Rules(catalogue)
    start, end, eve = first.toordinal(), last.toordinal(), first - timedelta(days=1)
    columns = [[fsum(rules.silence)] * (end - start + 1)]
    for fader in rules.faders:
        indicator = catalogue.indicators[fader.place]
        before, lines = _split(indicator, events.get(fader.name, ()), first)
        pressure = fsum(force_on(indicator, it, eve) for it in before)
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
    return before, lines_of(indicator, events[len(before) :])
