"""How sure the level is: one sentence, and where score and level part."""

from math import floor

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.said import level_words
from riskctl.reporting.words import counted, percent, points


def sure_words(report: WeeklyReport) -> str:
    """Say how sure the level is; empty where there is none."""
    trust, assessment = report.trust, report.assessment
    if trust is None or assessment.day is None:
        return ""
    sure, drawn = trust.confidence, trust.robustness
    close = ", and it is a close call" if drawn.is_close else ""
    agreed = floor(100.0 * sure.agreement + 0.5)
    said = (
        f"Confidence is {sure.word.value}{close}: {percent(sure.coverage)} of what "
        f"should be watched was looked at lately, the level stands in {agreed} of 100 "
        f"draws, and {percent(sure.well_graded)} of the points have good grades"
    )
    return f"{said}{_held(report)}."


def _held(report: WeeklyReport) -> str:
    """Say why the level is another one than the score gives."""
    assessment = report.assessment
    day, catalogue = assessment.day, assessment.catalogue
    if day is None:
        return ""
    by_score = catalogue.level_for(assessment.score)
    if by_score is day.level:
        return ""
    alone = f"; by score alone ({points(assessment.score)}) it would be "
    alone += level_words(catalogue, by_score)
    if any(it.floor.level is day.level for it in assessment.active_floors):
        return f"{alone}, but a floor holds it"
    days = counted(catalogue.descent.dwell_days, "day")
    start = catalogue.band(day.level).from_score - catalogue.descent.margin
    return f"{alone}, but it eases only after {days} in a row under {start:g}"
