"""
One day's judgements, disturbed again and again: a column of draws for each.

Columns of what can move the score are stratified: one number in each of as many
equal parts as there are draws, in random order, so that chance itself adds less.
"""

from collections.abc import Sequence
from math import exp2
from operator import add, mul
from random import Random
from typing import Final

from riskctl.analysis.days.events import by_indicator, force, sums_of
from riskctl.analysis.days.score import FULL, Sums, faded, lift_of
from riskctl.analysis.days.sums import KNOTS
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.influence import influential
from riskctl.model.alert import AlertLevel
from riskctl.model.floor import Condition, Floor
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event

# How far a value may be off, either way, by the source's reliability.
SPREAD: Final = {"A": 0.05, "B": 0.10, "C": 0.15, "D": 0.20, "E": 0.30, "F": 0.30}
# By how much the points of pressure that close half the distance may be off.
_HALF_PRESSURE: Final = (2.0 / 3.0, 1.5)
# What is left by rounding where nothing is left.
_NOTHING: Final = 1e-12
_ORDERS: Final = 16

Column = list[float]


class Draws:
    """The judgements of one day, drawn again and again, a column for each."""

    def __init__(self, assessment: Assessment, *, seed: int, draws: int) -> None:
        """Take over what is drawn; the same seed gives the same draws."""
        self._catalogue = assessment.catalogue
        self._log = assessment.log
        self._breakdown = assessment.breakdown
        self._carried = assessment.carried
        self._as_of = assessment.as_of
        self._draws = draws
        self._random = Random(seed)  # noqa: S311 repeatable, not secret
        self._parts = [(it + 0.5) / draws for it in range(draws)]
        self._pairs: list[tuple[Column, list[int]]] = []
        self._truths: dict[str, list[bool]] = {}
        self._drawn = by_indicator(influential(assessment))

    def scores(self) -> Column:
        """Return the score of every draw."""
        ground, pressure = [0.0] * self._draws, [0.0] * self._draws
        for contribution in self._breakdown.contributions:
            indicator = contribution.reading.indicator
            if not contribution.reading.is_set:
                continue
            reading = self._reading(indicator)
            weight = [indicator.weight * (0.5 + it) for it in self._uniform()]
            points = list(map(mul, weight, reading))
            if indicator.kind.is_ground:
                ground = list(map(add, ground, points))
            else:
                pressure = list(map(add, pressure, points))
        least, most = _HALF_PRESSURE
        half = self._breakdown.half_pressure
        halves = [half * (least + (most - least) * it) for it in self._uniform()]
        return list(map(_score, ground, pressure, halves))

    def _reading(self, indicator: Indicator) -> Column:
        if not indicator.kind.fades:
            return self._status(indicator)
        return [it.reading(indicator.kind) for it in self._fading(indicator)]

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

    def _fading(self, indicator: Indicator) -> list[Sums]:
        """Return what the events of an indicator come to in every draw."""
        scales = [2.0 * it - 1.0 for it in self._uniform()]
        rates = [-exp2(-it) / indicator.half_life_days for it in scales]
        drawn = self._drawn.get(indicator.id, [])
        forces, squares = self._least(indicator, drawn, scales)
        for event in drawn:
            added = self._added(indicator, event, rates)
            if not indicator.kind.is_squared:
                forces = list(map(add, forces, added))
                continue
            forces = [a + min(b, 0.0) for a, b in zip(forces, added, strict=True)]
            squares = [a + max(b, 0.0) * b for a, b in zip(squares, added, strict=True)]
        return list(map(Sums, forces, (max(it, 0.0) for it in squares)))

    def _added(self, indicator: Indicator, event: Event, rates: Column) -> Column:
        """Return the force of one event in every draw."""
        age = (self._as_of - event.date).days
        left = [exp2(age * it) for it in rates]
        added = list(map(mul, self._value(indicator, event), left))
        if event.grade.credence >= 1.0:
            return added
        return list(map(mul, added, self._truth(event)))

    def _least(
        self, indicator: Indicator, drawn: Sequence[Event], scales: Column
    ) -> tuple[Column, Column]:
        """Return the sums of the least influential: only their half-life is drawn."""
        knots = self._carried[indicator.id].knots
        gone = [[self._left(indicator, it, knot) for it in drawn] for knot in KNOTS]
        sums = [sums_of(indicator, it) for it in gone]
        forces = [a.force - b.force for a, b in zip(knots, sums, strict=True)]
        squares = [a.squares - b.squares for a, b in zip(knots, sums, strict=True)]
        return self._between(forces, scales), self._between(squares, scales)

    def _between(self, knots: Column, scales: Column) -> Column:
        """Return what lies between the values at the knots, in every draw."""
        if not any(abs(it) > _NOTHING for it in knots):
            return [0.0] * self._draws
        column = []
        for scale in scales:
            place = (scale + 1.0) / 2.0 * (len(KNOTS) - 1)
            left = min(int(place), len(KNOTS) - 2)
            column.append(
                knots[left] + (place - left) * (knots[left + 1] - knots[left])
            )
        return column

    def _left(self, indicator: Indicator, event: Event, knot: float) -> float:
        """Return what is left of an event at another half-life."""
        return faded(
            force(indicator, event),
            age_days=(self._as_of - event.date).days,
            half_life_days=indicator.half_life_days * exp2(knot),
        )

    def _status(self, indicator: Indicator) -> Column:
        history = self._since_certain(indicator.id)
        state = [indicator.initial] * self._draws
        for event in history:
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

    def _since_certain(self, name: str) -> list[Event]:
        """Return a status's events from the last certain one on, oldest first."""
        history = []
        for event in self._log.newest_first(until=self._as_of, indicator=name):
            history.append(event)
            if event.grade.credence >= 1.0:
                break
        return history[::-1]

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
        if indicator.kind is Kind.STATUS:
            for event in self._since_certain(indicator.id):
                if event.grade.trips_floors:
                    high = (indicator.number(event.value) or 0.0) >= at_least
                    met = [
                        high if true else before
                        for before, true in zip(met, self._truth(event), strict=True)
                    ]
            return met
        for event in self._log.newest_first(until=self._as_of, indicator=indicator.id):
            if (self._as_of - event.date).days >= hold_days or all(met):
                break
            high = (indicator.number(event.value) or 0.0) >= at_least
            if high and event.grade.trips_floors:
                met = [a or b for a, b in zip(met, self._truth(event), strict=True)]
        return met


def _score(ground: float, pressure: float, half_pressure: float) -> float:
    held = min(ground, FULL)
    return held + lift_of(held, max(pressure, 0.0), half_pressure)
