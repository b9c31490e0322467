"""The run of weeks in words, for who does not see the picture."""

from collections.abc import Iterator

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Period
from riskctl.reporting.weekly.said import brief, level_words, listed, span_words
from riskctl.reporting.words import day_words, points


def ribbon_text(report: WeeklyReport) -> str:
    """Return the level at the end of each week, a digit each."""
    return "".join(str(it.level.value) for it in report.weeks)


def chart_words(report: WeeklyReport) -> Iterator[str]:
    """Say what the picture shows: its span, its ends, its turns."""
    days = report.days
    if not days:
        return
    scores = [it.score for it in days]
    span = span_words(Period(days[0].date, days[-1].date))
    ends = [points(it) for it in (scores[0], scores[-1], min(scores), max(scores))]
    first, last, low, high = ends
    said = f"from {first} to {last}, between {low} and {high}"
    if low == high:
        said = f"{low} throughout"
    yield f"{span}: {said}.{_turns(report)}"
    for number, it in enumerate(report.jumps, start=1):
        day = day_words(it.day, beside=days[-1].date)
        yield f"{number}: {day}, {brief(it.event.title)}"


def _turns(report: WeeklyReport) -> str:
    catalogue, last = report.assessment.catalogue, report.assessment.as_of
    said = [
        f"to {level_words(catalogue, it.after)} on {day_words(it.day, beside=last)}"
        for it in report.turns
    ]
    return f" The level went {listed(said)}." if said else " The level did not change."
