"""The formats of the weekly report; one list, read by the command and the docs."""

from collections.abc import Callable
from typing import Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.html import render_html
from riskctl.reporting.weekly.json import render_json
from riskctl.reporting.weekly.markdown import render_markdown
from riskctl.reporting.weekly.pdf import render_pdf
from riskctl.reporting.weekly.text import render_text

RENDERERS: Final[dict[str, Callable[[WeeklyReport], str]]] = {
    "text": render_text,
    "markdown": render_markdown,
    "html": render_html,
    "json": render_json,
}
# The one format that is not text.
PDF: Final = "pdf"
FORMATS: Final = (*RENDERERS, PDF)
SUFFIXES: Final = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "json": ".json",
    PDF: ".pdf",
}


def rendered(name: str, report: WeeklyReport) -> bytes:
    """
    Return the report in the format called *name*, as it is written to a file.

    Raises:
        UsageError: The format is an extra that is not installed.
    """
    return render_pdf(report) if name == PDF else RENDERERS[name](report).encode()
