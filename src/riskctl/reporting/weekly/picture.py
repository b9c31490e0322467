"""
Where things stand in the picture of a run of days: scaled, and nothing else.

The scale is the same on every page: 0 to 100. The line is the score, in steps; the
ribbon below it is the level as it was, which may be another than the score gives.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from riskctl.analysis.days.day import Day
from riskctl.analysis.reports.jumps import Jump
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.marks import GREY
from riskctl.reporting.weekly.said import brief, month_word, short_day

PLOT_HEIGHT: Final = 150
RIBBON_HEIGHT: Final = 18
LANE_HEIGHT: Final = 16
_TOP: Final = 100.0
# In per cent of the width: a digit on a page 800 pixels wide; and on the narrowest
# phone a digit, a month, a year.
_DIGIT: Final = 1.2
_DIGIT_ON_A_PHONE: Final = 2.8
_MONTH: Final = 10.0
_YEAR: Final = 11.0
_MONTHS_SHOWN: Final = 18
_NAME: Final = 44
_MIDDLE: Final = 50
# In pixels from the top of the plot: where no number fits above, or below, the line.
_ABOVE: Final = 14
_BELOW: Final = 120
# The part of the days over which the number of the last one stands.
_LATELY: Final = 16


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A threshold: its height in pixels from the top of the plot, and its number."""

    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """
    Days of one level in the ribbon, in per cent of the width.

    Attributes:
        colour: Of the level; grey where it is expired.
        digit: The level; empty where there is no room for it on any screen.
        is_roomy: The digit has room on a phone, too.
        is_outside: The digit of a last stretch without that room stands beside it.
    """

    x: float
    width: float
    colour: str
    digit: str
    is_roomy: bool
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the time axis, in per cent, with its label and what stands below it."""

    x: float
    text: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """
    A turn with the number that stands in the picture.

    Attributes:
        y: The base line of its name, in pixels.
        anchor: Which end of the name stands at the day.
        name: Day and title, cut to fit above the plot.
        words: The same for the caption, whole.
    """

    x: float
    y: int
    anchor: str
    number: int
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """
    A run of daily scores over a ribbon of levels.

    Attributes:
        span: How many days wide the plot is; its height is 100.
        top: The pixels above the plot.
        points: The stepped line, as an SVG polyline has it.
        end_y: Where the last score stands, in pixels.
        end_text: The base line of its number.
    """

    span: int
    top: int
    points: str
    end_y: float
    end_text: float
    lines: tuple[PictureLine, ...]
    ribbon: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    named: tuple[Named, ...]


def picture_of(
    days: Sequence[Day],
    catalogue: Catalogue,
    named: Sequence[Jump],
    *,
    lapsed: Callable[[date], bool],
) -> Picture:
    """
    Return the picture of one or more consecutive days.

    Args:
        lapsed: Says of a day whether its level is expired; the ribbon is grey there.
    """
    first, span = days[0].date, max(len(days) - 1, 1)
    top = 8 + LANE_HEIGHT * len(named)

    def across(day: date) -> float:
        return round(100 * (day - first).days / span, 2)

    end = round(top + _pixel(days[-1].score), 1)
    below = end <= top + _ABOVE or (_has_come_down(days) and end < top + _BELOW)
    spots = [across(it.day) for it in named]
    return Picture(
        span=span,
        top=top,
        points=" ".join(_steps([it.score for it in days])),
        end_y=end,
        end_text=round(end + 20 if below else end - 9, 1),
        lines=tuple(
            PictureLine(round(top + _pixel(it.from_score), 1), f"{it.from_score:g}")
            for it in catalogue.levels
            if it.from_score
        ),
        ribbon=tuple(_ribbon(days, catalogue, span, lapsed)),
        ticks=tuple(_ticks([(it.date, across(it.date)) for it in days])),
        named=tuple(
            _named(it, x, number, _lane(number, spots), days[-1].date)
            for number, (it, x) in enumerate(zip(named, spots, strict=True), start=1)
        ),
    )


def _pixel(score: float) -> float:
    return PLOT_HEIGHT * (1 - score / _TOP)


def _steps(scores: Sequence[float]) -> Iterator[str]:
    """Yield the corners of a stepped line; a day that changes nothing has none."""
    last = ""
    for offset, score in enumerate(scores):
        y = f"{_TOP - score:.1f}"
        if last and y != last:
            yield f"{offset},{last}"
        if y != last:
            yield f"{offset},{y}"
        last = y
    yield f"{max(len(scores) - 1, 1)},{last}"


def _ribbon(
    days: Sequence[Day], catalogue: Catalogue, span: int, lapsed: Callable[[date], bool]
) -> Iterator[Stretch]:
    offset = 0
    runs = groupby(days, key=lambda it: (it.level, lapsed(it.date)))
    for (level, is_lapsed), group in runs:
        count = len(list(group))
        end = min(offset + count, span)
        x, width = 100 * offset / span, 100 * (end - offset) / span
        colour = GREY if is_lapsed else catalogue.band(level).colour
        offset += count
        is_last = offset >= len(days)
        if width > 0.0 or is_last:
            digit = str(level.value) if width >= _DIGIT or is_last else ""
            yield Stretch(
                x=round(x, 2),
                width=round(width, 2),
                colour=colour,
                digit=digit,
                is_roomy=width >= _DIGIT_ON_A_PHONE,
                is_outside=is_last and width < _DIGIT_ON_A_PHONE,
            )


def _ticks(days: Sequence[tuple[date, float]]) -> Iterator[Tick]:
    """Mark every month, or every year of a long run; name those that have room."""
    months = [(day, x) for day, x in days if day.day == 1]
    by_year = len(months) > _MONTHS_SHOWN
    room = _YEAR if by_year else _MONTH
    last, year = -room, None
    for day, x in months:
        if by_year and day.month > 1:
            continue
        if x - last < room or x > 100 - room:
            yield Tick(x)
            continue
        below = "" if by_year or day.year == year else str(day.year)
        yield Tick(x, str(day.year) if by_year else month_word(day), below)
        last, year = x, day.year
    if not months:
        yield Tick(days[0][1], short_day(days[0][0]))


def _has_come_down(days: Sequence[Day]) -> bool:
    """Say whether the line stood higher just before its end, where a number would."""
    recent = days[-max(len(days) // _LATELY, 1) :]
    return max(it.score for it in recent) > days[-1].score + 1


def _lane(number: int, spots: Sequence[float]) -> int:
    """
    Return the lane of a name, so that no dotted line runs through another name.

    Names on the right half end at their day: there the latest day stands highest.
    """
    if all(it > _MIDDLE for it in spots):
        return len(spots) + 1 - number
    return number


def _named(it: Jump, x: float, number: int, lane: int, end: date) -> Named:
    day = short_day(it.day, beside=end)
    return Named(
        x=x,
        y=LANE_HEIGHT * lane - 3,
        anchor="end" if x > _MIDDLE else "start",
        number=number,
        name=f"{day} {brief(it.event.title, _NAME)}",
        words=f"{day}: {it.event.title}",
    )
