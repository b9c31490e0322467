"""Where things stand in a picture: values scaled to coordinates, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from riskctl.analysis.days.day import Day, Turn
from riskctl.analysis.reports.board import Strip
from riskctl.model.alert import LevelBand
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.chart import top_score

PLOT_HEIGHT: Final = 200
_LABELLED_TOP: Final = 40
_BARE_TOP: Final = 6
# Okabe and Ito's colours, which colour-blind readers can tell apart.
FILLS: Final = {
    "green": "#009e73",
    "blue": "#0072b2",
    "yellow": "#f0e442",
    "orange": "#e69f00",
    "red": "#d55e00",
}
# For readers whose mail programme drops the style; the style has its own for dark.
SHADES: Final = ("#b9c6d3", "#8fa9c4", "#5f86b0", "#35618f", "#14365c")
_HEADROOM: Final = 1.06
_LABEL_HEIGHT: Final = 16
# In per cent of the width, so that labels keep apart on the narrowest phone.
_MONTH_GAP: Final = 9.0
_YEAR_GAP: Final = 8.0
_TURN_GAP: Final = 12.0
_LANES: Final = (30, 14)
_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BandShape:
    """
    A level's stretch of the plot.

    Attributes:
        y: Its upper edge, in hundredths of the plot's height.
        label_y: The base line of its label in pixels; None in too low a band.
    """

    band: LevelBand
    y: float
    height: float
    label_y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """
    A day on the time axis, in per cent of the width, and its label.

    Attributes:
        y: The label's base line in pixels; None where there is no room for it.
        anchor: Which end of the label stands at the day.
    """

    x: float
    text: str = ""
    y: int | None = None
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePicture:
    """
    A run of daily scores over the levels' bands.

    Attributes:
        span: How many days wide the plot is; its height is 100.
        top: The pixels above the plot: room for labels, where there are any.
        points: The line, as an SVG polyline has it.
        end_y: Where the last score stands, in pixels.
        week: Where the shaded week begins, in per cent; None for no week.
    """

    span: int
    top: int
    points: str
    end_y: float
    bands: tuple[BandShape, ...]
    months: tuple[Tick, ...]
    turns: tuple[Tick, ...]
    events: tuple[Tick, ...]
    week: float | None


def score_picture(
    days: Sequence[Day],
    catalogue: Catalogue,
    *,
    turns: Sequence[Turn],
    events: Sequence[date],
    week: date | None = None,
) -> ScorePicture:
    """
    Return the picture of two or more consecutive days.

    Args:
        events: The days that get a tick below the plot.
        week: The first day of the week to be shaded.
    """
    highest = top_score(catalogue, max(it.score for it in days), headroom=_HEADROOM)
    top = _LABELLED_TOP if turns else _BARE_TOP
    first, span = days[0].date, max(len(days) - 1, 1)

    def across(day: date) -> float:
        return round(100 * (day - first).days / span, 2)

    return ScorePicture(
        span=span,
        top=top,
        points=" ".join(
            f"{offset},{100 - 100 * it.score / highest:.1f}"
            for offset, it in enumerate(days)
        ),
        end_y=round(top + _pixel(days[-1].score, highest), 1),
        bands=tuple(_bands(catalogue, highest, [it.score for it in days], above=top)),
        months=tuple(_months([(it.date, across(it.date)) for it in days])),
        turns=tuple(_turns([(it, across(it.day)) for it in turns])),
        events=tuple(Tick(x=across(it)) for it in sorted(set(events))),
        week=None if week is None else max(across(week), 0.0),
    )


def cells(strip: Strip) -> list[tuple[int, str]]:
    """
    Return the shades in use, each with its path: a cell a week, high as the reading.

    The plot is as many units wide as there are weeks, and one unit high.
    """
    paths = [""] * len(SHADES)
    for week, reading in enumerate(strip.readings):
        shade = min(int(reading * len(SHADES)), len(SHADES) - 1)
        height = max(round(reading, 2), 0.04)
        paths[shade] += f"M{week} 1v-{height:g}h1v{height:g}z"
    return [(shade, path) for shade, path in enumerate(paths) if path]


def _bands(
    catalogue: Catalogue, top: float, scores: Sequence[float], *, above: int
) -> Iterator[BandShape]:
    ordered = sorted(catalogue.levels, key=lambda it: it.from_score)
    ends = [*(it.from_score for it in ordered[1:]), top]
    under_labels = scores[: max(len(scores) * 2 // 5, 1)]
    for band, end in zip(ordered, ends, strict=True):
        upper, lower = min(end, top), band.from_score
        if upper <= lower:
            continue
        yield BandShape(
            band=band,
            y=round(100 - 100 * upper / top, 2),
            height=round(100 * (upper - lower) / top, 2),
            label_y=_label_y(
                above + _pixel(lower, top),
                above + _pixel(upper, top),
                above + _pixel(min(under_labels), top),
                above + _pixel(max(under_labels), top),
            ),
        )


def _pixel(score: float, top: float) -> float:
    return PLOT_HEIGHT * (1 - score / top)


def _label_y(bottom: float, edge: float, lowest: float, highest: float) -> float | None:
    """Put a label at the band's lower edge; where the line runs there, at its upper."""
    if bottom - edge < _LABEL_HEIGHT:
        return None
    low, high = round(bottom - 4, 1), round(edge + 12, 1)
    hit_low = highest < low + 3 and lowest > low - 12
    hit_high = highest < high + 3 and lowest > high - 12
    return high if hit_low and not hit_high else low


def _months(days: Sequence[tuple[date, float]]) -> Iterator[Tick]:
    """Name the months where they begin, the year with the first and with January."""
    last: float | None = None
    named = 0
    for day, x in days:
        if day.day != 1 or x > 100 - _MONTH_GAP:
            continue
        if last is None or x - last >= _MONTH_GAP:
            roomy = x <= 100 - _MONTH_GAP - _YEAR_GAP
            year = f" {day.year}" if roomy and (not named or day.month == 1) else ""
            yield Tick(x=x, text=f"{_MONTHS[day.month - 1]}{year}", anchor="start")
            last = x + (_YEAR_GAP if year else 0)
            named += 1
    if not named:
        first = days[0][0]
        yield Tick(
            x=0,
            text=f"{first.day} {_MONTHS[first.month - 1]} {first.year}",
            anchor="start",
        )


def _turns(turns: Sequence[tuple[Turn, float]]) -> Iterator[Tick]:
    """Give each change of level the first lane in which its label has room."""
    free = dict.fromkeys(_LANES, -100.0)
    for turn, x in turns:
        lane = next((it for it in _LANES if x - free[it] >= _TURN_GAP), None)
        if lane is not None:
            free[lane] = x
        anchor = (
            "start" if x < _TURN_GAP else "end" if x > 100 - _TURN_GAP else "middle"
        )
        yield Tick(
            x=x,
            text=f"{turn.before.value}→{turn.after.value}",
            y=lane,
            anchor=anchor,
        )
