"""Which events moved the score between two days, and what adds up to it today."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from riskctl.analysis.change.causes import Cause, ChangePart
from riskctl.analysis.change.change import Change
from riskctl.analysis.days.events import force
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Contribution
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event

# What moves less than half a point is not told in words.
TOLD: Final = 0.5
# What shows as 0.0 is not shown.
_SHOWN: Final = 0.05


class Mover(NamedTuple):
    """
    What some events of one indicator moved.

    Attributes:
        event: The weightiest of them; None where it may not be shown.
        others: How many more there are.
        points: Signed; worse is positive.
    """

    event: Event | None
    others: int
    indicator: Indicator
    points: float

    def joined(self, other: "Mover") -> "Mover":
        """Return both as one."""
        return self._replace(
            others=self.others + other.others, points=self.points + other.points
        )


class Driver(NamedTuple):
    """
    One of the indicators that add most to the score.

    Attributes:
        change: Points since the day before the week; None where there was no score.
        event: The one that it rests on most; None where it rests on silence, on
            where it started from, or on what may not be shown.
        latest: The last event of a contact; None for other kinds.
        most: The most points that it can add; None for an incident, which has none.
    """

    indicator: Indicator
    points: float
    change: float | None
    event: Event | None
    latest: Event | None
    most: float | None


class GoalShare(NamedTuple):
    """The points of the score that fall on the indicators of one goal."""

    goal: str
    points: float
    share: float


class Easing(NamedTuple):
    """
    Where the two sides still work together: what takes points away.

    Attributes:
        points: Negative.
        event: The last one; None where it may not be shown.
    """

    indicator: Indicator
    points: float
    event: Event | None


def movers(change: Change) -> tuple[Mover, ...]:
    """
    Return what events moved by half a point or more, the largest first.

    What was logged under one title and day on several indicators is told once.
    """
    together: dict[object, Mover] = {}
    for it in filter(None, map(_mover, change.largest)):
        key = (it.event.title, it.event.date) if it.event else it.indicator.id
        same = together.get(key)
        together[key] = it if same is None else same.joined(it)
    told = [it for it in together.values() if abs(it.points) >= TOLD]
    return tuple(sorted(told, key=lambda it: (-abs(it.points), it.indicator.id)))


def passing(change: Change) -> dict[Cause, float]:
    """Return what only the passing of time moved, by half a point or more."""
    moved = {it: change.by_cause(it) for it in (Cause.FADING, Cause.SILENCE)}
    return {cause: points for cause, points in moved.items() if abs(points) >= TOLD}


def drivers(assessment: Assessment, before: Assessment) -> Iterator[Driver]:
    """Yield the indicators that add to the score, the largest first."""
    then = {it.reading.indicator.id: it.points for it in before.contributions}
    for it in assessment.largest:
        if it.points < _SHOWN:
            return
        indicator = it.reading.indicator
        share = it.reading.main_share
        is_contact = indicator.kind is Kind.CONTACT
        yield Driver(
            indicator=indicator,
            points=it.points,
            change=it.points - then[indicator.id] if before.day else None,
            event=share.event if share else None,
            latest=it.reading.latest if is_contact else None,
            most=indicator.weight if indicator.kind.is_ground else None,
        )


def goal_shares(assessment: Assessment) -> tuple[GoalShare, ...]:
    """Return what falls on each goal of the catalogue, in its order."""
    catalogue = assessment.catalogue
    sums = dict.fromkeys(catalogue.goals, 0.0)
    for it in assessment.contributions:
        goal = catalogue.goal_of(it.reading.indicator.id)
        if goal in sums:
            sums[goal] += it.points
    whole = assessment.score
    return tuple(
        GoalShare(goal, points, points / whole if whole else 0.0)
        for goal, points in sums.items()
    )


def easings(assessment: Assessment) -> tuple[Easing, ...]:
    """Return what takes half a point or more away, the largest first."""
    found = [
        Easing(it.reading.indicator, saved, it.reading.latest)
        for it in assessment.contributions
        if (saved := _saved(it)) <= -TOLD
    ]
    return tuple(sorted(found, key=lambda it: (it.points, it.indicator.id)))


def _saved(it: Contribution) -> float:
    """Return what a contact's events or an incident's relief take away; else 0."""
    if not it.reading.is_set:
        return 0.0
    if it.reading.indicator.kind is Kind.CONTACT:
        return it.points - it.reading.indicator.weight
    return min(it.points, 0.0)


def _mover(part: ChangePart) -> Mover | None:
    """Return the mover of a part that events made; None where none did."""
    events = part.source()
    if not events:
        return None
    way = 1.0 if part.points > 0.0 else -1.0
    first = max(events, key=lambda it: (way * force(part.indicator, it), it.order))
    return Mover(
        event=None if first.id in part.hidden else first,
        others=len(events) - 1,
        indicator=part.indicator,
        points=part.points,
    )
