"""What some more records do: on their own day and today, and why a level changed."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from riskctl.analysis.days.day import Day
from riskctl.analysis.days.history import History

if TYPE_CHECKING:
    from riskctl.analysis.days.floors import HeldFloor


class Moved(NamedTuple):
    """
    A day without what is added, and with it; None where it has no level.

    >>> Moved(None, None).is_turn
    False
    """

    before: Day | None
    after: Day | None

    @property
    def is_turn(self) -> bool:
        """Whether the day has another level now, or one for the first time."""
        if self.after is None:
            return False
        return self.before is None or self.before.level is not self.after.level

    @property
    def points(self) -> float:
        """By how much the score moved; from 0 where there was none."""
        before, after = (it.score if it else 0.0 for it in self)
        return after - before

    @property
    def size(self) -> float:
        """How far the score moved, in either direction."""
        return abs(self.points)


class Effect(NamedTuple):
    """
    What an addition does to score and level.

    Attributes:
        own_day: The day on which it happened; of a plan, and of several things at
            once, it has no level.
        today: The day of the look.
        turned: The day on which today's level came to be what it is, as it stands
            now; None where today's level is the one that it was.
        floors: What held that level on that day; none where the score did.
    """

    own_day: Moved
    today: Moved
    turned: Day | None = None
    floors: "tuple[HeldFloor, ...]" = ()


def effect_between(
    before: History | None, after: History | None, *, happened: date | None
) -> Effect:
    """
    Return what lies between two histories up to today.

    Args:
        before: As it was; None where there was no level.
        after: As it is with what was added.
        happened: The day of what was added; None where it has no single one.
    """
    today = Moved(before.end if before else None, after.end if after else None)
    own_day = Moved(
        before.on(happened) if before and happened else None,
        after.on(happened) if after and happened else None,
    )
    if after is None or today.after is None or not today.is_turn:
        return Effect(own_day, today)
    turned = after.on(today.after.since)
    floors = deciding_floors(after, turned) if turned else ()
    return Effect(own_day, today, turned, floors)


def deciding_floors(history: History, day: Day) -> "tuple[HeldFloor, ...]":
    """Return the floors that hold a day's level; none where the score reaches it."""
    if history.catalogue.band(day.level).from_score <= day.score:
        return ()
    from riskctl.analysis.days.floors import floors_on  # it takes a month of events

    return tuple(it for it in floors_on(history, day.date) if it.keeps(day.level))
