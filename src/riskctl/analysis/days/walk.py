"""
The level's walk through the days: worse at once, easing slowly.

A day's force is yesterday's times `2^(-1/h)` plus what is new, and its square is
yesterday's times `4^(-1/h)`; a status moves only on the days of its events. The
level gets worse on the day on which the score crosses or a floor trips. It eases by
one step when for `dwell_days` consecutive days the score plus `margin` would have
given a calmer level and no floor forbade it; then the count starts again.

Every walk takes the same steps day by day, whatever it is for: so a month that is
walked by itself and one in the middle of years come to the same numbers, to the last
bit.
"""

from collections.abc import Sequence
from itertools import repeat
from math import fsum
from operator import mul

from riskctl.analysis.days.day import MonthWalk
from riskctl.analysis.days.rules import Line, Rules
from riskctl.analysis.days.score import Sums, readings_of, scores_of
from riskctl.analysis.days.state import FIRM, State
from riskctl.model.alert import AlertLevel
from riskctl.model.indicator import Kind
from riskctl.model.sheet import Sheet
from riskctl.model.tally import Tally

News = Sequence[tuple[int, Tally]]


def walk_month(
    rules: Rules, eve: State, sheet: Sheet, *, first: int, last: int
) -> MonthWalk:
    """
    Walk from *first* to *last*, which are ordinals and lie in one month.

    Args:
        eve: The state at the end of the day before; it is left as it is.
    """
    state = eve.copy()
    scores, levels, calm_days = walk_on(rules, state, sheet, first=first, last=last)
    before = (eve.level, eve.calm, eve.level_since, eve.came_from)
    return MonthWalk(first, before, scores, levels, calm_days, state.numbers())


def walk_on(
    rules: Rules, state: State, sheet: Sheet, *, first: int, last: int
) -> tuple[list[float], list[int], list[int]]:
    """
    Return the score, the level and the calm days of each day from *first* to *last*.

    Args:
        state: At the end of the eve; it is moved to the end of the last day.
        sheet: Of all months between the two.
    """
    scores = _scores(rules, state, sheet, first=first, last=last)
    floors = _floor_levels(rules, state, sheet, first=first, last=last)
    levels, calm_days = _descend(rules, state, scores, floors, first=first)
    return scores, levels, calm_days


def sums_run(
    line: Line, state: State, news: News, *, first: int, last: int
) -> list[Sums]:
    """
    Return what an indicator's events come to at the end of each day.

    Args:
        state: At the end of the eve; it is moved to the end of the last day.
        news: What is new on which days; days outside the run are ignored.
    """
    forces, squares = _columns(line, state, news, first=first, last=last)
    return list(map(Sums, forces, squares))


def _columns(
    line: Line, state: State, news: News, *, first: int, last: int
) -> tuple[list[float], list[float]]:
    """Return the same as two columns, the forces and the squares."""
    place = line.place
    mine = [(day, it) for day, it in news if first <= day <= last]
    if mine and not 0 < state.set_on[place] <= mine[0][0]:
        state.set_on[place] = mine[0][0]
    if line.kind is Kind.STATUS:
        forces = _steady_run(state.forces[place], mine, first=first, last=last)
    else:
        added = [(day, it.force) for day, it in mine]
        forces = _fading_run(
            state.forces[place], line.kept, added, first=first, last=last
        )
    state.forces[place] = forces[-1]
    if line.kind is not Kind.INCIDENT:
        return forces, [0.0] * len(forces)
    added = [(day, it.squares) for day, it in mine]
    squares = _fading_run(
        state.squares[place], line.kept_squares, added, first=first, last=last
    )
    state.squares[place] = squares[-1]
    return forces, squares


def readings_run(
    line: Line, state: State, news: News, *, first: int, last: int
) -> list[float]:
    """
    Return an indicator's reading at the end of each day; 0 while it is not set.

    Args:
        state: At the end of the eve; it is moved to the end of the last day.
    """
    forces, squares = _columns(line, state, news, first=first, last=last)
    set_on = state.set_on[line.place] or last + 1
    unset = min(max(set_on - first, 0), len(forces))
    if not unset:
        return readings_of(line.kind, forces, squares)
    return [0.0] * unset + readings_of(line.kind, forces[unset:], squares[unset:])


def _scores(
    rules: Rules, state: State, sheet: Sheet, *, first: int, last: int
) -> list[float]:
    """Return the score of each day, and move the sums to the end of the last one."""
    days = last - first + 1
    ground: list[list[float]] = []
    pressure: list[list[float]] = []
    for line in rules.lines:
        place, news = line.place, sheet.get(line.name, ())
        is_still = state.forces[place] == state.squares[place] == 0.0
        if not news and (
            not state.set_on[place] or (is_still and line.kind is Kind.INCIDENT)
        ):
            continue
        run = readings_run(line, state, news, first=first, last=last)
        points = list(map(mul, repeat(line.weight), run))
        (pressure if line.kind is Kind.INCIDENT else ground).append(points)
    grounds = list(map(fsum, zip(*ground, strict=True))) or [0.0] * days
    return scores_of(grounds, pressure, rules.half_pressure)


def _fading_run(
    value: float,
    kept: float,
    news: Sequence[tuple[int, float]],
    *,
    first: int,
    last: int,
) -> list[float]:
    """Return a sum that fades, at the end of each day, from what it was on the eve."""
    run = [0.0] * (last - first + 1)
    if not value and not any(added for _, added in news):
        return run
    walked = 0
    for day, added in news:
        for offset in range(walked, day - first + 1):
            value *= kept
            run[offset] = value
        value += added
        walked = day - first + 1
        run[walked - 1] = value
    for offset in range(walked, len(run)):
        value *= kept
        run[offset] = value
    return run


def _steady_run(value: float, news: News, *, first: int, last: int) -> list[float]:
    """Return a status at the end of each day, from what it was on the eve."""
    run: list[float] = []
    for day, it in news:
        run += repeat(value, day - first - len(run))
        value = it.force + it.kept * value
    run += repeat(value, last - first + 1 - len(run))
    return run


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
    low, high = rules.quiet[level]
    if low < min(scores) and max(scores) < high and min(floors) >= level:
        # Most months of most pairs: no day earns another level.
        state.level, state.calm = level, 0
        return [level] * len(scores), [0] * len(scores)
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
