"""What stands beside a level: how robust it is, how sure, and how unusual."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import sqrt
from typing import Final, NamedTuple

from riskctl.analysis.days.history import History
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.confidence import Confidence, well_graded_share
from riskctl.analysis.judgement.robustness import DRAWS, Robustness, robustness
from riskctl.model.indicator import Kind
from riskctl.model.period import Period

WINDOWS_DAYS: Final = (90, 365)
# Scores that differ by less than a printed digit are the same.
_SAME: Final = 1e-6


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


class Trust(NamedTuple):
    """How far a level can be trusted: how robust, how sure, and how unusual it is."""

    robustness: Robustness
    confidence: Confidence
    baselines: tuple[Baseline, ...]


def trust_in(assessment: Assessment, *, draws: int = DRAWS) -> Trust | None:
    """
    Say how far a level can be trusted; None where there is no level.

    Args:
        draws: How many; a site of a thousand pages makes fewer for each.
    """
    if assessment.day is None:
        return None
    drawn = robustness(assessment, draws=draws)
    return Trust(
        robustness=drawn,
        confidence=Confidence(
            is_current=assessment.currency.is_current,
            is_provisional=assessment.is_provisional,
            coverage=assessment.coverage.share,
            agreement=drawn.agreement,
            well_graded=well_graded_share(_points(assessment)),
        ),
        baselines=baselines(assessment.history, as_of=assessment.as_of),
    )


def _points(assessment: Assessment) -> Iterator[tuple[float, float]]:
    """Yield the points of each indicator's events, all and the well graded."""
    for it in assessment.contributions:
        indicator = it.reading.indicator
        sums = assessment.carried[indicator.id]
        unit = it.points_per_unit
        if indicator.kind is Kind.CONTACT:
            unit *= it.reading.scale
        if indicator.kind is Kind.INCIDENT:
            root = sqrt(sums.own.squares)
            good = sums.good.squares / root if root else 0.0
            yield unit * (root - sums.own.force), unit * (good - sums.good.force)
        else:
            yield unit * sums.own.force, unit * sums.good.force


def baselines(history: History | None, *, as_of: date) -> tuple[Baseline, ...]:
    """Return the baseline of each window: a guard against getting used to things."""
    return tuple(
        Baseline(days=days, percentile=_percentile(history, as_of, days))
        for days in WINDOWS_DAYS
    )


def _percentile(history: History | None, as_of: date, days: int) -> float | None:
    if history is None or (as_of - history.first).days < days:
        return None
    window = Period(as_of - timedelta(days=days), as_of)
    *past, score = history.scores(window)
    lower = sum(it < score - _SAME for it in past)
    equal = sum(abs(it - score) <= _SAME for it in past)
    return 100.0 * (lower + equal / 2.0) / days
