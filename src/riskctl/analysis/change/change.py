"""
Why the score moved: every point of a difference, by cause, summing exactly.

The two judgements may differ in the day and in what was known. The path from
one to the other is walked in fixed steps, one cause at a time, so the parts
telescope and their sum is the difference:

1. corrected: what was retracted or amended leaves, its amendments enter;
2. learned late: events that had happened by the first day, written down since;
3. fading (incidents) and silence (contacts): the days pass, nothing new;
4. corrected again: amendments that date an event after the first day enter;
5. new events, and status changes: what else happened after the first day.

Where a reading is held at 0 or 1, or is a root, the order decides which cause gets
the point; the order is always this one. How a step's difference falls on the
indicators, although the lift is no sum, is said by `causes.attributed`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from math import fsum
from typing import NamedTuple

from riskctl.analysis.change.between import Stages
from riskctl.analysis.change.causes import Cause, ChangePart, parts_between
from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.model.log import Log
from riskctl.model.watch import Watch


class Moment(NamedTuple):
    """A day to be judged, and the moment whose knowledge is used (None: all of it)."""

    as_of: date
    known_at: datetime | None = None


class Change(NamedTuple):
    """The difference between two judgements."""

    start: Moment
    end: Moment
    score_before: float
    score_after: float
    parts: tuple[ChangePart, ...]

    @property
    def difference(self) -> float:
        """Points gained or lost; the sum of the parts."""
        return self.score_after - self.score_before

    def by_cause(self, cause: Cause) -> float:
        """Return the points that *cause* moved."""
        return fsum(part.points for part in self.parts if part.cause is cause)

    def by_causes(self, causes: Iterable[Cause]) -> float:
        """Return the points that several causes moved together."""
        return fsum(self.by_cause(it) for it in causes)

    @property
    def causes(self) -> dict[Cause, float]:
        """The points of every cause, in the fixed order."""
        return {cause: self.by_cause(cause) for cause in Cause}

    @property
    def largest(self) -> tuple[ChangePart, ...]:
        """The parts, the largest movement first."""
        return tuple(
            sorted(
                self.parts,
                key=lambda it: (-abs(it.points), it.indicator.id, it.cause.value),
            )
        )


def has_evidence(watch: Watch, at: Moment) -> bool:
    """Say whether a judgement rests on any event."""
    known = watch.log.as_known(at.known_at)
    return next(known.newest_first(until=at.as_of), None) is not None


def compare(watch: Watch, start: Moment, end: Moment) -> Change:
    """
    Return every point of the difference between two judgements.

    Args:
        start: The earlier day; the knowledge of either may be the older one.
        end: The same day or a later one.
    """
    return change_between(
        watch.log,
        assess(watch, as_of=start.as_of, known_at=start.known_at),
        assess(watch, as_of=end.as_of, known_at=end.known_at),
    )


def change_between(log: Log, before: Assessment, after: Assessment) -> Change:
    """
    Return every point of the difference between two judgements that are at hand.

    Args:
        log: All that is known.
    """
    stages = Stages.between(log, before, after)
    return Change(
        start=Moment(as_of=before.as_of, known_at=before.known_at),
        end=Moment(as_of=after.as_of, known_at=after.known_at),
        score_before=before.score,
        score_after=after.score,
        parts=tuple(parts_between(stages, before, after)),
    )
