"""What a page says beside its figures: notes, the keeper, floors, news of before."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.reports.news import week_of
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.record import Note
from riskctl.reporting.weekly.said import (
    floor_title,
    level_words,
    listed,
    mark_words,
    short_day,
    span_words,
)
from riskctl.reporting.words import counted, day_words

# Above the keeper's own paragraph, in every format.
KEEPER: Final = "The keeper’s judgement"
_WEEKS_NAMED: Final = 3


def noted_lines(report: WeeklyReport) -> list[str]:
    """Return what else was noted of the week, each with its day."""
    return [
        f"{short_day(it.date, beside=report.period.last)}: {it.title}{_mark(it)}"
        for it in report.notes
        if not it.bulletin
    ]


def keeper_lines(report: WeeklyReport) -> list[str]:
    """Return the keeper's own paragraphs, which no rule has computed."""
    return [
        text
        for it in report.notes
        if it.bulletin
        for text in (f"{it.title}{_mark(it)}", *it.note.split("\n\n"))
        if text.strip()
    ]


def floors_said(report: WeeklyReport) -> list[str]:
    """Say which floors hold, and which would if weaker reports were believed."""
    said = []
    for it in report.assessment.floors:
        end = f", until {day_words(it.until)}" if it.until else ""
        weak = "; provisional, on weaker reports" if it.provisional else ""
        level = level_words(report.assessment.catalogue, it.floor.level)
        said.append(
            f"The floor “{floor_title(it.floor.name)}” holds level {level} since "
            f"{day_words(it.since)}{end}{weak}: {it.floor.reason}"
        )
    return said


def _mark(it: Note) -> str:
    mark = mark_words(it)
    return f" [{mark}]" if mark else ""


def beside_the_news(report: WeeklyReport) -> Iterator[str]:
    """Yield that nothing is new, or that older events were entered; often nothing."""
    if not report.news and not report.entered:
        shown = " that is shown here" if report.withheld else ""
        yield f"Nothing was logged for this week{shown}."
    if report.entered:
        count = len(report.entered)
        verb = "was" if count == 1 else "were"
        events = counted(count, "older event")
        yield f"{events} {verb} entered this week: {_weeks(report)}."


def _weeks(report: WeeklyReport) -> str:
    """Name the weeks on whose pages they stand, the newest first."""
    timezone = report.settings.timezone
    found = {week_of(it, timezone): None for it in reversed(report.entered)}
    spans = [span_words(it.period) for it in found]
    named = spans[:_WEEKS_NAMED]
    if more := len(spans) - len(named):
        named.append(counted(more, "earlier one"))
    return f"week{'' if len(spans) == 1 else 's'} of {listed(named)}"
