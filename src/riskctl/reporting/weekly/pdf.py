"""The weekly report as PDF: the HTML page, printed."""

from typing import Any, NoReturn

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.extras import extra
from riskctl.reporting.weekly.html import render_html


def render_pdf(report: WeeklyReport) -> bytes:
    """
    Return the report's page as PDF; the same report gives the same bytes.

    Raises:
        UsageError: WeasyPrint is not installed.
    """
    weasyprint = extra("weasyprint", package="WeasyPrint", name="pdf")
    page = weasyprint.HTML(string=render_html(report), url_fetcher=refuse)
    printed: bytes = page.write_pdf()
    return printed


def refuse(url: str, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 (WeasyPrint's)
    """Fetch nothing: a report loads neither files nor addresses."""
    raise ValueError(f"refused: {url}")
