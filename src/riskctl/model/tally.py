"""A tally: what the events of one indicator on one day come to, however many."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import starmap
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from riskctl.model.grade import Grade
    from riskctl.model.indicator import Indicator
    from riskctl.model.record import Event

# Below every number that a scale can give: no event of such a credibility.
NONE: Final = -2.0


class Tally(NamedTuple):
    """
    What the events in force of one indicator on one day come to.

    For what fades the events add up. For a status each in turn sets the state,
    so a day of them is one step `x → force + kept·x`.

    Attributes:
        force: The sum of value times credence; for a status, the state that they
            leave behind when it was 0 before.
        kept: The share, 0 to 1, of a status before that is left; 1 for what fades.
        size: The same sum without signs.
        good: The part of the size that is graded B2 or better.
        firm: The highest number among credibility 1 and 2, for a status the last;
            -2 where there is none. It trips floors.
        weak: The same among all that is not thought untrue.
    """

    force: float
    kept: float
    size: float
    good: float
    firm: float
    weak: float


def tally(indicator: "Indicator", marks: "Iterable[tuple[float, Grade]]") -> Tally:
    """
    Add up one day of one indicator.

    Args:
        marks: The number and the grade of each event in force, in their order.
    """
    return _steps(marks) if not indicator.kind.fades else _sums(marks)


def tally_events(indicator: "Indicator", events: "Iterable[Event]") -> Tally:
    """
    Add up one day's events of one indicator.

    Raises:
        KeyError: A value is not on the scale; the watch was not checked before.
    """
    marks = []
    for event in events:
        number = indicator.number(event.value)
        if number is None:
            raise KeyError(event.value)
        marks.append((number, event.grade))
    return tally(indicator, marks)


def joined(indicator: "Indicator", one: Tally, other: Tally) -> Tally:
    """Return the tally of two parts of a day, of which *other* is the later."""
    if indicator.kind.fades:
        return Tally(
            fsum((one.force, other.force)),
            1.0,
            fsum((one.size, other.size)),
            fsum((one.good, other.good)),
            max(one.firm, other.firm),
            max(one.weak, other.weak),
        )
    return Tally(
        other.force + other.kept * one.force,
        one.kept * other.kept,
        other.size + other.kept * one.size,
        other.good + other.kept * one.good,
        one.firm if other.firm == NONE else other.firm,
        one.weak if other.weak == NONE else other.weak,
    )


def _sums(marks: "Iterable[tuple[float, Grade]]") -> Tally:
    weighed = list(starmap(_weighed, marks))
    if not weighed:
        return Tally(0.0, 1.0, 0.0, 0.0, NONE, NONE)
    forces, sizes, good, firm, weak = zip(*weighed, strict=True)
    return Tally(fsum(forces), 1.0, fsum(sizes), fsum(good), max(firm), max(weak))


@lru_cache(maxsize=4096)
def _weighed(number: float, grade: "Grade") -> tuple[float, float, float, float, float]:
    """Return an event's force, size, well graded size, and what it trips floors by."""
    force = number * grade.credence
    return (
        force,
        abs(force),
        abs(force) if grade.is_good else 0.0,
        number if grade.trips_floors else NONE,
        number if grade.credence else NONE,
    )


def _steps(marks: "Iterable[tuple[float, Grade]]") -> Tally:
    state, kept, good = 0.0, 1.0, 0.0
    firm = weak = NONE
    for number, grade in marks:
        force, doubt = number * grade.credence, 1.0 - grade.credence
        state = force + doubt * state
        good = (force if grade.is_good else 0.0) + doubt * good
        kept *= doubt
        if grade.trips_floors:
            firm = number
        if grade.credence:
            weak = number
    return Tally(state, kept, state, good, firm, weak)
