"""How far to trust a level: how much of the watch was looked at lately."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.record import Event, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    When an indicator was last looked at.

    Attributes:
        last: The day of its last event or review; nothing when there is none.
        age_days: Whole days since then.
    """

    indicator: Indicator
    last: date | None
    age_days: int | None

    @property
    def is_fresh(self) -> bool:
        """Whether the look is no older than the indicator's `review_days`."""
        return self.age_days is not None and self.age_days <= self.indicator.review_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The share of the weight that was looked at lately, and what was not."""

    looks: tuple[Look, ...]
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

    @property
    def stale(self) -> tuple[Look, ...]:
        """What was not looked at lately, the heaviest first."""
        overdue = [it for it in self.looks if not it.is_fresh]
        return tuple(
            sorted(overdue, key=lambda it: (-it.indicator.weight, it.indicator.id))
        )


def cover(
    catalogue: Catalogue,
    events: Mapping[str, Sequence[Event]],
    reviews: Iterable[Review],
    *,
    as_of: date,
) -> Coverage:
    """
    Return the coverage on *as_of*.

    Args:
        events: Those in force by that day, by indicator, oldest first.
        reviews: Any; later ones than *as_of* are ignored.
    """
    last = {name: history[-1].date for name, history in events.items() if history}
    for review in reviews:
        if review.date <= as_of:
            for name in review.indicators:
                last[name] = max(last.get(name, review.date), review.date)
    return Coverage(
        looks=tuple(
            Look(
                indicator=indicator,
                last=last.get(indicator.id),
                age_days=(as_of - last[indicator.id]).days
                if indicator.id in last
                else None,
            )
            for indicator in catalogue
        ),
        minimum=catalogue.minimum_coverage,
    )
