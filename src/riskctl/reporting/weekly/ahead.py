"""What would make the level worse or ease it, and what is coming up; two lines."""

from collections.abc import Iterator

from riskctl.analysis.judgement.margins import (
    calm_days_missing,
    calmer_below,
    points_to_worse,
)
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.said import floor_title, level_words, listed, quoted
from riskctl.reporting.words import counted, day_words, points

_SHOWN: int = 3


def ahead_lines(report: WeeklyReport) -> Iterator[tuple[str, str]]:
    """Yield a label and a text for each line."""
    assessment = report.assessment
    if assessment.day is None:
        return
    level, catalogue = assessment.day.level, assessment.catalogue
    worse, calmer = points_to_worse(assessment), calmer_below(assessment)
    if worse is not None:
        said = level_words(catalogue, level.one_worse)
        need = f"{points(max(worse, 0.0))} more points" if worse > 0 else "a new event"
        yield "Worse", f"{need} would give level {said}, on the same day."
    if calmer is not None:
        said = level_words(catalogue, level.one_calmer)
        held = assessment.holding_floors
        floors = listed([f"“{floor_title(it.floor.name)}”" for it in held])
        bound = f", once the floor {floors} no longer holds" if held else ""
        missing = counted(calm_days_missing(assessment) or 0, "more day")
        need = f"{missing} in a row under {calmer:g} points give level {said}{bound}."
        yield "Easing", f"{need}{_silence(report)}"
    elif _silence(report):
        yield "Silence", _silence(report).strip()
    due = assessment.due[:_SHOWN]
    if due:
        asked = [
            f"{quoted(it)}, {day_words(it.date, beside=assessment.as_of)}" for it in due
        ]
        yield "Due", f"did it happen? {'; '.join(asked)}."
    coming = assessment.coming_up[:_SHOWN]
    if coming:
        dated = [
            f"{day_words(it.date, beside=assessment.as_of)}, {quoted(it)}"
            for it in coming
        ]
        yield "Coming up", f"{'; '.join(dated)}."


def _silence(report: WeeklyReport) -> str:
    """Say what the level does if nothing is logged from here on."""
    outlook = report.outlook
    if outlook is None:
        return ""
    if not outlook.turns:
        return " If nothing is logged, the level stays for half a year."
    turn = outlook.turns[0]
    way = "gets worse" if turn.after.is_worse_than(turn.before) else "eases"
    said = level_words(outlook.history.catalogue, turn.after)
    day = day_words(turn.day, beside=outlook.as_of)
    return f" If nothing is logged, it {way} to {said} on {day}."
