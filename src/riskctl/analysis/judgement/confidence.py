"""How far to trust a level: what was looked at, what agrees, how it is graded."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from math import fsum
from typing import Final, NamedTuple

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.log import Log


class IndicatorLook(NamedTuple):
    """
    When an indicator was last looked at.

    Attributes:
        last: The day of its last event or review; None when there is none.
        age_days: Whole days since then; None when there is none.
        is_set: It was logged, or is no status and was looked at and found quiet. A
            review does not say where a status stands.
    """

    indicator: Indicator
    last: date | None
    age_days: int | None
    is_set: bool

    @property
    def due(self) -> date | None:
        """The last day on which the look is fresh; None where there was none."""
        if self.last is None:
            return None
        return self.last + timedelta(days=self.indicator.review_days)

    @property
    def is_fresh(self) -> bool:
        """Whether it is set, and the look no older than its `review_days`."""
        if self.age_days is None or not self.is_set:
            return False
        return self.age_days <= self.indicator.review_days


class Coverage(NamedTuple):
    """The share of the weight that was looked at lately, and what was not."""

    looks: tuple[IndicatorLook, ...]
    minimum: float

    @property
    def share(self) -> float:
        """Weight with a fresh look over all weight, 0 to 1."""
        fresh = fsum(it.indicator.weight for it in self.looks if it.is_fresh)
        return fresh / fsum(it.indicator.weight for it in self.looks)

    @property
    def is_thin(self) -> bool:
        """Whether a level on so few looks must be called provisional."""
        return self.share < self.minimum

    def showing(self, shown: "Coverage") -> "Coverage":
        """
        Return the same coverage, with the looks that may be shown of what is stale.

        Args:
            shown: The coverage by what is shown alone.
        """
        looks = zip(self.looks, shown.looks, strict=True)
        return Coverage(
            looks=tuple(true if true.is_fresh else seen for true, seen in looks),
            minimum=self.minimum,
        )

    @property
    def stale(self) -> tuple[IndicatorLook, ...]:
        """What was not looked at lately, the heaviest first."""
        overdue = [it for it in self.looks if not it.is_fresh]
        return tuple(
            sorted(overdue, key=lambda it: (-it.indicator.weight, it.indicator.id))
        )


def cover(catalogue: Catalogue, log: Log, *, as_of: date) -> Coverage:
    """Return the coverage on *as_of*, by the events in force and the reviews."""
    logged = log.last_events((it.id for it in catalogue), until=as_of)
    reviewed = log.last_reviews(until=as_of)
    looks = []
    for it in catalogue:
        days = [days[it.id] for days in (logged, reviewed) if it.id in days]
        last = max(days, default=None)
        looks.append(
            IndicatorLook(
                indicator=it,
                last=last,
                age_days=(as_of - last).days if last else None,
                is_set=it.id in logged or bool(days and it.kind is not Kind.STATUS),
            )
        )
    return Coverage(looks=tuple(looks), minimum=catalogue.minimum_coverage)


class Word(Enum):
    """How much confidence the level deserves; never how likely anything is."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


# What a share must reach for the word; the lowest decides. Editorial judgements: two
# thirds is the share at which a stranger would say "mostly", one third the one at
# which nobody would.
ENOUGH: Final = 2 / 3
TOO_LITTLE: Final = 1 / 3
# Under this share of draws, a level is a close call; high confidence asks for it.
CLEAR: Final = 0.8


class Confidence(NamedTuple):
    """
    The confidence in a level, and the reasons for it.

    Attributes:
        is_current: Somebody has looked lately.
        is_provisional: Too little of the ground is set.
        coverage: The share of the weight that was looked at lately, 0 to 1.
        agreement: The share of draws, 0 to 1, in which the shown level would be shown.
        well_graded: The share of the events' points, 0 to 1, that rests on grades
            of B2 or better.
    """

    is_current: bool
    is_provisional: bool
    coverage: float
    agreement: float
    well_graded: float

    @property
    def is_close(self) -> bool:
        """Whether the draws disagree about the level: it is a close call."""
        return self.agreement < CLEAR

    @property
    def word(self) -> Word:
        """Low when any reason forbids to rely on the level, high when none is weak."""
        least = min(self.coverage, self.agreement, self.well_graded)
        if not self.is_current or self.is_provisional or least < TOO_LITTLE:
            return Word.LOW
        return Word.MODERATE if self.is_close or least < ENOUGH else Word.HIGH


def well_graded_share(points: Iterable[tuple[float, float]]) -> float:
    """
    Return the share of the events' points that rests on grades of B2 or better.

    Args:
        points: All points of some events, and those of the well graded among
            them; without signs.
    """
    pairs = list(points)
    total = fsum(every for every, _ in pairs)
    return fsum(good for _, good in pairs) / total if total else 0.0
