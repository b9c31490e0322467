"""
The level's walk through the days: up at once, down slowly.

The level rises on the day on which the score crosses or a floor trips. It falls
by one step when for `dwell_days` consecutive days the score plus `margin` would
have given a calmer level and no floor forbade it; then the count starts again.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from riskctl.analysis.floors import HeldFloor, held_floors
from riskctl.analysis.reading import by_indicator
from riskctl.analysis.scores import score_run
from riskctl.model.alert import AlertLevel, worst
from riskctl.model.catalogue import SCORE_DECIMALS, Catalogue
from riskctl.model.period import Period
from riskctl.model.record import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    Where the level stands at the end of one day.

    Attributes:
        score: Points out of 100 on that day.
        since: The day on which the level came to be what it is.
        came_from: The level before that; nothing on the log's first stretch.
        calm_days: Consecutive days that have earned a calmer level so far.
        floors: The floors that hold on that day, firm ones only.
    """

    day: date
    score: float
    level: AlertLevel
    since: date
    came_from: AlertLevel | None
    calm_days: int
    floors: tuple[HeldFloor, ...]

    @property
    def demanded_by_floors(self) -> AlertLevel:
        """The worst level that a floor holds today; calm when none does."""
        return worst(held.floor.level for held in self.floors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A day on which the level changed."""

    day: date
    before: AlertLevel
    after: AlertLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """
    The level and the score of every day, from the first event's on.

    Attributes:
        scores: One for each day.
        calm_days: The count of the descent rule, for each day.
        opening: The level of the first day.
        turns: The changes of level, oldest first.
        held: The firm floors and their days.
    """

    first: date
    scores: Sequence[float]
    calm_days: Sequence[int]
    opening: AlertLevel
    turns: tuple[Turn, ...]
    held: tuple[HeldFloor, ...]

    def __len__(self) -> int:
        """Count the days."""
        return len(self.scores)

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=len(self.scores) - 1)

    def on(self, day: date) -> Standing | None:
        """Return the standing on *day*; nothing before the first event."""
        if not self.first <= day <= self.last:
            return None
        return self._standing((day - self.first).days)

    @property
    def end(self) -> Standing:
        """The standing of the last day."""
        return self._standing(len(self.scores) - 1)

    def _standing(self, offset: int) -> Standing:
        day = self.first + timedelta(days=offset)
        taken = bisect_right(self.turns, day, key=lambda it: it.day)
        turn = self.turns[taken - 1] if taken else None
        return Standing(
            day=day,
            score=self.scores[offset],
            level=turn.after if turn else self.opening,
            since=turn.day if turn else self.first,
            came_from=turn.before if turn else None,
            calm_days=self.calm_days[offset],
            floors=tuple(it for it in self.held if it.period_on(day)),
        )

    def until(self, day: date) -> "History":
        """Return the history up to *day*, which is one of its own days."""
        kept = (day - self.first).days + 1
        return replace(
            self,
            scores=self.scores[:kept],
            calm_days=self.calm_days[:kept],
            turns=tuple(it for it in self.turns if it.day <= day),
        )

    def resumed(
        self,
        catalogue: Catalogue,
        events: Sequence[Event],
        *,
        start: date,
        until: date,
    ) -> "History":
        """
        Return the history with the days from *start* to *until* walked anew.

        Args:
            events: Those in force now, oldest first, one at least by *until*; they
                differ from the ones that made this history only by such as
                happened on or after *start*.
            start: At most the day after the last.
        """
        grouped = by_indicator(events, as_of=until)
        if start <= self.first:
            first = min(history[0].date for history in grouped.values())
            return _walked(catalogue, grouped, Period(first, until), before=None)
        eve = self.until(start - timedelta(days=1))
        return _walked(catalogue, grouped, Period(start, until), before=eve)

    def within(self, period: Period) -> Iterator[Standing]:
        """Yield the standings of the days that lie in *period*."""
        start = max((period.first - self.first).days, 0)
        stop = min((period.last - self.first).days, len(self.scores) - 1)
        yield from map(self._standing, range(start, stop + 1))


def walk(
    catalogue: Catalogue, events: Sequence[Event], *, until: date
) -> History | None:
    """
    Return every day's standing, from the first event's day to *until*.

    The days before the first event have no level: nothing is known of them.

    Args:
        events: Those in force, oldest first; later ones than *until* are ignored.
    """
    grouped = by_indicator(events, as_of=until)
    if not grouped:
        return None
    first = min(history[0].date for history in grouped.values())
    return _walked(catalogue, grouped, Period(first, until), before=None)


def _walked(
    catalogue: Catalogue,
    events: Mapping[str, Sequence[Event]],
    span: Period,
    *,
    before: History | None,
) -> History:
    """Walk the days of *span*; go on from the end of *before* where there is one."""
    held = tuple(it for it in held_floors(catalogue, events) if not it.provisional)
    scores = score_run(catalogue, events, first=span.first, last=span.last)
    eve = before.end if before else None
    levels, calm_days = _descend(
        catalogue,
        scores,
        _floor_levels(held, span),
        eve=(eve.level.value, eve.calm_days) if eve else None,
    )
    turns = tuple(
        Turn(
            day=span.first + timedelta(days=offset),
            before=AlertLevel(earlier),
            after=AlertLevel(later),
        )
        for offset, (earlier, later) in enumerate(
            pairwise([eve.level.value if eve else levels[0], *levels])
        )
        if earlier != later
    )
    if before is None:
        opening, first = AlertLevel(levels[0]), span.first
        return History(
            first=first,
            scores=scores,
            calm_days=calm_days,
            opening=opening,
            turns=turns,
            held=held,
        )
    return History(
        first=before.first,
        scores=[*before.scores, *scores],
        calm_days=[*before.calm_days, *calm_days],
        opening=before.opening,
        turns=(*before.turns, *turns),
        held=held,
    )


def _descend(
    catalogue: Catalogue,
    scores: Sequence[float],
    floors: Sequence[int],
    *,
    eve: tuple[int, int] | None,
) -> tuple[list[int], list[int]]:
    """
    Take every step of the walk: the levels as numbers, and the counts of calm days.

    Args:
        floors: For each day, the number of the level at which floors hold.
        eve: The level and the count of the day before; nothing when the log begins.
    """
    starts = {band.level.value: band.from_score for band in catalogue.levels}
    margin, dwell_days = catalogue.descent.margin, catalogue.descent.dwell_days
    quiet = _quiet_scores(starts, margin)
    level, calm = eve or (min(_number_for(starts, scores[0]), floors[0]), 0)
    levels, calm_days = [], []
    for score, floor in zip(scores, floors, strict=True):
        low, high = quiet[level]
        if low < score < high and floor >= level:
            levels.append(level)
            calm_days.append(0)
            calm = 0
            continue
        demanded = min(_number_for(starts, score), floor)
        if demanded < level:
            level, calm = demanded, 0
        elif floor > level and _number_for(starts, score + margin) > level:
            calm += 1
            if calm >= dwell_days:
                level, calm = level + 1, 0
        else:
            calm = 0
        levels.append(level)
        calm_days.append(calm)
    return levels, calm_days


def _quiet_scores(
    starts: dict[int, float], margin: float
) -> dict[int, tuple[float, float]]:
    """
    Return between which scores each level neither rises nor earns a calmer one.

    A little inside the thresholds, so that rounding is left to `_number_for`.
    """
    edge = 2.0 * 10.0**-SCORE_DECIMALS
    return {
        level: (
            -1.0 if level == AlertLevel.CALM.value else start - margin + edge,
            starts.get(level - 1, 1000.0) - edge,
        )
        for level, start in starts.items()
    }


def _number_for(starts: dict[int, float], score: float) -> int:
    """Return the number of the level that *score* gives by itself."""
    rounded = round(score, SCORE_DECIMALS)
    number = AlertLevel.CALM.value
    while number > 1 and rounded >= starts[number - 1]:
        number -= 1
    return number


def _floor_levels(held: Sequence[HeldFloor], span: Period) -> list[int]:
    """Return the number of the level at which floors hold, for each day of *span*."""
    numbers = [AlertLevel.CALM.value] * ((span.last - span.first).days + 1)
    for it in held:
        for period in it.periods:
            start = max((period.first - span.first).days, 0)
            end = (min(period.last, span.last) - span.first).days
            for offset in range(start, end + 1):
                numbers[offset] = min(numbers[offset], it.floor.level.value)
    return numbers
