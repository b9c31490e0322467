"""The bulletin as PDF: the HTML page, printed on one sheet; the annex on request."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.extras import extra
from riskctl.reporting.safe import safe
from riskctl.reporting.weekly.bulletin import bulletin_of
from riskctl.reporting.weekly.html import render_html

# The largest letters with which the page fits on one sheet.
_SIZES: Final = (9.2, 8.6, 8.0, 7.4, 6.8)
# The sheets of the world, as CSS calls them.
PAPERS: Final = {"a4": "A4", "letter": "letter"}
_LOGGER: Final = "weasyprint"
_CODE: Final = re.compile(r"U\+[0-9A-F]{4,6}")
_QUOTE: Final = re.compile(r"[\\\"\n]")


def render_pdf(
    report: WeeklyReport,
    *,
    full: bool = False,
    paper: str = "a4",
    warn: Callable[[str], None] | None = None,
) -> bytes:
    """
    Return the report's page as PDF; the same report gives the same bytes.

    Args:
        paper: One of `PAPERS`.
        warn: Is told which characters no font of the machine has.

    Raises:
        UsageError: WeasyPrint is not installed.
    """
    weasyprint = extra("weasyprint", package="WeasyPrint", name="pdf")
    page = weasyprint.HTML(string=render_html(report, full=full), url_fetcher=refuse)
    head = f"@page {{ size: {PAPERS[paper]} }} {_running_head(report)}"
    with _collected() as missing:
        for size in _SIZES:
            sheet = weasyprint.CSS(
                string=f"{head} html {{ font-size: {size}pt !important }}"
            )
            document = page.render(stylesheets=[sheet], pdf_tags=True)
            if full or len(document.pages) == 1:
                break
        printed: bytes = document.write_pdf(pdf_tags=True)
    if warn and missing:
        warn(
            f"no font of this machine has {' '.join(sorted(missing))}: the PDF shows "
            "boxes\nhint: install fonts that have them, like fonts-noto-cjk or "
            "fonts-noto-color-emoji"
        )
    return printed


def missing_characters(text: str) -> list[str]:
    """
    Return those characters of *text* that no font of the machine has.

    Raises:
        UsageError: WeasyPrint is not installed.
    """
    weasyprint = extra("weasyprint", package="WeasyPrint", name="pdf")
    page = weasyprint.HTML(string=f"<p>{text}</p>", url_fetcher=refuse)
    with _collected() as missing:
        page.write_pdf()
    return [it for it in text if f"U+{ord(it):04X}" in missing]


def refuse(url: str, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 (WeasyPrint's)
    """Fetch nothing: a report loads neither files nor addresses."""
    raise ValueError(f"refused: {url}")


def _running_head(report: WeeklyReport) -> str:
    """Return what stands at the head and the foot of every sheet."""
    page = bulletin_of(report)
    head = _css_text(f"{page.title} · {page.week} · unofficial")
    style = "font: 8pt sans-serif; color: #333"
    return (
        f'@page {{ @top-left {{ content: "{head}"; {style} }} '
        f'@bottom-right {{ content: "page " counter(page) " of " counter(pages); '
        f"{style} }} }}"
    )


def _css_text(text: str) -> str:
    r"""
    Return *text* for a CSS string.

    >>> _css_text('a "b"')
    'a \\22 b\\22 '
    """
    return _QUOTE.sub(lambda it: f"\\{ord(it[0]):x} ", safe(text))


@contextmanager
def _collected() -> Iterator[set[str]]:
    """Collect the characters for which WeasyPrint finds no glyph in any font."""
    missing: set[str] = set()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            missing.update(_CODE.findall(record.getMessage()))

    logger, listener = logging.getLogger(_LOGGER), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield missing
    finally:
        logger.removeHandler(listener)
