"""Contributions: what each indicator adds to the score, down to the event."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum
from typing import NamedTuple

from riskctl.analysis.days.events import by_indicator
from riskctl.analysis.days.history import History
from riskctl.analysis.days.score import FULL, closed_by, lift_of, pressure_of
from riskctl.analysis.judgement.evidence import LoggedEvents
from riskctl.analysis.judgement.reading import Reading, Share, read_all
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Kind
from riskctl.model.log import Log
from riskctl.model.record import Event


class Contribution(NamedTuple):
    """
    What one indicator adds to the score.

    Attributes:
        points_per_unit: Points of the score that a unit of the reading adds: the
            weight of a status or a contact; of an incident, its weight times the
            lift that a point of pressure has on the day.
    """

    reading: Reading
    points_per_unit: float

    @property
    def points(self) -> float:
        """Points of the score; the sum of the shares' points."""
        return self.points_per_unit * self.reading.value

    @property
    def weighed(self) -> float:
        """Points of the ground, or of the pressure: the weight times the reading."""
        return self.reading.indicator.weight * self.reading.value

    @property
    def is_ground(self) -> bool:
        """Whether it is a part of the ground; else it is one of the pressure."""
        return self.reading.indicator.kind.is_ground

    @property
    def shares(self) -> tuple[Share, ...]:
        """Each event's share, in points of the score; worked out at each call."""
        return tuple(
            it._replace(amount=self.points_per_unit * it.amount)
            for it in self.reading.shares
        )

    def shares_of(self, least: float) -> tuple[tuple[Share, ...], float]:
        """
        Return the shares of at least some points, oldest first, and the rest's sum.

        Args:
            least: Points without sign, above 0.
        """
        unit = self.points_per_unit
        if not unit:
            return (), 0.0
        shares, rest = self.reading.shares_of(least / unit)
        return tuple(it._replace(amount=unit * it.amount) for it in shares), unit * rest


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """
    The score of a day, taken apart.

    Attributes:
        contributions: Every indicator's, in the catalogue's order.
        half_pressure: The points of pressure that close half the distance to 100.
    """

    contributions: tuple[Contribution, ...]
    half_pressure: float

    @cached_property
    def ground(self) -> float:
        """The points of statuses and silent channels."""
        return fsum(it.weighed for it in self.contributions if it.is_ground)

    @cached_property
    def pressure(self) -> float:
        """The points of pressure of all incidents; never below 0."""
        return pressure_of(it.weighed for it in self.contributions if not it.is_ground)

    @property
    def closed(self) -> float:
        """The share, 0 to 1, of the distance to 100 that the pressure closes."""
        return closed_by(self.pressure, self.half_pressure)

    @property
    def distance(self) -> float:
        """The points from the ground to 100."""
        return FULL - self.ground

    @property
    def lift(self) -> float:
        """The points by which pressure raises the score above the ground."""
        return lift_of(self.ground, self.pressure, self.half_pressure)

    @property
    def score(self) -> float:
        """Points out of 100; the contributions sum to it."""
        return self.ground + self.lift

    @property
    def unset(self) -> tuple[Contribution, ...]:
        """Those of indicators that were never logged, nor found quiet."""
        return tuple(it for it in self.contributions if not it.reading.is_set)


def broken_down(catalogue: Catalogue, readings: Iterable[Reading]) -> Breakdown:
    """Return the score that *readings*, one of each indicator, give; taken apart."""
    found = tuple(readings)
    weighed = [(it.indicator, it.indicator.weight * it.value) for it in found]
    ground = fsum(points for it, points in weighed if it.kind.is_ground)
    pressure = pressure_of(points for it, points in weighed if not it.kind.is_ground)
    lift = lift_of(ground, pressure, catalogue.half_pressure)
    lift_per_point = lift / pressure if pressure else 0.0
    return Breakdown(
        contributions=tuple(
            Contribution(
                reading=it,
                points_per_unit=it.indicator.weight
                * (lift_per_point if it.indicator.kind is Kind.INCIDENT else 1.0),
            )
            for it in found
        ),
        half_pressure=catalogue.half_pressure,
    )


def breakdown_of(
    catalogue: Catalogue,
    log: Log,
    history: History | None,
    *,
    as_of: date,
    hidden: Collection[str] = (),
) -> Breakdown:
    """
    Return the score of a day taken apart, carried on from the day before.

    Args:
        hidden: The ids of the events that count and are not shown.
    """
    if history is None:
        looked = log.first_reviews()
        return breakdown_on(catalogue, (), as_of=as_of, reviewed=looked)
    return broken_down(
        catalogue,
        [
            Reading(
                indicator=it,
                as_of=as_of,
                sums=sums,
                is_set=is_set,
                evidence=LoggedEvents(log, it.id, until=as_of),
                hidden=hidden,
            )
            for it, (sums, is_set) in zip(catalogue, history.sums(as_of), strict=True)
        ],
    )


def breakdown_on(
    catalogue: Catalogue,
    events: Iterable[Event],
    *,
    as_of: date,
    reviewed: Mapping[str, date] | None = None,
) -> Breakdown:
    """
    Return the score of *as_of* taken apart, from each of the events.

    Args:
        events: Those in force, oldest first.
        reviewed: The first day of each indicator that a review covers.
    """
    happened = by_indicator(events, as_of=as_of)
    readings = read_all(catalogue, happened, as_of=as_of, reviewed=reviewed)
    return broken_down(catalogue, readings)
