"""The formats of the weekly report; one list, read by the command and the docs."""

from collections.abc import Callable
from typing import Final

from riskctl.analysis.weekly import WeeklyReport
from riskctl.reporting.markdown import render_markdown
from riskctl.reporting.text import render_text
from riskctl.reporting.weekly_json import render_json

RENDERERS: Final[dict[str, Callable[[WeeklyReport], str]]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": render_json,
}
SUFFIXES: Final = {"text": ".txt", "markdown": ".md", "json": ".json"}
