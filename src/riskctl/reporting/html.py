"""The weekly report as one HTML file: no script, nothing remote, every text escaped."""

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.pages import page
from riskctl.reporting.weekly_page import weekly_page


def render_html(report: WeeklyReport) -> str:
    """
    Return the report as a page that needs nothing but itself.

    Raises:
        UsageError: Jinja2 is not installed.
    """
    return page("report.html", **weekly_page(report))
