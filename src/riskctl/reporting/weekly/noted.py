"""What a page says beside its figures: notes, the keeper, the floors that hold."""

from typing import Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.record import Note
from riskctl.model.tlp import Tlp
from riskctl.reporting.weekly.dates import short_day
from riskctl.reporting.weekly.said import floor_title, level_words
from riskctl.reporting.words import day_words

# Above the keeper's own paragraph, in every format.
KEEPER: Final = "The keeper’s judgement"


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
    return "" if it.tlp is Tlp.CLEAR else f" [TLP:{it.tlp.name}]"
