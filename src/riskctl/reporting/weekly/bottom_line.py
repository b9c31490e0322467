"""The bottom line: the week in forty to sixty plain words, made by rules."""

from collections.abc import Iterator
from itertools import chain
from math import fsum
from typing import Final

from riskctl.analysis.change.causes import Cause
from riskctl.analysis.days.day import Day, Turn
from riskctl.analysis.reports.movers import TOLD, Driver, Mover
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.marks import NO_EVIDENCE
from riskctl.reporting.weekly.said import floor_title, level_words, listed, quoted
from riskctl.reporting.words import counted, day_words, points, signed

_TOLD_MOVERS: Final = 3
_FOOTINGS: Final = 2
_MOST_WORDS: Final = 60
_FEW_WORDS: Final = 40
_STEPS: Final = ("no", "one", "two", "three", "four")
_PASSING: Final = {
    Cause.FADING: "the fading of older incidents",
    Cause.SILENCE: "longer silence between the two sides",
}


def bottom_line(report: WeeklyReport) -> tuple[str, str]:
    """
    Return the first sentence, which says what became of the level, and the rest.

    A quiet week has no rest.
    """
    assessment, day = report.assessment, report.assessment.day
    if day is None:
        return (
            f"There is {NO_EVIDENCE} up to the end of this week, so there is no level.",
            "",
        )
    score = f"{points(assessment.score)} of 100 points"
    if report.before.day is None:
        level = level_words(assessment.catalogue, day.level)
        first = f"The log begins in this week, at level {level}."
        return first, f"The score is {score}."
    lead, rest, moved = _lead(report, day), "", report.change.difference
    if _is_quiet(report) and report.is_expired:
        return lead, f"The score stands at {score}."
    if _is_quiet(report):
        quiet = lead.rstrip(".")
        return f"{quiet}, in a quiet week: the score stands at {score}.", ""
    for most in range(_TOLD_MOVERS, 0, -1):
        rest = f"{_score(moved, score)}{_because(_told(report, most))}{_hidden(report)}"
        if _length(lead, rest) <= _MOST_WORDS:
            break
    if _length(lead, rest) >= _FEW_WORDS:
        return lead, rest
    longer = (f"{rest}{it}" for it in _footings(report))
    fits = (it for it in longer if _length(lead, it) <= _MOST_WORDS)
    return lead, next(fits, rest)


def _is_quiet(report: WeeklyReport) -> bool:
    is_still = abs(report.change.difference) < TOLD
    return is_still and not (report.movers or report.passing or report.level_steps)


def _length(*texts: str) -> int:
    return sum(len(it.split()) for it in texts)


def _lead(report: WeeklyReport, day: Day) -> str:
    """Say what became of the level since the week before, and by which rule."""
    if report.is_expired:
        look = report.last_look
        since = f"since {day_words(look)}" if look else "lately"
        level = level_words(report.assessment.catalogue, day.level)
        return (
            f"Not updated {since}: the last level was {level}, and it is no longer "
            "valid."
        )
    steps = report.steps_worse or 0
    if steps == 0:
        return _unchanged(report, day)
    way = "worse" if steps > 0 else "eased"
    size = counted(abs(steps), "step").replace(str(abs(steps)), _STEPS[abs(steps)])
    said = f"{size.capitalize()} worse than a week ago"
    if way == "eased":
        said = f"Eased by {size} on the week"
    turns = [
        it
        for it in report.level_steps
        if it.after.is_worse_than(it.before) is (steps > 0)
    ]
    return f"{said}: {_rule(report, turns[-1])}." if turns else f"{said}."


def _unchanged(report: WeeklyReport, day: Day) -> str:
    turns = report.level_steps
    if turns:
        levels = [it.after for it in turns if it.after is not day.level]
        other = level_words(report.assessment.catalogue, levels[0])
        return f"Unchanged on the week, after days at level {other}."
    return f"Unchanged since {day_words(day.since)}."


def _rule(report: WeeklyReport, turn: Turn) -> str:
    """Say which rule made the last step."""
    assessment = report.assessment
    catalogue, week = assessment.catalogue, report.period.last
    when = f"on {day_words(turn.day, beside=week)}"
    if not turn.after.is_worse_than(turn.before):
        days = counted(catalogue.descent.dwell_days, "day")
        under = catalogue.eases_under(turn.before)
        return f"{days} in a row passed under {under:g}, the last {when}"
    band = catalogue.band(turn.after)
    reached = assessment.history.on(turn.day) if assessment.history else None
    if reached and reached.score >= band.from_score:
        return f"the score passed {band.from_score:g} {when}"
    floors = [
        f"“{floor_title(it.floor.name)}”"
        for it in assessment.floors_holding(turn.after)
    ]
    if not floors:
        return f"the level changed {when}"
    noun = "floor" if len(floors) == 1 else "floors"
    holds = "holds" if len(floors) == 1 else "hold"
    return (
        f"the {noun} {listed(floors)} {holds}, since {day_words(turn.day, beside=week)}"
    )


def _score(moved: float, score: str) -> str:
    if abs(moved) < TOLD:
        return f"The score hardly moved, at {score}"
    way = "worsened" if moved > 0 else "eased"
    return f"The score {way} by {points(abs(moved))} to {score}"


def _told(report: WeeklyReport, most: int) -> list[str]:
    """
    Return what moved the score most, that which agrees with the whole first.

    What else moved it by half a point or more is summed up with all that is smaller,
    so that the figures add up.
    """
    moved = report.change.difference
    events = ((it.points, _mover(report, it)) for it in report.movers)
    passing = (
        (size, f"{_PASSING[cause]} ({signed(size)})")
        for cause, size in report.passing.items()
    )
    found = sorted(chain(events, passing), key=lambda it: -abs(it[0]))
    told = sorted(found[:most], key=lambda it: it[0] * moved < 0)
    said = [words for _, words in told]
    if len(found) > most:
        others = moved - fsum(size for size, _ in told)
        said.append(f"others ({signed(others)})")
    return said


def _mover(report: WeeklyReport, it: Mover) -> str:
    more = f" and {it.others} more" if it.others else ""
    parts = [signed(it.points)]
    if it.event:
        if it.event in report.later:
            parts.insert(0, "learned later")
        parts.insert(0, day_words(it.event.date, beside=report.period.last))
    return f"{quoted(it.event)}{more} ({', '.join(parts)})"


def _because(told: list[str]) -> str:
    return f": {listed(told)}." if told else ", in steps of less than half a point."


def _footings(report: WeeklyReport) -> Iterator[str]:
    """Yield what the level rests on, for a week with little to tell; longest first."""
    driving = list(dict.fromkeys(_footing(report, it) for it in report.drivers))
    older = [it for it in driving if it]
    for count in range(min(_FOOTINGS, len(older)), 0, -1):
        is_most = driving[:count] == older[:count]
        start = "It rests above all on" if is_most else "Besides, it rests on"
        yield f" {start} {listed(older[:count])}."


def _footing(report: WeeklyReport, it: Driver) -> str:
    """Name an event from before the week; empty where a driver rests on no such."""
    first, last = report.period
    if it.event is None or it.event.date >= first:
        return ""
    return f"{quoted(it.event)} ({day_words(it.event.date, beside=last)})"


def _hidden(report: WeeklyReport) -> str:
    if not report.withheld:
        return ""
    verb = "is" if report.withheld == 1 else "are"
    return f" {counted(report.withheld, 'event')} of the week {verb} not shown."
