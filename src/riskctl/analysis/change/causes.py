"""What each step on the way from one judgement to another moved, and why."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import pairwise
from math import fsum

from riskctl.analysis.change.between import Stages
from riskctl.analysis.change.path import path_of
from riskctl.analysis.days.score import FULL, closed_by, closing_rate
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event


class Cause(Enum):
    """Why points came or went; each point has exactly one cause."""

    NEW_EVENTS = "new events"
    STATUS_CHANGES = "status changes"
    FADING = "fading"
    SILENCE = "silence"
    LEARNED_LATE = "learned late"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChangePart:
    """
    The points that one cause moved on one indicator.

    Attributes:
        points: Signed, of the score.
        source: Gives the events that did it, when they are asked for.
        hidden: The ids of those that are not shown.
    """

    cause: Cause
    indicator: Indicator
    points: float
    source: Callable[[], tuple[Event, ...]]
    hidden: Collection[str] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """Those that did it; none for fading and silence."""
        return tuple(it for it in self.source() if it.id not in self.hidden)


def parts_between(
    stages: Stages, before: Assessment, after: Assessment
) -> Iterator[ChangePart]:
    """Yield what moved the score or happened, by indicator, in the order of the way."""
    ledger = after.history.ledger if after.history else None
    indicators = tuple(before.catalogue)
    has_news = [stages.has_news(it.id, ledger) for it in indicators]
    paths = [
        path_of(stages, after, old, new, has_news=news)
        for old, new, news in zip(
            before.contributions, after.contributions, has_news, strict=True
        )
    ]
    half = before.catalogue.half_pressure
    moves = [
        attributed(indicators, start, end, half_pressure=half)
        for start, end in pairwise(zip(*paths, strict=True))
    ]
    for place, it in enumerate(indicators):
        corrected, late, passed, moved, news = (points[place] for points in moves)
        corrections = stages.corrections.get(it.id, ())
        yield from _part(Cause.CORRECTED, it, fsum((corrected, moved)), corrections)
        yield from _part(Cause.LEARNED_LATE, it, late, stages.late.get(it.id, ()))
        yield from _part(
            Cause.SILENCE if it.kind is Kind.CONTACT else Cause.FADING, it, passed, ()
        )
        if news or has_news[place]:
            yield ChangePart(
                cause=Cause.STATUS_CHANGES
                if it.kind is Kind.STATUS
                else Cause.NEW_EVENTS,
                indicator=it,
                points=news,
                source=partial(stages.news, it.id),
            )


def attributed(
    indicators: Sequence[Indicator],
    before: Sequence[float],
    after: Sequence[float],
    *,
    half_pressure: float,
) -> list[float]:
    """
    Return the points of a difference of scores that each indicator moved.

    The lift is a product: the distance from the ground to 100, times the share of
    it that the pressure closes. A difference of products is each factor's own
    difference times the mean of the other one. So a point of ground counts as far
    as the mean pressure leaves it, and a point of pressure counts what it closes,
    on the way from the one sum to the other, of the mean distance. The points sum
    to the difference.

    Args:
        before: The reading of each indicator.
        after: The same, later on the way.
    """
    old, new = (
        [
            fsum(
                it.weight * reading
                for it, reading in zip(indicators, readings, strict=True)
                if it.kind.is_ground is ground
            )
            for ground in (True, False)
        ]
        for readings in (before, after)
    )
    closed = [closed_by(max(it[1], 0.0), half_pressure) for it in (old, new)]
    left = 1.0 - fsum(closed) / 2.0
    distance = FULL - (old[0] + new[0]) / 2.0
    rate = distance * closing_rate(old[1], new[1], half_pressure)
    return [
        it.weight * (end - start) * (left if it.kind.is_ground else rate)
        for it, start, end in zip(indicators, before, after, strict=True)
    ]


def _part(
    cause: Cause, indicator: Indicator, points: float, events: Sequence[Event]
) -> Iterator[ChangePart]:
    """Yield the part of a cause, if it moved anything or anything happened."""
    if points or events:
        yield ChangePart(
            cause=cause,
            indicator=indicator,
            points=points,
            source=partial(tuple, events),
        )
