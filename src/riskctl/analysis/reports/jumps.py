"""The days on which the score got worse most, and the events that did it."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from riskctl.analysis.days.day import Day
from riskctl.analysis.days.events import force
from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.model.selection import EventFilter

# A day that adds less is no turn that a picture has to name.
_NOTABLE = 3.0


class Jump(NamedTuple):
    """A day on which the score got worse, by how much, and its weightiest event."""

    day: date
    points: float
    event: Event


def jumps(
    days: Sequence[Day], log: Log, catalogue: Catalogue, *, most: int, apart: int
) -> tuple[Jump, ...]:
    """
    Return the largest jumps within some days, oldest first.

    Args:
        days: Consecutive ones.
        log: What may be shown of what was known.
        most: How many at most.
        apart: So many days lie between any two, at least.
    """
    steps = [(b.score - a.score, b.date) for a, b in pairwise(days)]
    found: list[Jump] = []
    for moved, day in sorted(steps, reverse=True):
        if moved < _NOTABLE or len(found) == most:
            break
        if any(abs((day - it.day).days) < apart for it in found):
            continue
        event = _weightiest(log, catalogue, day)
        if event:
            found.append(Jump(day, moved, event))
    return tuple(sorted(found))


def _weightiest(log: Log, catalogue: Catalogue, day: date) -> Event | None:
    """Return the event of a day that weighs most; None when none is shown."""
    return max(
        log.select(EventFilter(first=day, last=day)),
        key=lambda it: (
            catalogue[it.indicator].weight * force(catalogue[it.indicator], it),
            it.order,
        ),
        default=None,
    )
