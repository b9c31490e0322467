"""A tally: what the events of one indicator on one day come to, however many."""

from collections.abc import Iterable
from math import fsum, ldexp
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


# The number and the grade of some events, and how many of these there are.
Counted = tuple[float, "Grade", int]


def tally(indicator: "Indicator", counts: "Iterable[Counted]") -> Tally:
    """
    Add up one day of one indicator.

    It is the same to the last bit however the events are counted: one by one, or
    together where number and grade are the same. For a status only those count
    together that follow each other.

    Args:
        counts: The events in force, in their order.
    """
    if not indicator.kind.fades:
        return _steps(counts)
    return _sums(counts, squared=indicator.kind.is_squared)


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
        marks.append((number, event.grade, 1))
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


def _sums(counts: "Iterable[Counted]", *, squared: bool) -> Tally:
    forces: list[float] = []
    good_forces: list[float] = []
    squares: list[float] = []
    good_squares: list[float] = []
    firm = weak = NONE
    for number, grade, count in counts:
        force = number * grade.credence
        if squared and force > 0.0:
            added = times(force * force, count)
            squares += added
            if grade.is_good:
                good_squares += added
        else:
            added = times(force, count)
            forces += added
            if grade.is_good:
                good_forces += added
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


def times(number: float, count: int) -> tuple[float, ...]:
    """
    Return a few numbers that sum exactly to *count* times *number*.

    A float times a power of two is exact, a float times any count is not; so `fsum`
    gives of these to the last bit what it gives of every single one.

    >>> times(0.1, 1), times(0.1, 5)
    ((0.1,), (0.1, 0.4))
    """
    if count == 1:
        return (number,)
    bits = range(count.bit_length())
    return tuple(ldexp(number, it) for it in bits if count >> it & 1)


def _steps(counts: "Iterable[Counted]") -> Tally:
    state, kept, good = 0.0, 1.0, 0.0
    firm = weak = NONE
    for number, grade, count in counts:
        force, doubt = number * grade.credence, 1.0 - grade.credence
        for _ in range(count):
            state = force + doubt * state
            good = (force if grade.is_good else 0.0) + doubt * good
            kept *= doubt
        if grade.trips_floors:
            firm = number
        if grade.credence:
            weak = number
    return Tally(state, 0.0, kept, good, 0.0, firm, weak)
