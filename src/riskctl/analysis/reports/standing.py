"""Where a watch stands beside others: its level, the week's change, and what did it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from riskctl.analysis.change.change import change_between
from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.judgement.assessment import WEEK, Assessment, assess
from riskctl.model.alert import AlertLevel
from riskctl.model.period import Period
from riskctl.model.record import Event
from riskctl.model.watch import Settings, Watch

# The score is told with one decimal: what does not show there has not moved.
_DECIMALS = 1


class Way(Enum):
    """Which way a level or a score went in a week."""

    WORSE = "worse"
    EASED = "eased"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """
    Where one watch stands.

    Attributes:
        before: The judgement of seven days earlier, with the same knowledge.
        event: The one that moved it most, the way that it went; None where nothing
            moved, or only fading and silence did.
        others: How many more of its indicator moved it together with that one.
    """

    settings: Settings
    assessment: Assessment
    before: Assessment
    event: Event | None
    others: int

    @property
    def steps(self) -> int:
        """The levels by which it got worse in the week; negative when it eased."""
        now, then = self.assessment.level, self.before.level
        return then.value - now.value if now and then else 0

    @property
    def moved(self) -> float | None:
        """Points gained or lost in the week; None where there was no score."""
        change = self.assessment.week_change
        return None if change is None else round(change, _DECIMALS) + 0.0

    @cached_property
    def way(self) -> Way | None:
        """Which way the level went, else the score; None where nothing stood before."""
        if self.moved is None:
            return None
        for change in (self.steps, self.moved):
            if change:
                return Way.WORSE if change > 0 else Way.EASED
        return Way.SAME


def standing(
    watch: Watch, *, as_of: date, known_at: datetime | None = None
) -> Standing:
    """Say where a watch stands on a day, and what moved it in the seven days before."""
    after = assess(watch, as_of=as_of, known_at=known_at)
    before = assess(watch, as_of=as_of - WEEK, known_at=known_at)
    still = Standing(
        settings=watch.settings, assessment=after, before=before, event=None, others=0
    )
    events = _events(watch, still)
    if not events:
        return still
    return replace(still, event=events[-1], others=len(events) - 1)


def by_change(standings: Iterable[Standing]) -> list[Standing]:
    """
    Return standings by what changed: levels before scores, the largest step first.

    Of two that changed alike, the worse level comes first.
    """
    return sorted(standings, key=_order)


def _order(it: Standing) -> tuple[int, int, float, int, str]:
    level = it.assessment.level
    return (
        -abs(it.steps),
        0 if it.way is Way.WORSE else 1,
        -abs(it.moved or 0.0),
        level.value if level else AlertLevel.CALM.value + 1,
        it.settings.title,
    )


def _events(watch: Watch, it: Standing) -> tuple[Event, ...]:
    """Return the events that moved it the way it went."""
    if it.way in {None, Way.SAME}:
        return ()
    is_worse = it.way is Way.WORSE
    if it.steps > 0:
        found = _of_the_turn(watch, it.assessment)
        if found:
            return found
    change = change_between(watch.log, it.before, it.assessment)
    moving = (part for part in change.largest if (part.points > 0) is is_worse)
    return next(filter(None, (part.events for part in moving)), ())


def _of_the_turn(watch: Watch, after: Assessment) -> tuple[Event, ...]:
    """Return the events of the day on which the level got worse for the last time."""
    week = Period(after.as_of - WEEK + timedelta(days=1), after.as_of)
    turns = timeline(watch, week, known_at=after.known_at, as_known=False)
    rises = [it for it in turns.turning_points if it.is_rise]
    cause = rises[-1].cause if rises else None
    return cause.events if cause else ()


class Unread(NamedTuple):
    """
    A watch beside others that has no level, because it cannot be read.

    Attributes:
        name: Of its folder.
        message: What is wrong with it, in one line.
        hint: What to type.
    """

    name: str
    message: str
    hint: str
