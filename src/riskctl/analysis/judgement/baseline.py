"""Today's score within its own past: a guard against getting used to things."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from riskctl.analysis.days.history import History
from riskctl.model.period import Period

WINDOWS_DAYS: Final = (90, 365)


class Baseline(NamedTuple):
    """
    Where a score lies within the days before it.

    Attributes:
        days: The length of the window.
        percentile: The share of those days, in per cent, with a lower score;
            equal ones count half. None when the history is shorter.
    """

    days: int
    percentile: float | None


def baselines(history: History | None, *, as_of: date) -> tuple[Baseline, ...]:
    """Return the baseline of *as_of* for each window."""
    return tuple(
        Baseline(days=days, percentile=_percentile(history, as_of, days))
        for days in WINDOWS_DAYS
    )


def _percentile(history: History | None, as_of: date, days: int) -> float | None:
    if history is None or (as_of - history.first).days < days:
        return None
    window = Period(as_of - timedelta(days=days), as_of)
    *past, score = history.scores(window)
    # What differs by less than a printed digit is the same score.
    lower = sum(it < score - _SAME for it in past)
    equal = sum(abs(it - score) <= _SAME for it in past)
    return 100.0 * (lower + equal / 2.0) / days


_SAME: Final = 1e-6
