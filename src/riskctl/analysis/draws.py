"""
One day's judgements, disturbed again and again: a column of draws for each.

Columns of what can move the score are stratified: one number in each of as many
equal parts as there are draws, in random order, so that chance itself adds less.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import exp2, fsum
from operator import add, mul
from random import Random
from typing import Final

from riskctl.analysis.reading import clamped, faded, force
from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue, Condition, Floor
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event

# How far a value may be off, either way, by the source's reliability.
SPREAD: Final = {"A": 0.05, "B": 0.10, "C": 0.15, "D": 0.20, "E": 0.30, "F": 0.30}
# Events are drawn one by one while they are few and can matter; the least count
# together, undisturbed but for their half-life.
_DRAWN_EVENTS: Final = 120
_DRAWN_POINTS: Final = 0.02
_GRID: Final = 8
_ORDERS: Final = 16

Column = list[float]


class Draws:
    """The judgements of one day, drawn again and again, a column for each."""

    def __init__(
        self,
        catalogue: Catalogue,
        events: Mapping[str, Sequence[Event]],
        *,
        as_of: date,
        seed: int,
        draws: int,
    ) -> None:
        """Take over what is drawn; the same seed gives the same draws."""
        self._catalogue = catalogue
        self._events = events
        self._as_of = as_of
        self._draws = draws
        self._random = Random(seed)  # noqa: S311 repeatable, not secret
        self._parts = [(it + 0.5) / draws for it in range(draws)]
        self._pairs: list[tuple[Column, list[int]]] = []
        self._truths: dict[str, list[bool]] = {}
        self._drawn = self._influential()

    def scores(self) -> Column:
        """Return the score of every draw."""
        points = [0.0] * self._draws
        weights = [0.0] * self._draws
        for indicator in self._catalogue:
            history = self._events.get(indicator.id, ())
            weight = [indicator.weight * (0.5 + it) for it in self._uniform()]
            reading = (
                self._fading(indicator, history)
                if indicator.kind.fades
                else self._status(indicator, history)
            )
            points = [
                a + b * c for a, b, c in zip(points, weight, reading, strict=True)
            ]
            weights = [a + b for a, b in zip(weights, weight, strict=True)]
        return [100.0 * a / b for a, b in zip(points, weights, strict=True)]

    def floor_levels(self) -> list[AlertLevel]:
        """Return the worst level at which floors hold in every draw."""
        levels = [AlertLevel.CALM] * self._draws
        for it in self._catalogue.floors:
            tripped = self._tripped(it)
            if any(tripped):
                levels = [
                    it.level if holds and it.level.is_worse_than(level) else level
                    for level, holds in zip(levels, tripped, strict=True)
                ]
        return levels

    def _uniform(self) -> Column:
        """Return a stratified column: one number in each of as many equal parts."""
        if not self._pairs:
            self._shuffle_anew()
        parts, order = self._pairs.pop()
        return list(map(parts.__getitem__, order))

    def _shuffle_anew(self) -> None:
        """
        Shuffle a few orders, and pair each with every other.

        One order after another is an order as random as a new one, at a tenth of
        its price; no two pairs share both.
        """
        orders = []
        for _ in range(_ORDERS):
            keys = [self._random.random() for _ in self._parts]
            orders.append(sorted(range(self._draws), key=keys.__getitem__))
        shuffled = [[self._parts[it] for it in order] for order in orders]
        self._pairs = [
            (parts, order)
            for one, parts in enumerate(shuffled)
            for other, order in enumerate(orders)
            if one != other
        ]

    def _truth(self, event: Event) -> list[bool]:
        """Return in which draws *event* is true; the same wherever it is asked."""
        if event.id not in self._truths:
            credence = event.grade.credence
            self._truths[event.id] = (
                [True] * self._draws
                if credence >= 1.0
                else [it < credence for it in self._uniform()]
            )
        return self._truths[event.id]

    def _value(self, indicator: Indicator, event: Event) -> Column:
        """Return the event's value in every draw, within the scale's range."""
        number = indicator.number(event.value) or 0.0
        lowest = indicator.kind.lowest_number
        width = 2.0 * SPREAD[event.grade.reliability]
        start = number - width / 2.0
        values = [start + width * it for it in self._uniform()]
        if lowest <= start and start + width <= 1.0:
            return values
        return [lowest if it < lowest else min(it, 1.0) for it in values]

    def _fading(self, indicator: Indicator, history: Sequence[Event]) -> Column:
        scales = [2.0 * it - 1.0 for it in self._uniform()]
        rates = [-exp2(-it) / indicator.half_life_days for it in scales]
        rest = [it for it in history if it.id not in self._drawn]
        total = self._least(indicator, rest, scales)
        for event in history:
            if event.id in self._drawn:
                added = self._added(indicator, event, rates)
                total = list(map(add, total, added))
        if indicator.kind is Kind.CONTACT:
            return [1.0 - clamped(it) for it in total]
        return [clamped(it) for it in total]

    def _added(self, indicator: Indicator, event: Event, rates: Column) -> Column:
        """Return what one event adds to the pressure in every draw."""
        age = (self._as_of - event.date).days
        left = [exp2(age * it) for it in rates]
        added = list(map(mul, self._value(indicator, event), left))
        if event.grade.credence >= 1.0:
            return added
        return list(map(mul, added, self._truth(event)))

    def _least(
        self, indicator: Indicator, rest: Sequence[Event], scales: Column
    ) -> Column:
        """Return what the least influential add: only their half-life is drawn."""
        if not rest:
            return [0.0] * self._draws
        knots = [
            fsum(
                faded(
                    force(indicator, event),
                    age_days=(self._as_of - event.date).days,
                    half_life_days=indicator.half_life_days
                    * exp2(2.0 * knot / _GRID - 1.0),
                )
                for event in rest
            )
            for knot in range(_GRID + 1)
        ]
        column = []
        for scale in scales:
            place = (scale + 1.0) / 2.0 * _GRID
            left = min(int(place), _GRID - 1)
            column.append(
                knots[left] + (place - left) * (knots[left + 1] - knots[left])
            )
        return column

    def _status(self, indicator: Indicator, history: Sequence[Event]) -> Column:
        certain = [i for i, it in enumerate(history) if it.grade.credence >= 1.0]
        state = [indicator.initial] * self._draws
        for event in history[certain[-1] if certain else 0 :]:
            state = [
                value if true else before
                for before, value, true in zip(
                    state,
                    self._value(indicator, event),
                    self._truth(event),
                    strict=True,
                )
            ]
        return state

    def _tripped(self, rule: Floor) -> list[bool]:
        tripped = [True] * self._draws
        for condition in rule.when:
            met = self._met(condition, hold_days=rule.hold_days)
            tripped = [a and b for a, b in zip(tripped, met, strict=True)]
        return tripped

    def _met(self, condition: Condition, *, hold_days: int) -> list[bool]:
        indicator = self._catalogue[condition.indicator]
        at_least = indicator.number(condition.at_least) or 0.0
        met = [False] * self._draws
        for event in self._events.get(indicator.id, ()):
            if not event.grade.trips_floors:
                continue
            high = (indicator.number(event.value) or 0.0) >= at_least
            if indicator.kind is Kind.STATUS:
                met = [
                    high if true else before
                    for before, true in zip(met, self._truth(event), strict=True)
                ]
            elif high and (self._as_of - event.date).days < hold_days:
                met = [a or b for a, b in zip(met, self._truth(event), strict=True)]
        return met

    def _influential(self) -> frozenset[str]:
        """Return the ids of the fading events that are drawn one by one."""
        points = 100.0 / self._catalogue.total_weight
        sizes = [
            (-abs(points * self._longest(indicator, event)), event.id)
            for indicator in self._catalogue
            if indicator.kind.fades
            for event in self._events.get(indicator.id, ())
        ]
        largest = sorted(sizes)[:_DRAWN_EVENTS]
        return frozenset(name for size, name in largest if -size >= _DRAWN_POINTS)

    def _longest(self, indicator: Indicator, event: Event) -> float:
        """Return the weight that is left of *event* at the longest half-life drawn."""
        return faded(
            indicator.weight * force(indicator, event),
            age_days=(self._as_of - event.date).days,
            half_life_days=2.0 * indicator.half_life_days,
        )
