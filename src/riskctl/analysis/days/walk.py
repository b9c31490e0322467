"""
The level's walk through a month: up at once, down slowly.

A day's pressure is yesterday's times `2^(-1/h)` plus what is new; a status moves
only on the days of its events. The level rises on the day on which the score
crosses or a floor trips. It falls by one step when for `dwell_days` consecutive
days the score plus `margin` would have given a calmer level and no floor forbade
it; then the count starts again.

A month is always walked from its first day, whatever the walk is for: so every
walk takes the same steps, and gives the same numbers to the last bit.
"""

from collections.abc import Sequence
from itertools import accumulate, repeat
from math import fsum
from operator import mul

from riskctl.analysis.days.fading import clamped
from riskctl.analysis.days.month import MonthWalk
from riskctl.analysis.days.rules import Rules
from riskctl.analysis.days.state import FIRM, State
from riskctl.model.alert import AlertLevel
from riskctl.model.sheet import Sheet
from riskctl.model.tally import Tally

Lines = Sequence[tuple[int, Tally]]


def walk_month(
    rules: Rules, eve: State, sheet: Sheet, *, first: int, last: int
) -> MonthWalk:
    """
    Walk from *first* to *last*, which are ordinals and lie in one month.

    Args:
        eve: The state at the end of the day before; it is left as it is.
    """
    state = eve.copy()
    columns = [_steady(rules, state, sheet, first=first, last=last)]
    for it in rules.faders:
        lines = sheet.get(it.name, ())
        pressure = state.readings[it.place]
        if not lines and pressure == 0.0:
            continue
        run = pressure_run(pressure, it.factor, lines, first=first, last=last)
        state.readings[it.place] = run[-1]
        columns.append(points_of(run, it.weight))
    scores = list(map(fsum, zip(*columns, strict=True)))
    floors = _floor_levels(rules, state, sheet, first=first, last=last)
    levels, calm_days = _descend(rules, state, scores, floors, first=first)
    before = (eve.level, eve.calm, eve.level_since, eve.came_from)
    return MonthWalk(first, before, scores, levels, calm_days, state.numbers())


def pressure_run(
    pressure: float, factor: float, lines: Lines, *, first: int, last: int
) -> list[float]:
    """
    Return the pressure, not held between 0 and 1, at the end of each day.

    Args:
        pressure: At the end of the eve.
        lines: What is new on which days; others than those of the run are ignored.
    """
    run = [pressure]
    for day, news in lines:
        if first <= day <= last:
            # Today is one of the steps, but for what is new.
            run += accumulate(
                repeat(factor, day - first - len(run) + 2), mul, initial=run.pop()
            )
            run[-1] += news.force
    run += accumulate(
        repeat(factor, last - first - len(run) + 2), mul, initial=run.pop()
    )
    return run[1:]


def points_of(run: Sequence[float], weight: float) -> list[float]:
    """Return the points of each day of a run: *weight* times what is held of it."""
    if min(run) >= 0.0 and max(run) <= 1.0:
        return [weight * value for value in run]
    return [0.0 if value < 0.0 else weight * min(value, 1.0) for value in run]


def steady_run(state: float, lines: Lines, *, first: int, last: int) -> list[float]:
    """Return a status at the end of each day."""
    run: list[float] = []
    for day, news in lines:
        if first <= day <= last:
            run += repeat(state, day - first - len(run))
            state = news.force + news.kept * state
    run += repeat(state, last - first + 1 - len(run))
    return run


def _steady(
    rules: Rules, state: State, sheet: Sheet, *, first: int, last: int
) -> list[float]:
    """Return for every day the points of the statuses and of unbroken silence."""
    count = last - first + 1
    still = list(rules.silence)
    moving = []
    for it in rules.holders:
        lines = sheet.get(it.name)
        if lines:
            run = steady_run(state.readings[it.place], lines, first=first, last=last)
            moving.append(points_of(run, it.weight))
            state.readings[it.place] = run[-1]
        else:
            still.append(it.weight * clamped(state.readings[it.place]))
    if not moving:
        return [fsum(still)] * count
    return [fsum((*still, *points)) for points in zip(*moving, strict=True)]


def _floor_levels(
    rules: Rules, state: State, sheet: Sheet, *, first: int, last: int
) -> list[int]:
    """Return the number of the level at which firm floors hold, for each day."""
    names = {it.name for it in rules.wires}
    news: dict[int, dict[str, Tally]] = {}
    for name in names & sheet.keys():
        for day, happened in sheet[name]:
            if first <= day <= last:
                news.setdefault(day, {})[name] = happened
    levels = [AlertLevel.CALM.value] * (last - first + 1)
    if not news and not any(map(any, state.since)):
        return levels
    days = sorted({first, *news})
    for day, following in zip(days, [*days[1:], last + 1], strict=True):
        state.trip(rules, day, news.get(day, {}))
        ends = state.ends(rules, FIRM)
        for number, level in enumerate(rules.floors):
            for held in range(day, min(ends[number] + 1, following)):
                levels[held - first] = min(levels[held - first], level)
        # What ends before the next news must not count as held until then.
        state.hold(rules, following - 1)
    return levels


def _descend(
    rules: Rules,
    state: State,
    scores: Sequence[float],
    floors: Sequence[int],
    *,
    first: int,
) -> tuple[list[int], list[int]]:
    """Take every step of the walk: the levels as numbers, and the calm days."""
    level, calm = state.level, state.calm
    if not level:
        level, calm = min(rules.level_for(scores[0]), floors[0]), 0
        state.level_since = first
    levels, calm_days = [], []
    before = level
    for offset, (score, floor) in enumerate(zip(scores, floors, strict=True)):
        low, high = rules.quiet[level]
        if low < score < high and floor >= level:
            calm = 0
        elif (demanded := min(rules.level_for(score), floor)) < level:
            level, calm = demanded, 0
        elif floor > level and rules.level_for(score + rules.margin) > level:
            calm += 1
            if calm >= rules.dwell_days:
                level, calm = level + 1, 0
        else:
            calm = 0
        if level != before:
            state.came_from, state.level_since = before, first + offset
            before = level
        levels.append(level)
        calm_days.append(calm)
    state.level, state.calm = level, calm
    return levels, calm_days
