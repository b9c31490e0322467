"""The pairs of a sweep on the terminal: the board, and the history of one."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskctl.analysis.days.day import Day
from riskctl.analysis.reports.pairs import (
    LEAST_EVENTS,
    MACHINE_CODED,
    PairBoard,
    PairHistory,
    PairRow,
)
from riskctl.reporting.chart import score_chart, sparkline
from riskctl.reporting.lines import (
    EMPTY,
    Line,
    Span,
    Style,
    line,
    padded,
    strong,
    table,
    wrapped,
)
from riskctl.reporting.screens.head import head
from riskctl.reporting.screens.headline import way_words
from riskctl.reporting.screens.history import days_table
from riskctl.reporting.words import points, short_level, signed

_ROOMY: Final = 72
_WIDE: Final = 110
_TOP: Final = 100.0
_MOST_WEEKS: Final = 52


def pairs_screen(board: PairBoard, *, width: int) -> Iterator[Line]:
    """Yield the pairs that are most unlike their own past, one line each."""
    title = f"{board.pairs:,} pairs on {board.until}, by what is unusual for each"
    yield from head(title, MACHINE_CODED, width=width)
    yield EMPTY
    rows = [_header(width), *(_cells(it, width) for it in board.rows)]
    right = range(2, len(rows[0]) - (width >= _WIDE))
    shown = table(rows, width=width, right=right)
    yield line(Span(shown[0], Style.DIM))
    size = max(len(row[0]) for row in rows)
    for it, text in zip(board.rows, shown[1:], strict=True):
        colour = Style(board.catalogue.band(it.level).colour)
        yield line(
            strong(text[:size]), Span(text[size : size + 3], colour), text[size + 3 :]
        )
    if not board.rows:
        yield line("no pair has enough events to be ranked")
    yield EMPTY
    yield from map(line, wrapped(_legend(board), width))


def _header(width: int) -> tuple[str, ...]:
    cells: tuple[str, ...] = ("pair", "", "above", "score")
    if width >= _ROOMY:
        cells += ("usual", "high", "last month", "events", "base rate")
    return (*cells, "the last year") if width >= _WIDE else cells


def _cells(it: PairRow, width: int) -> tuple[str, ...]:
    cells: tuple[str, ...] = (
        it.pair,
        str(it.level.value),
        signed(it.above),
        points(it.score),
    )
    if width >= _ROOMY:
        then = "" if it.month_ago is None else points(it.month_ago)
        cells += (points(it.usual), points(it.high), then)
        cells += (f"{it.events:,}", f"{it.base_rate:,.1f}")
    if width >= _WIDE:
        cells += (sparkline(it.weeks[-_MOST_WEEKS:], top=_TOP),)
    return cells


def _legend(board: PairBoard) -> str:
    return (
        "above: points above what the pair stayed under on 95 of 100 days of the "
        f"three years before the last month; {board.ranked:,} pairs have "
        f"{LEAST_EVENTS} events or more in it and are ranked. By the plain count: "
        f"{', '.join(board.by_count[:10]) or 'none'}."
    )


def pair_history_screen(
    history: PairHistory, shown: Sequence[Day], *, width: int
) -> Iterator[Line]:
    """Yield the chart, the changes of level, and the days in *shown*."""
    catalogue = history.catalogue
    yield from head(history.pair, MACHINE_CODED, width=width)
    yield EMPTY
    yield from score_chart(history.days, catalogue, width=width)
    yield EMPTY
    yield line(strong("changes of level"))
    turns = history.turns
    for it in turns:
        way = way_words(worse=it.after.is_worse_than(it.before))
        yield line(
            f"{it.day}  {padded(way, 5)}  {short_level(catalogue, it.after)}"
            f", from {short_level(catalogue, it.before)}"
        )
    if not turns:
        yield line("none")
    yield EMPTY
    yield from days_table(shown, catalogue, width)
