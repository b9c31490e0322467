"""How well a daily figure tells some days from the others: the ROC curve's area."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import mul
from random import Random
from statistics import fmean
from typing import Final

# Days in a row resemble each other; a month is about how long a crisis lasts.
BLOCK_DAYS: Final = 30
RESAMPLES: Final = 400
_LOW: Final = 0.05
_HIGH: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrimination:
    """
    How well a daily figure tells peak days from the rest.

    Attributes:
        auc: The area under the ROC curve, 0 to 1; 0.5 is a coin's toss. None
            when there are only peak days, or none.
        low: Nineteen in twenty block-bootstrap resamples lie above this.
        high: Nineteen in twenty block-bootstrap resamples lie below this.
        near: The mean area of the peaks, each told from the days around it alone:
            what a slow trend over the years neither helps nor hurts. None without
            a peak that has such days.
    """

    name: str
    auc: float | None
    low: float | None
    high: float | None
    near: float | None


def discriminate(
    name: str,
    figures: Sequence[float],
    is_peak: Sequence[bool],
    *,
    near: Sequence[Sequence[bool]] = (),
) -> Discrimination:
    """
    Return the AUC, and the band of a bootstrap that draws whole blocks of days.

    Args:
        near: For each peak, which days are to be told apart: its own and those
            around it.
    """
    contest = _Contest(figures, is_peak)
    random = Random(0)  # noqa: S311 repeatable, not secret
    whole = contest.area([1] * contest.blocks)
    areas = []
    for _ in range(RESAMPLES if whole is not None else 0):
        drawn = Counter(random.choices(range(contest.blocks), k=contest.blocks))
        areas.append(contest.area([drawn[it] for it in range(contest.blocks)]))
    known = sorted(it for it in areas if it is not None)
    each = [_area_of(compress(figures, it), compress(is_peak, it)) for it in near]
    close = [it for it in each if it is not None]
    return Discrimination(
        name=name,
        auc=whole,
        low=known[int(_LOW * (len(known) - 1))] if known else None,
        high=known[int(_HIGH * (len(known) - 1))] if known else None,
        near=fmean(close) if close else None,
    )


def _area_of(figures: Iterable[float], is_peak: Iterable[bool]) -> float | None:
    contest = _Contest(list(figures), list(is_peak))
    return contest.area([1] * contest.blocks)


class _Contest:
    """
    Every peak day against every other day, added up by blocks of days.

    The share of the pairs in which the peak day has the higher figure, equal ones
    counting half, is the area under the ROC curve (the Mann-Whitney statistic).
    """

    def __init__(self, figures: Sequence[float], is_peak: Sequence[bool]) -> None:
        self.blocks = (len(figures) + BLOCK_DAYS - 1) // BLOCK_DAYS
        peaks: list[list[float]] = [[] for _ in range(self.blocks)]
        others: list[list[float]] = [[] for _ in range(self.blocks)]
        for index, figure in enumerate(figures):
            (peaks if is_peak[index] else others)[index // BLOCK_DAYS].append(figure)
        for block in others:
            block.sort()
        self._peak_days = [len(it) for it in peaks]
        self._other_days = [len(it) for it in others]
        self._wins = {
            index: [sum(_above(it, block) for it in peak) for block in others]
            for index, peak in enumerate(peaks)
            if peak
        }

    def area(self, times: Sequence[int]) -> float | None:
        """Return the area when each block counts so many *times*, if there is one."""
        pairs = sum(map(mul, times, self._peak_days)) * sum(
            map(mul, times, self._other_days)
        )
        wins = sum(
            times[index] * sum(map(mul, times, row))
            for index, row in self._wins.items()
            if times[index]
        )
        return wins / pairs if pairs else None


def _above(figure: float, ordered: Sequence[float]) -> float:
    """Return how many of *ordered* lie below *figure*, equal ones counting half."""
    return (bisect_left(ordered, figure) + bisect_right(ordered, figure)) / 2.0
