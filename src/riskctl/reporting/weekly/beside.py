"""What stands below the news of a week: that there are none, or older ones."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.reports.news import week_of
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.dates import span_words
from riskctl.reporting.weekly.said import listed
from riskctl.reporting.words import counted

_WEEKS_NAMED: Final = 3


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
