"""The paragraph in plain words, built from the numbers by rules."""

from typing import Final

from riskctl.analysis.change.causes import Cause
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.marks import NO_EVIDENCE, marks
from riskctl.reporting.words import counted, percent, points, short_level

# A movement below this many points is called no movement.
STILL: Final = 0.05
_ADDED: Final = {
    Cause.NEW_EVENTS: "new events",
    Cause.STATUS_CHANGES: "changes of status",
    Cause.FADING: "the fading of older incidents",
    Cause.SILENCE: "longer silence between the two sides",
    Cause.LEARNED_LATE: "events that became known late",
    Cause.CORRECTED: "corrections",
}


def summary(report: WeeklyReport) -> str:
    """Say what changed first and why, then where things stand."""
    if report.assessment.day is None:
        return (
            f"There is {NO_EVIDENCE} up to the end of this week, so there is no level."
        )
    sentences = [
        *(f"{it[0].upper()}{it[1:]}." for it in marks(report.assessment)),
        _level_sentence(report),
        _score_sentence(report),
        _cause_sentence(report),
        _events_sentence(report),
        _coverage_sentence(report),
    ]
    return " ".join(it for it in sentences if it)


def _level_sentence(report: WeeklyReport) -> str:
    assessment, standing = report.assessment, report.assessment.day
    if standing is None:
        return ""
    now = short_level(assessment.catalogue, standing.level)
    turns = report.level_steps
    if not turns:
        if standing.came_from is None and standing.since in report.period:
            return f"The log begins in this week, at alert level {now}."
        before = report.before.level
        if before is None or before is standing.level:
            return f"The alert level is {now}, unchanged since {standing.since}."
        then = short_level(assessment.catalogue, before)
        return (
            f"The alert level is {now}, since {standing.since}; with what was known "
            f"at its end, the week before was judged {then}."
        )
    before = turns[0].before
    if standing.level is before:
        return f"The alert level moved within the week and is back at {now}."
    first = short_level(assessment.catalogue, before)
    way = "rose" if standing.level.is_worse_than(before) else "fell"
    floors = " and ".join(
        it.floor.name
        for it in assessment.active_floors
        if it.floor.level is standing.level
    )
    held = f", held there by the floor {floors}" if floors and way == "rose" else ""
    return f"The alert level {way} from {first} to {now} on {turns[-1].day}{held}."


def _score_sentence(report: WeeklyReport) -> str:
    score = f"{points(report.assessment.score)} of 100 points"
    if report.before.day is None:
        return f"The score is {score}."
    difference = report.change.difference
    if abs(difference) < STILL:
        return f"The score stands at {score}, as it did a week before."
    way = "rose" if difference > 0 else "fell"
    return f"The score {way} by {points(abs(difference))} to {score}."


def _cause_sentence(report: WeeklyReport) -> str:
    if report.before.day is None:
        return ""
    moves = sorted(report.change.causes.items(), key=lambda it: -abs(it[1]))
    added = [_move(cause, move) for cause, move in moves if move >= STILL]
    taken = [_move(cause, -move) for cause, move in moves if move <= -STILL]
    if added and taken:
        return f"Up: {', '.join(added)}. Down: {', '.join(taken)}."
    if added or taken:
        return f"{'Up' if added else 'Down'}: {', '.join(added or taken)}."
    return ""


def _move(cause: Cause, size: float) -> str:
    return f"{_ADDED[cause]} ({points(size)})"


def _events_sentence(report: WeeklyReport) -> str:
    number = len(report.happened) + report.withheld
    if not number:
        return "No event of this week is in the log."
    verb = "is" if number == 1 else "are"
    told = f"{counted(number, 'event')} of this week {verb} in the log"
    if not report.withheld:
        return f"{told}."
    verb = "is" if report.withheld == 1 else "are"
    return f"{told}, of which {report.withheld} {verb} not shown here."


def _coverage_sentence(report: WeeklyReport) -> str:
    coverage = report.assessment.coverage
    share = percent(coverage.share)
    if coverage.is_thin:
        return (
            f"The level rests on thin evidence: {share} of the weight was looked at "
            "lately."
        )
    return f"{share} of the weight was looked at lately."
