"""The statistics of the benchmark, and how its figures are written."""

from collections.abc import Sequence
from math import floor, fsum, log, log10
from statistics import median
from typing import Final

_MEBIBYTE_KIB: Final = 1024


def paired_ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """
    Return the median of each measurement over the one made beside it.

    A machine that is slow for a moment is slow for both of a pair.

    >>> paired_ratio([(3.0, 1.0), (8.0, 4.0), (2.0, 1.0)])
    2.0
    """
    return median(taken / beside for taken, beside in pairs)


def growth_exponent(points: Sequence[tuple[int, float]]) -> float:
    """
    Return the least-squares slope of log(time) on log(size).

    0 is a time that does not follow the size, 1 one that follows it in proportion.

    >>> growth_exponent([(10, 2.0), (100, 20.0), (1000, 200.0)])
    1.0
    """
    sizes = [log(size) for size, _ in points]
    times = [log(seconds) for _, seconds in points]
    size_mean, time_mean = fsum(sizes) / len(sizes), fsum(times) / len(times)
    above = fsum(
        (size - size_mean) * (seconds - time_mean)
        for size, seconds in zip(sizes, times, strict=True)
    )
    return above / fsum((size - size_mean) ** 2 for size in sizes)


def time_text(seconds: float) -> str:
    """
    Return a time with the figures that mean something.

    >>> [time_text(it) for it in (0.0074, 0.1449, 1.26, 101.2)]
    ['7.4 ms', '145 ms', '1.3 s', '101 s']
    """
    if seconds < 1:
        return f"{_rounded(seconds * 1000, figures=2)} ms"
    return f"{_rounded(seconds, figures=2)} s"


def ratio_text(ratio: float) -> str:
    """
    Return a ratio; a large one without decimals.

    >>> [ratio_text(it) for it in (0.4812, 1.349, 12.34, 3012.2)]
    ['0.481', '1.35', '12.3', '3,012']
    """
    return _rounded(ratio, figures=3)


def memory_text(kib: float) -> str:
    """
    Return memory in mebibytes.

    >>> memory_text(9400)
    '9 MB'
    """
    return f"{kib / _MEBIBYTE_KIB:,.0f} MB"


def _rounded(number: float, *, figures: int) -> str:
    """Return *number* with so many figures, and never fewer than its whole part."""
    decimals = figures - 1 - floor(log10(number)) if number > 0 else 0
    return f"{number:,.{max(0, decimals)}f}"
