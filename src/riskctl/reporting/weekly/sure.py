"""How sure the level is: one sentence, and where score and level part."""

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.said import level_words
from riskctl.reporting.words import counted, of_100, percent, points


def sure_words(report: WeeklyReport) -> str:
    """Say how sure the level is; empty where there is none."""
    trust, assessment = report.trust, report.assessment
    if trust is None or assessment.day is None:
        return ""
    sure, drawn = trust.confidence, trust.robustness
    close = ", and it is a close call" if drawn.is_close else ""
    agreed = of_100(sure.agreement)
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
    if assessment.holding_floors:
        return f"{alone}, but a floor holds it"
    days = counted(catalogue.descent.dwell_days, "day")
    under = catalogue.eases_under(day.level)
    return f"{alone}, but it eases only after {days} in a row under {under:g}"
