"""The days of a history, and a walked month of them as numbers, as it is noted."""

import datetime as dt
from array import array
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from riskctl.model.alert import AlertLevel

_HEAD: Final = 6


class Day(NamedTuple):
    """
    Where score and level stand at the end of one day.

    Attributes:
        score: Points out of 100.
        since: The day on which the level came to be what it is.
        came_from: The level before that; None on the log's first stretch.
        calm_days: Consecutive days that have earned a calmer level so far.
    """

    date: dt.date
    score: float
    level: AlertLevel
    since: dt.date
    came_from: AlertLevel | None
    calm_days: int


class Turn(NamedTuple):
    """A day on which the level changed."""

    day: dt.date
    before: AlertLevel
    after: AlertLevel


class MonthWalk(NamedTuple):
    """
    The days of a month, as far as they have a level.

    Attributes:
        first: The ordinal of its first day that has a level.
        before: Level, calm days, since and came-from on the eve; zeros where the
            walk begins.
        levels: The number of each day's level.
        end: The state at the end of its last day, as numbers.
    """

    first: int
    before: tuple[int, int, int, int]
    scores: Sequence[float]
    levels: Sequence[int]
    calm_days: Sequence[int]
    end: "array[float]"

    def page(self) -> bytes:
        """Return the month as bytes, which `from_page` reads."""
        numbers = array("d", (self.first, len(self.scores), *self.before))
        numbers.extend(self.scores)
        numbers.extend(self.levels)
        numbers.extend(self.calm_days)
        numbers.extend(self.end)
        return numbers.tobytes()

    @classmethod
    def from_page(cls, page: bytes) -> "MonthWalk":
        """Read what `page` returned."""
        numbers = array("d")
        numbers.frombytes(page)
        first, count, level, calm, since, came_from = map(int, numbers[:_HEAD])
        at = [_HEAD + it * count for it in range(4)]
        return cls(
            first,
            (level, calm, since, came_from),
            numbers[at[0] : at[1]],
            list(map(int, numbers[at[1] : at[2]])),
            list(map(int, numbers[at[2] : at[3]])),
            numbers[at[3] :],
        )

    def turns(self) -> Iterator[tuple[int, int, int]]:
        """Yield the changes of level: the day, the number before and the one after."""
        return turns_of(self.before[0], self.levels, first=self.first)


def turns_of(
    before: int, levels: Sequence[int], *, first: int
) -> Iterator[tuple[int, int, int]]:
    """
    Yield the changes of level: the day, the number before and the one after.

    Args:
        before: The number of the level on the eve; 0 before the first level, which is
            no change.
        levels: Those of one or more days.
        first: The ordinal of their first day.
    """
    if levels.count(before or levels[0]) == len(levels):
        return
    for day, level in enumerate(levels, first):
        if before and level != before:
            yield day, before, level
        before = level
