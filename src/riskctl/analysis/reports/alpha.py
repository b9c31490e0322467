"""
Krippendorff's alpha: how far coders agree beyond what chance would give.

1 is perfect agreement, 0 what chance gives, below 0 worse than that. By its author,
0.8 and more is reliable, and under 0.667 no conclusion should rest on it.

Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from math import fsum
from typing import Final, TypeVar

Value = TypeVar("Value", bound=Hashable)

RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667


def nominal(units: Iterable[Sequence[Hashable]]) -> float | None:
    """
    Return the alpha of names, of which any two are equally far apart.

    Args:
        units: What each coder said of each thing; who said nothing is left out.

    Returns:
        None where nothing was coded twice, or all said the same of everything.
    """
    return _alpha(units, lambda one, other, _: float(one != other))


def ordinal(units: Iterable[Sequence[float]]) -> float | None:
    """
    Return the alpha of ranks, which lie as far apart as values lie between them.

    Args:
        units: What each coder said of each thing; who said nothing is left out.

    Returns:
        None where nothing was coded twice, or all said the same of everything.
    """
    return _alpha(units, _rank_distance)


def _rank_distance(one: float, other: float, totals: Counter[float]) -> float:
    low, high = min(one, other), max(one, other)
    between = sum(count for value, count in totals.items() if low <= value <= high)
    distance = between - (totals[one] + totals[other]) / 2
    return distance * distance if one != other else 0.0


def _alpha(
    units: Iterable[Sequence[Value]],
    distance: Callable[[Value, Value, Counter[Value]], float],
) -> float | None:
    """Return 1 less the disagreement observed over the one expected by chance."""
    paired = [it for it in units if len(it) > 1]
    totals = Counter(value for it in paired for value in it)
    observed = fsum(
        distance(one, other, totals) / (len(it) - 1)
        for it in paired
        for place, one in enumerate(it)
        for other in (*it[:place], *it[place + 1 :])
    )
    expected = fsum(
        count * others * distance(one, other, totals)
        for one, count in totals.items()
        for other, others in totals.items()
    )
    if not expected:
        return None
    return 1.0 - (totals.total() - 1) * observed / expected
