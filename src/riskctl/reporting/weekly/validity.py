"""Of which day a bulletin is, and whether it is to be relied on."""

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.marks import expired_words
from riskctl.reporting.words import day_words


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
    return f"{said[:1].upper()}{said[1:]}." if said else ""
