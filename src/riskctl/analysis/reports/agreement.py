"""
How far a second coder agrees with the log, indicator by indicator.

It is told by Krippendorff's alpha: 1 is perfect agreement, 0 what chance gives, below
0 worse than that. By its author, 0.8 and more is reliable, and under 0.667 no
conclusion should rest on it.

Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from hashlib import sha256
from math import fsum
from typing import Final, NamedTuple, TypeVar

from riskctl.model.coding import Coding
from riskctl.model.indicator import Indicator
from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.model.watch import Watch

Value = TypeVar("Value", bound=Hashable)

RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667


class Agreed(NamedTuple):
    """
    The agreement about one thing.

    Attributes:
        alpha: Krippendorff's; None where too little was coded twice to tell.
        events: How many events it rests on.
    """

    alpha: float | None
    events: int


class Agreement(NamedTuple):
    """
    The agreement of all coders.

    Attributes:
        coders: Who coded a second time, by name.
        indicators: Whether an event is about this indicator or that.
        values: Of each indicator that all saw in an event, which value it has; the
            most coded first.
        credence: What the digit of the grade counts for.
    """

    coders: tuple[str, ...]
    indicators: Agreed
    values: tuple[tuple[Indicator, Agreed], ...]
    credence: Agreed


def agreement_of(watch: Watch, codings: Iterable[Coding]) -> Agreement | None:
    """Return how far codings agree with the log; None without one of an event of it."""
    coded: dict[str, list[Coding]] = {}
    for it in codings:
        coded.setdefault(it.event, []).append(it)
    pairs = [
        (event, coded[name])
        for name in coded
        if (event := watch.log.event(name)) and watch.log.counts(event)
    ]
    if not pairs:
        return None
    values = {it.id: _values(it, pairs) for it in watch.catalogue}
    found = [
        (watch.catalogue[name], Agreed(ordinal(units), len(units)))
        for name, units in values.items()
        if units
    ]
    return Agreement(
        coders=tuple(
            sorted({it.by or "without a name" for _, of in pairs for it in of})
        ),
        indicators=Agreed(
            nominal(
                [event.indicator, *(it.indicator for it in of)] for event, of in pairs
            ),
            len(pairs),
        ),
        values=tuple(sorted(found, key=lambda it: (-it[1].events, it[0].id))),
        credence=Agreed(
            ordinal(
                [event.grade.credence, *(it.grade.credence for it in of)]
                for event, of in pairs
            ),
            len(pairs),
        ),
    )


def sample(log: Log, *, size: int, seed: int, done: Collection[str]) -> list[Event]:
    """
    Return some events in force to be coded a second time, in a drawn order.

    Whoever goes on with the same seed goes on with the same sample.

    Args:
        done: The ids of the events that this coder coded, or wrote down.
    """
    drawn = sorted(
        log.in_force, key=lambda it: sha256(f"{seed} {it.id}".encode()).digest()
    )
    return [it for it in drawn[:size] if it.id not in done]


def _values(
    indicator: Indicator, pairs: Sequence[tuple[Event, Sequence[Coding]]]
) -> list[list[float]]:
    """Return what those who saw this indicator in an event say of its value."""
    units = []
    for event, codings in pairs:
        said = [(it.indicator, it.value) for it in codings]
        every = ((event.indicator, event.value), *said)
        read = (indicator.number(it) for name, it in every if name == indicator.id)
        numbers = [it for it in read if it is not None]
        if len(numbers) > 1:
            units.append(numbers)
    return units


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
