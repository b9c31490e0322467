"""The weekly report as one HTML file: no script, nothing remote, every text escaped."""

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.page import page_values
from riskctl.reporting.weekly.template import render_page


def render_html(report: WeeklyReport) -> str:
    """Return the report as a page that needs nothing but itself."""
    return render_page("report.html", **page_values(report))
