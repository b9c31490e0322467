"""The formats of the weekly report; one list, read by the command and the docs."""

from collections.abc import Callable
from typing import Final, Protocol

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.html import render_html
from riskctl.reporting.weekly.json import render_json
from riskctl.reporting.weekly.mail import render_mail
from riskctl.reporting.weekly.markdown import render_markdown
from riskctl.reporting.weekly.pdf import render_pdf
from riskctl.reporting.weekly.text import render_text


class Renderer(Protocol):
    """What makes a text of a report; *full* adds the annex."""

    def __call__(self, report: WeeklyReport, *, full: bool = False) -> str:
        """Return the report as text."""


RENDERERS: Final[dict[str, Renderer]] = {
    "text": render_text,
    "markdown": render_markdown,
    "html": render_html,
    "eml": render_mail,
    "json": render_json,
}
# The one format that is not text.
PDF: Final = "pdf"
FORMATS: Final = (*RENDERERS, PDF)
SUFFIXES: Final = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "eml": ".eml",
    "json": ".json",
    PDF: ".pdf",
}
# What else people call a file of the same kind.
OTHER_SUFFIXES: Final = {".markdown": "markdown", ".htm": "html", ".text": "text"}

Noted = Callable[[str], None]


def rendered(
    name: str,
    report: WeeklyReport,
    *,
    full: bool = False,
    paper: str = "a4",
    warn: Noted | None = None,
) -> bytes:
    """
    Return the report in the format called *name*, as it is written to a file.

    Args:
        paper: The sheet of a format that has sheets.
        warn: Is told what a reader of the file may miss.

    Raises:
        UsageError: The format is an extra that is not installed.
    """
    if name == PDF:
        return render_pdf(report, full=full, paper=paper, warn=warn)
    return RENDERERS[name](report, full=full).encode()
