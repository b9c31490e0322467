"""Of which day a bulletin is, how sure its level is, and whether to rely on it."""

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.alert import AlertLevel
from riskctl.reporting.marks import expired_words
from riskctl.reporting.weekly.said import level_words
from riskctl.reporting.words import (
    counted,
    day_words,
    of_100,
    percent,
    points,
    sentence,
)


def became(report: WeeklyReport) -> str:
    """Say in a word or two what became of the level, for a subject."""
    if report.is_expired:
        return "expired"
    steps = report.steps_worse
    if steps is None:
        return "first week"
    return "worse" if steps > 0 else "eased" if steps < 0 else "unchanged"


def dates(report: WeeklyReport) -> list[str]:
    """
    Say when it was issued, until when it is valid, and when the next one comes.

    Of an expired level only when it expired is told: nobody promises an update.
    """
    said = [f"judged on {day_words(report.assessment.as_of)}"]
    if report.issued:
        said = [f"issued {day_words(report.issued)}"]
    until = report.valid_until
    if report.is_expired:
        said.append(f"expired on {day_words(until)}" if until else "expired")
        return said
    if report.assessment.day and until:
        said.append(f"valid until {day_words(until)}")
    if report.issued is None or report.issued < report.next_update:
        said.append(f"next update {day_words(report.next_update)}")
    return said


def expired_sentence(report: WeeklyReport) -> str:
    """Say that nobody has looked lately; empty while the level is current."""
    said = expired_words(report.assessment)
    return f"{sentence(said)}." if said else ""


def sure_words(report: WeeklyReport) -> str:
    """Say how sure the level is; empty where there is none."""
    trust, assessment = report.trust, report.assessment
    if trust is None or assessment.day is None:
        return ""
    sure = trust.confidence
    close = ", and it is a close call" if sure.is_close else ""
    agreed = of_100(sure.agreement)
    said = (
        f"Confidence is {sure.word.value}{close}: {percent(sure.coverage)} of what "
        f"should be watched was looked at lately, the level stands in {agreed} of 100 "
        f"draws, and {percent(sure.well_graded)} of the points have good grades"
    )
    return f"{said}{_held(report, assessment.day.level)}."


def _held(report: WeeklyReport, level: AlertLevel) -> str:
    """Say why the level is another one than the score gives."""
    assessment, catalogue = report.assessment, report.assessment.catalogue
    by_score = catalogue.level_for(assessment.score)
    if by_score is level:
        return ""
    alone = f"; by score alone ({points(assessment.score)}) it would be "
    alone += level_words(catalogue, by_score)
    if assessment.holding_floors:
        return f"{alone}, but a floor holds it"
    days = counted(catalogue.descent.dwell_days, "day")
    under = catalogue.eases_under(level)
    return f"{alone}, but it eases only after {days} in a row under {under:g}"
