"""The judgement for one day: contributions, score, level, floors, coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from math import fsum

from riskctl.analysis.carry import Carried, carried
from riskctl.analysis.confidence import Coverage, cover
from riskctl.analysis.evidence import LoggedEvents
from riskctl.analysis.floors import HeldFloor
from riskctl.analysis.history import History
from riskctl.analysis.reading import (
    Reading,
    Share,
    by_indicator,
    read_all,
)
from riskctl.analysis.verdict import Verdict, judge
from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.model.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """
    What one indicator adds to the score.

    Attributes:
        points_per_unit: Points that a reading of 1 would add.
    """

    reading: Reading
    points_per_unit: float

    @property
    def points(self) -> float:
        """Points of the score; the sum of the shares' points."""
        return self.points_per_unit * self.reading.value

    @property
    def shares(self) -> tuple[Share, ...]:
        """Each event's share, in points of the score; worked out at each call."""
        return tuple(
            Share(share.event, self.points_per_unit * share.amount)
            for share in self.reading.shares
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
        return tuple(Share(it.event, unit * it.amount) for it in shares), unit * rest


class Assessment(Verdict):
    """
    The judgement for one day. The score follows from the contributions.

    What is not asked for is not worked out.
    """

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Every indicator's contribution, in the catalogue's order."""
        return contributions_of(
            self.catalogue, self.log, self.history, as_of=self.as_of
        )

    @cached_property
    def carried(self) -> dict[str, Carried]:
        """Every indicator's sums, for the appraisal."""
        history = self.history
        ledger = history.ledger if history else self.log.ledger(self.catalogue)
        return carried(self.catalogue, ledger, as_of=self.as_of)

    @cached_property
    def held(self) -> tuple[HeldFloor, ...]:
        """The floors that hold on the day, and those that provisionally would."""
        return self.history.floors_on(self.as_of) if self.history else ()

    @cached_property
    def coverage(self) -> Coverage:
        """What was looked at lately."""
        return cover(self.catalogue, self.log, as_of=self.as_of)

    @cached_property
    def coming_up(self) -> tuple[Event, ...]:
        """The scheduled events after the day, the next one first."""
        return self.log.scheduled_after(self.as_of)

    @cached_property
    def happened(self) -> Mapping[str, Sequence[Event]]:
        """All the events in force by the day, by indicator, oldest first."""
        return by_indicator(self.log.in_force, as_of=self.as_of)

    @property
    def records(self) -> int:
        """How many records of any kind were known."""
        return len(self.log)

    @property
    def score(self) -> float:
        """Points out of 100, as the walk gives them; the contributions sum to it."""
        if self.standing:
            return self.standing.score
        return fsum(contribution.points for contribution in self.contributions)

    @property
    def structural(self) -> float:
        """The score, 0 to 100, over statuses and contacts alone."""
        return self._sub_score(structural=True)

    @property
    def acute(self) -> float:
        """The score, 0 to 100, over incidents alone."""
        return self._sub_score(structural=False)

    @property
    def largest(self) -> tuple[Contribution, ...]:
        """The contributions, the largest first."""
        return tuple(
            sorted(
                self.contributions,
                key=lambda it: (-it.points, it.reading.indicator.id),
            )
        )

    @property
    def active_floors(self) -> tuple[HeldFloor, ...]:
        """The floors that hold on the day."""
        return tuple(it for it in self.held if not it.provisional)

    @property
    def provisional_floors(self) -> tuple[HeldFloor, ...]:
        """The floors that would hold on the day if weaker reports were believed."""
        return tuple(it for it in self.held if it.provisional)

    @property
    def points_to_worse(self) -> float | None:
        """Points of score that would raise the level; nothing at the worst one."""
        if not self.standing or self.standing.level is AlertLevel.IMMINENT:
            return None
        worse = self.catalogue.band(self.standing.level.one_worse)
        return worse.from_score - self.score

    @property
    def calmer_below(self) -> float | None:
        """The score under which days count towards a calmer level."""
        if not self.standing or self.standing.level is AlertLevel.CALM:
            return None
        band = self.catalogue.band(self.standing.level)
        return band.from_score - self.catalogue.descent.margin

    @property
    def calm_days_missing(self) -> int | None:
        """Consecutive days that must still earn the next calmer level."""
        if not self.standing or self.standing.level is AlertLevel.CALM:
            return None
        return self.catalogue.descent.dwell_days - self.standing.calm_days

    def _sub_score(self, *, structural: bool) -> float:
        parts = [
            it
            for it in self.contributions
            if it.reading.indicator.kind.is_structural is structural
        ]
        possible = fsum(it.points_per_unit for it in parts)
        return 100.0 * fsum(it.points for it in parts) / possible if possible else 0.0


def contributions_of(
    catalogue: Catalogue, log: Log, history: History | None, *, as_of: date
) -> tuple[Contribution, ...]:
    """Return every indicator's contribution, carried on from the day before."""
    if history is None:
        return contributions_on(catalogue, (), as_of=as_of)
    points_per_weight = 100.0 / catalogue.total_weight
    return tuple(
        Contribution(
            reading=Reading(
                indicator=it,
                as_of=as_of,
                raw=history.reading(place, as_of),
                evidence=LoggedEvents(log, it.id, until=as_of),
            ),
            points_per_unit=it.weight * points_per_weight,
        )
        for place, it in enumerate(catalogue)
    )


def contributions_on(
    catalogue: Catalogue, events: tuple[Event, ...], *, as_of: date
) -> tuple[Contribution, ...]:
    """Return every indicator's contribution on *as_of*, from each of the events."""
    points_per_weight = 100.0 / catalogue.total_weight
    return tuple(
        Contribution(
            reading=reading,
            points_per_unit=reading.indicator.weight * points_per_weight,
        )
        for reading in read_all(
            catalogue, by_indicator(events, as_of=as_of), as_of=as_of
        )
    )


def assess(
    watch: Watch,
    *,
    as_of: date,
    known_at: datetime | None = None,
    history: History | None = None,
) -> Assessment:
    """
    Judge one day.

    Args:
        watch: One without blocking problems.
        known_at: Use only what was recorded by then; nothing means all of it.
        history: The walk up to that day with that knowledge, where it is at hand.
    """
    verdict = judge(watch, as_of=as_of, known_at=known_at, history=history)
    return Assessment(
        as_of=as_of,
        known_at=known_at,
        catalogue=verdict.catalogue,
        log=verdict.log,
        history=verdict.history,
    )
