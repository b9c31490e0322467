"""Charts in characters: readable without colour, as wide as the screen."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import ceil
from typing import Final

from riskctl.analysis.days.day import Day
from riskctl.model.alert import AlertLevel, worst
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.lines import Line, Span, Style, dim, line, padded

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_ROWS: Final = 12
_HEADROOM: Final = (_ROWS + 1) / _ROWS
_MARGIN: Final = 6
_LEAST_TOP: Final = 30.0
_TICK: Final = 12
# Over less than this, two ticks would often name the same month.
_LONG_DAYS: Final = 600


def score_chart(days: Sequence[Day], catalogue: Catalogue, *, width: int) -> list[Line]:
    """
    Return the score as bars over the levels' thresholds, and the level as digits.

    Each column stands for a stretch of days: its bar is the highest score, its
    digit the worst level of them.
    """
    room = min(width - _MARGIN, len(days))
    ends = [index * len(days) // room for index in range(room + 1)]
    columns = [days[first:end] for first, end in pairwise(ends)]
    tops = [max(it.score for it in column) for column in columns]
    levels = [worst(it.level for it in column) for column in columns]
    starts = [band.from_score for band in catalogue.levels]
    above = min((it for it in starts if it > max(tops)), default=100.0)
    # The upper edge lies just above the next threshold.
    top = max(above * _HEADROOM, _LEAST_TOP)
    lines = [
        _row(tops, levels, catalogue, row=row, top=top)
        for row in reversed(range(_ROWS))
    ]
    digits = tuple(
        Span(str(level.value), Style(catalogue.band(level).colour)) for level in levels
    )
    lines.append((Span(padded("level", _MARGIN)), *digits))
    lines.append(line(" " * _MARGIN + _axis([it[0].date for it in columns])))
    return lines


def bar(share: float, width: int) -> str:
    """
    Return a bar for a share of 0 to 1, with a track so that it reads in text.

    >>> bar(0.5, 8)
    '████····'
    """
    full = round(min(max(share, 0.0), 1.0) * width)
    return "█" * full + "·" * (width - full)


def sparkline(scores: Sequence[float], *, top: float) -> str:
    """
    Return one character for each score.

    >>> sparkline([0, 25, 50, 100], top=100)
    '▁▂▄█'
    """
    return "".join(_EIGHTHS[max(1, min(round(it / top * 8), 8))] for it in scores)


def _row(
    tops: Sequence[float],
    levels: Sequence[AlertLevel],
    catalogue: Catalogue,
    *,
    row: int,
    top: float,
) -> Line:
    low, high = top * row / _ROWS, top * (row + 1) / _ROWS
    start = next(
        (it.from_score for it in catalogue.levels if low <= it.from_score < high), None
    )
    label = "" if start is None else f"{start:g}"
    empty = dim("·" if start else " ")
    spans: list[Span] = [Span(f"{padded(label, _MARGIN - 2, right=True)} ┤")]
    for score, level in zip(tops, levels, strict=True):
        eighths = ceil((score - low) / (high - low) * 8)
        if eighths <= 0:
            spans.append(empty)
        else:
            style = Style(catalogue.band(level).colour)
            spans.append(Span(_EIGHTHS[min(eighths, 8)], style))
    return tuple(spans)


def _axis(days: Sequence[date]) -> str:
    """Return dates under the columns where they begin, without touching."""
    long = (days[-1] - days[0]).days > _LONG_DAYS
    text = ""
    for column in range(0, len(days), _TICK):
        label = days[column].isoformat()[: len("2026-11") if long else None]
        if not column or len(days) - column >= len(label):
            text = padded(text, column) + label
    return text
