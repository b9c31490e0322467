"""The pairs of a sweep as one page, with a small picture of each."""

from typing import Any, Final

from riskctl.analysis.reports.pairs import MACHINE_CODED, PairBoard, PairRow
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.pairs import pairs_document
from riskctl.reporting.site.frame import INDEX, STYLE
from riskctl.reporting.weekly.said import level_words
from riskctl.reporting.weekly.template import render_page, style_text
from riskctl.reporting.words import day_words

PAIRS: Final = "pairs.json"
_WIDTH: Final = 208
_HEIGHT: Final = 40


def pairs_files(board: PairBoard) -> dict[str, str]:
    """Return the files of the page, by their names."""
    page = render_page(
        "pairs.html",
        title=f"{board.pairs:,} pairs of states",
        rule="#how",
        description=f"What is unusual on {day_words(board.until)}, pair by pair.",
        machine=MACHINE_CODED,
        rows=[_row(board, it) for it in board.rows],
        board=board,
        width=_WIDTH,
        height=_HEIGHT,
    )
    return {INDEX: page, STYLE: style_text(), PAIRS: as_text(pairs_document(board))}


def _row(board: PairBoard, it: PairRow) -> dict[str, Any]:
    return {
        "row": it,
        "colour": board.catalogue.band(it.level).colour,
        "said": level_words(board.catalogue, it.level),
        "line": _line(it.weeks),
        "high": _y(it.high),
    }


def _line(weeks: tuple[float, ...]) -> str:
    """Return the points of a line through the weeks."""
    step = _WIDTH / max(len(weeks) - 1, 1)
    return " ".join(f"{place * step:.1f},{_y(it)}" for place, it in enumerate(weeks))


def _y(score: float) -> str:
    return f"{_HEIGHT - score * _HEIGHT / 100.0:.1f}"
