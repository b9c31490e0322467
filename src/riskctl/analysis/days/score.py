"""
The published rule: from what is left of forces to readings, ground, lift and score.

With the weight `w`, a reading `x` of a status or a contact and `p` of an incident:

- ground: `S = sum of w·x`, slow, 0 to about 50
- pressure: `P = max(0, sum of w·p)`, in points; it fades
- lift: `L = (100 - S)·(1 - 2^(-P/half_pressure))`
- score: `S + L`
"""

from collections.abc import Iterable, Sequence
from math import exp2, expm1, fsum, log, sqrt
from operator import add
from typing import Final, NamedTuple

from riskctl.model.indicator import Kind

FULL: Final = 100.0
_LN2: Final = log(2.0)


def faded(value: float, *, age_days: int, half_life_days: float) -> float:
    """
    Return what is left of *value* after *age_days*.

    Args:
        value: Its size on the day itself, -1 to 1.
        age_days: Whole days since then, 0 or more.
        half_life_days: The time in which it halves; positive.

    Examples:
        >>> faded(0.8, age_days=28, half_life_days=14)
        0.2
    """
    return value * exp2(-age_days / half_life_days)


def clamped(value: float) -> float:
    """
    Return *value*, held between 0 and 1.

    >>> clamped(-0.25), clamped(0.25), clamped(1.25)
    (0.0, 0.25, 1.0)
    """
    return min(max(0.0, value), 1.0)


class Sums(NamedTuple):
    """
    What an indicator's events come to at the end of a day.

    Attributes:
        force: A status's state; the sum of a contact's forces; the sum of an
            incident's relief, 0 or less.
        squares: The sum of the squares of an incident's positive forces; else 0.
    """

    force: float
    squares: float = 0.0

    def reading(self, kind: Kind) -> float:
        """
        Return the reading: 0 to 1, but for an incident, which is not held.

        An incident's is the root of the squares, less its relief.

        >>> Sums(-0.4, 0.25).reading(Kind.INCIDENT)
        0.09999999999999998
        >>> Sums(0.25).reading(Kind.CONTACT)
        0.75
        """
        if kind is Kind.INCIDENT:
            return sqrt(self.squares) + self.force
        held = clamped(self.force)
        return 1.0 - held if kind is Kind.CONTACT else held


def readings_of(
    kind: Kind, forces: Sequence[float], squares: Sequence[float]
) -> list[float]:
    """
    Return the reading of each day of a run, as `Sums.reading` gives it, but sooner.

    >>> readings_of(Kind.CONTACT, [0.25, 1.5], [0.0, 0.0])
    [0.75, 0.0]
    """
    if kind is Kind.INCIDENT:
        roots = list(map(sqrt, squares))
        return list(map(add, roots, forces)) if any(forces) else roots
    if kind is Kind.STATUS:
        return list(map(clamped, forces))
    if min(forces, default=0.0) >= 0.0 and max(forces, default=0.0) <= 1.0:
        return [1.0 - it for it in forces]
    return [1.0 - clamped(it) for it in forces]


def pressure_of(parts: Iterable[float]) -> float:
    """Return the pressure of incidents that give so many points each."""
    return max(0.0, fsum(parts))


def closed_by(pressure: float, half_pressure: float) -> float:
    """
    Return the share of the distance to 100 that a pressure closes.

    >>> closed_by(20.0, 20.0), closed_by(40.0, 20.0)
    (0.5, 0.75)
    """
    return 1.0 - exp2(-pressure / half_pressure)


def lift_of(ground: float, pressure: float, half_pressure: float) -> float:
    """
    Return how far a pressure raises the score above the ground.

    >>> lift_of(40.0, 20.0, 20.0)
    30.0
    """
    return (FULL - ground) * closed_by(pressure, half_pressure)


def scores_of(
    grounds: Sequence[float], parts: Sequence[Sequence[float]], half_pressure: float
) -> list[float]:
    """
    Return the score of each day of a run, as `lift_of` gives it, but sooner.

    Args:
        grounds: The ground of each day.
        parts: For each incident, the points of pressure that it gives on each day.

    Examples:
        >>> scores_of([40.0, 40.0], [[30.0, 3.0], [-10.0, -5.0]], 20.0)
        [70.0, 40.0]
    """
    if not parts:
        return list(grounds)
    pressures = list(map(fsum, zip(*parts, strict=True)))
    if min(pressures) < 0.0:
        pressures = [max(0.0, it) for it in pressures]
    return [
        ground + (FULL - ground) * (1.0 - exp2(-pressure / half_pressure))
        for ground, pressure in zip(grounds, pressures, strict=True)
    ]


def closing_rate(before: float, after: float, half_pressure: float) -> float:
    """
    Return what a point of pressure closes on the way from one sum to another.

    Args:
        before: The sum of the incidents' points, which may lie below 0.
        after: The same; where it is no other, the rate at that very sum.

    Examples:
        >>> closing_rate(0.0, 20.0, 20.0)
        0.025
        >>> closing_rate(-20.0, 20.0, 20.0)
        0.0125
    """
    low, high = sorted((before, after))
    if high < 0.0:
        return 0.0
    if low == high:
        return exp2(-low / half_pressure) * _LN2 / half_pressure
    start = max(low, 0.0)
    closed = -exp2(-start / half_pressure) * expm1(
        -(high - start) * _LN2 / half_pressure
    )
    return closed / (high - low)
