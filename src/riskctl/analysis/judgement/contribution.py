"""Contributions: what each indicator adds to the score, down to the event."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from riskctl.analysis.days.events import by_indicator
from riskctl.analysis.days.history import History
from riskctl.analysis.judgement.evidence import LoggedEvents
from riskctl.analysis.judgement.reading import Reading, Share, read_all
from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.record import Event


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


def contributions_of(
    catalogue: Catalogue,
    log: Log,
    history: History | None,
    *,
    as_of: date,
    hidden: Collection[str] = (),
) -> tuple[Contribution, ...]:
    """
    Return every indicator's contribution, carried on from the day before.

    Args:
        hidden: The ids of the events that count and are not shown.
    """
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
                hidden=hidden,
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
