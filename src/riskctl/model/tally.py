"""A tally: what the events of one indicator on one day come to, however many."""

from collections.abc import Iterable
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

    A contact's forces add up. An incident's positive forces add up as squares, so
    that many small ones do not pass for a grave one, and its relief as it is. For a
    status each event in turn sets the state, so a day of them is one step
    `x → force + kept·x`.

    Attributes:
        force: The sum of value times credence, for an incident of its relief alone
            (0 or less); for a status, the state that its events leave behind when
            it was 0 before.
        squares: The sum of the squares of an incident's positive forces; else 0.
        kept: The share, 0 to 1, of a status before that is left; 1 for what fades.
        good_force: The part of the force that is graded B2 or better.
        good_squares: The part of the squares that is graded B2 or better.
        firm: The highest number among credibility 1 and 2, for a status the last;
            -2 where there is none. It trips floors.
        weak: The same among all that is not thought untrue.
    """

    force: float
    squares: float
    kept: float
    good_force: float
    good_squares: float
    firm: float
    weak: float


def tally(indicator: "Indicator", marks: "Iterable[tuple[float, Grade]]") -> Tally:
    """
    Add up one day of one indicator.

    Args:
        marks: The number and the grade of each event in force, in their order.
    """
    if not indicator.kind.fades:
        return _steps(marks)
    return _sums(marks, squared=indicator.kind.is_squared)


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
            fsum((one.squares, other.squares)),
            1.0,
            fsum((one.good_force, other.good_force)),
            fsum((one.good_squares, other.good_squares)),
            max(one.firm, other.firm),
            max(one.weak, other.weak),
        )
    return Tally(
        other.force + other.kept * one.force,
        0.0,
        one.kept * other.kept,
        other.good_force + other.kept * one.good_force,
        0.0,
        one.firm if other.firm == NONE else other.firm,
        one.weak if other.weak == NONE else other.weak,
    )


def _sums(marks: "Iterable[tuple[float, Grade]]", *, squared: bool) -> Tally:
    forces, good_forces, squares, good_squares = [], [], [], []
    firm = weak = NONE
    for number, grade in marks:
        force = number * grade.credence
        if squared and force > 0.0:
            squares.append(force * force)
            if grade.is_good:
                good_squares.append(force * force)
        else:
            forces.append(force)
            if grade.is_good:
                good_forces.append(force)
        if grade.trips_floors:
            firm = max(firm, number)
        if grade.credence:
            weak = max(weak, number)
    return Tally(
        fsum(forces),
        fsum(squares),
        1.0,
        fsum(good_forces),
        fsum(good_squares),
        firm,
        weak,
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
    return Tally(state, 0.0, kept, good, 0.0, firm, weak)
