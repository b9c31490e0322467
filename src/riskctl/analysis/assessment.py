"""The judgement for one day: contributions, score, level, floors, coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import fsum
from typing import Final

from riskctl.analysis.confidence import Coverage, cover
from riskctl.analysis.descent import History, Standing, walk
from riskctl.analysis.floors import HeldFloor, held_floors
from riskctl.analysis.reading import Reading, Share, by_indicator, read_all
from riskctl.model.alert import AlertLevel, LevelBand
from riskctl.model.catalogue import Catalogue
from riskctl.model.record import Event
from riskctl.model.watch import Watch

WEEK: Final = timedelta(days=7)


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
        """Each event's share, in points of the score."""
        return tuple(
            Share(share.event, self.points_per_unit * share.amount)
            for share in self.reading.shares
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """
    The judgement for one day. The score follows from the contributions.

    Attributes:
        known_at: The moment whose knowledge was used; nothing means all of it.
        history: Every day from the first event's on; nothing before it.
        held: Every floor with the days on which it holds, provisional ones too.
        coming_up: Scheduled events after the day, the next one first.
        happened: The events in force by the day, by indicator, oldest first.
        records: How many records of any kind were known.
    """

    as_of: date
    known_at: datetime | None
    catalogue: Catalogue
    contributions: tuple[Contribution, ...]
    history: History | None
    held: tuple[HeldFloor, ...]
    coverage: Coverage
    coming_up: tuple[Event, ...]
    happened: Mapping[str, Sequence[Event]]
    records: int

    @property
    def standing(self) -> Standing | None:
        """Where the level stands; nothing before the first event."""
        return self.history.on(self.as_of) if self.history else None

    @property
    def score(self) -> float:
        """Points out of 100. `fsum`, so that file order cannot change the answer."""
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
    def score_week_ago(self) -> float | None:
        """The score seven days before, with the same knowledge."""
        before = self.history.on(self.as_of - WEEK) if self.history else None
        return before.score if before else None

    @property
    def week_change(self) -> float | None:
        """Points gained or lost in seven days; nothing when there was no score."""
        return None if self.score_week_ago is None else self.score - self.score_week_ago

    @property
    def level(self) -> AlertLevel | None:
        """The alert level; nothing when there is no evidence."""
        return self.standing.level if self.standing else None

    @property
    def band(self) -> LevelBand | None:
        """The level's row in the level table."""
        return self.catalogue.band(self.standing.level) if self.standing else None

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
        return self.standing.floors if self.standing else ()

    @property
    def provisional_floors(self) -> tuple[HeldFloor, ...]:
        """The floors that would hold on the day if weaker reports were believed."""
        active = {held.floor.name for held in self.active_floors}
        return tuple(
            it
            for it in self.held
            if it.provisional
            and it.floor.name not in active
            and it.period_on(self.as_of)
        )

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


def contributions_on(
    catalogue: Catalogue, events: tuple[Event, ...], *, as_of: date
) -> tuple[Contribution, ...]:
    """Return every indicator's contribution on *as_of*, in the catalogue's order."""
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
    log = watch.log.as_known(known_at)
    catalogue, events = watch.catalogue, log.in_force
    happened = by_indicator(events, as_of=as_of)
    return Assessment(
        as_of=as_of,
        known_at=known_at,
        catalogue=catalogue,
        contributions=contributions_on(catalogue, events, as_of=as_of),
        history=history or walk(catalogue, events, until=as_of),
        held=held_floors(catalogue, happened),
        coverage=cover(catalogue, happened, log.reviews, as_of=as_of),
        coming_up=tuple(it for it in events if it.scheduled and it.date > as_of),
        happened=happened,
        records=len(log),
    )
