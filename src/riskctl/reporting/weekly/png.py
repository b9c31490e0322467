"""
The run of weeks as a PNG, for mail: programmes there draw no SVG.

Drawn by hand, because a library for pictures would weigh more than all of riskctl: a
stepped line over thresholds, and the ribbon of levels with their digits below it.
"""

import struct
import zlib
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from riskctl.analysis.days.day import Day
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.weekly.colours import FILLS, INKS

# Twice the pixels that it is shown at: sharp on a telephone.
WIDTH: Final = 1152
HEIGHT: Final = 366
_PLOT: Final = 300
_LEFT: Final = 48
_RIBBON: Final = 320
_LINE: Final = 3
_DOT: Final = 4
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
# Five rows of three dots each, the first in the highest bits.
_DIGITS: Final = {
    "0": 0o75557,
    "1": 0o26227,
    "2": 0o71747,
    "3": 0o71717,
    "4": 0o55711,
    "5": 0o74717,
    "6": 0o74757,
    "7": 0o71111,
    "8": 0o75757,
    "9": 0o75717,
}
_PAPER, _RULE, _INK = 0, 1, 2
_PLAIN: Final = ("#ffffff", "#d5d9de", "#1a1c1f")
_PALETTE: Final = (*_PLAIN, *FILLS.values(), *INKS.values())


class _Canvas:
    """Rows of pixels, each the place of its colour in the palette."""

    def __init__(self) -> None:
        self.rows = [bytearray(WIDTH) for _ in range(HEIGHT)]

    def fill(self, x: float, y: float, width: float, height: float, ink: int) -> None:
        """Fill a rectangle, as far as it lies on the canvas."""
        left, right = max(round(x), 0), min(round(x + width), WIDTH)
        for row in self.rows[max(round(y), 0) : max(round(y + height), 0)]:
            row[left:right] = bytes([ink]) * max(right - left, 0)

    def write(self, x: float, y: float, number: str, ink: int) -> None:
        """Write a whole number; *x* is its middle, *y* its upper edge."""
        x -= (4 * len(number) - 1) * _DOT / 2
        for place, digit in enumerate(number):
            for dot in range(15):
                if _DIGITS[digit] >> (14 - dot) & 1:
                    row, column = divmod(dot, 3)
                    across = x + (4 * place + column) * _DOT
                    self.fill(across, y + row * _DOT, _DOT, _DOT, ink)

    def encoded(self) -> bytes:
        """Return the pixels as a PNG with a palette."""
        colours = b"".join(bytes.fromhex(it[1:]) for it in _PALETTE)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self.rows), 9)
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
        chunks = [
            (b"IHDR", head),
            (b"PLTE", colours),
            (b"IDAT", pixels),
            (b"IEND", b""),
        ]
        return _SIGNATURE + b"".join(_chunk(*it) for it in chunks)


def run_png(
    days: Sequence[Day], catalogue: Catalogue, *, named: Sequence[date] = ()
) -> bytes:
    """
    Return the picture of one or more consecutive days.

    Args:
        named: The days that get a number, which the words below the picture explain.
    """
    canvas = _Canvas()
    for band in catalogue.levels:
        if band.from_score:
            y = _height(band.from_score)
            canvas.fill(_LEFT, y, WIDTH, 1, _RULE)
            canvas.write(_LEFT / 2, y - 2.5 * _DOT, f"{band.from_score:.0f}", _INK)
    step = (WIDTH - _LEFT) / len(days)
    last = _height(days[0].score)
    for number, day in enumerate(days):
        x, y = _LEFT + number * step, _height(day.score)
        canvas.fill(x, min(last, y), _LINE, abs(last - y) + _LINE, _INK)
        canvas.fill(x, y, step + _LINE, _LINE, _INK)
        last = y
        if day.date in named:
            above = max(y - 7 * _DOT, 0)
            canvas.write(x, above, str(named.index(day.date) + 1), _INK)
    _ribbon(canvas, days, catalogue, step)
    return canvas.encoded()


def _ribbon(
    canvas: _Canvas, days: Sequence[Day], catalogue: Catalogue, step: float
) -> None:
    """Draw the levels as they were, a digit in each that has room for one."""
    names, x = [*FILLS], float(_LEFT)
    for level, group in groupby(days, key=lambda it: it.level):
        width = step * len(list(group))
        place = names.index(catalogue.band(level).colour)
        fill, ink = len(_PLAIN) + place, len(_PLAIN) + len(FILLS) + place
        canvas.fill(x, _RIBBON, width, HEIGHT - _RIBBON, fill)
        if width > 5 * _DOT:
            middle = (_RIBBON + HEIGHT) / 2 - 2.5 * _DOT
            canvas.write(x + width / 2, middle, str(level.value), ink)
        x += width


def _height(score: float) -> float:
    return _PLOT * (1 - score / 100)


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return (
        struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
    )
