"""
How far the day's score and level depend on the judgements behind them.

A thousand seeded draws disturb every judgement at once: weights times U(1/2, 3/2),
half-lives times 2^U(-1, 1), the points of pressure that close half the distance
times U(2/3, 3/2), each event true with the probability of its credence, its value
shifted by a spread that grows with the unreliability of its source. It is
robustness, not a probability of anything in the world.

The draws disturb the day's score and its floors: a draw's level is the one that
they give by themselves. Where the slow descent holds the shown level worse than
that, a calmer draw would be held as well.
"""

from array import array
from collections.abc import Mapping
from math import floor, fsum
from typing import Final, NamedTuple
from zlib import crc32

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.alert import AlertLevel, worst
from riskctl.model.month import LAST_MONTH

DRAWS: Final = 1000
_LOW: Final = 0.05
_HIGH: Final = 0.95
_KIND: Final = "draws"
# Neighbouring days, such as the two ends of a week, are never in one place.
_DAYS_KEPT: Final = 8


class Robustness(NamedTuple):
    """
    What the draws gave.

    Attributes:
        low: Nineteen draws in twenty lie above this score.
        high: Nineteen draws in twenty lie below this score.
        shares: The share of draws, 0 to 1, at each level that any draw gave.
        by_score: The level that the day's score and floors give by themselves.
        shown: The level that is shown.
    """

    draws: int
    low: float
    median: float
    high: float
    shares: Mapping[AlertLevel, float]
    by_score: AlertLevel
    shown: AlertLevel

    @property
    def is_held(self) -> bool:
        """Whether the slow descent holds the shown level worse than the score's."""
        return self.shown.is_worse_than(self.by_score)

    @property
    def likeliest(self) -> float:
        """The share of draws, 0 to 1, at the level that the score gives by itself."""
        return self.shares.get(self.by_score, 0.0)

    @property
    def agreement(self) -> float:
        """The share of draws, 0 to 1, in which the shown level would be shown."""
        return fsum(
            share
            for level, share in self.shares.items()
            if level is self.shown or (self.is_held and self.shown.is_worse_than(level))
        )


def robustness(
    assessment: Assessment, *, seed: int = 0, draws: int = DRAWS
) -> Robustness:
    """
    Disturb every judgement *draws* times; the same seed gives the same answer.

    Args:
        assessment: One that has a level.
    """
    low, median, high, *shares = _drawn(assessment, seed, draws)
    floors = (it.floor.level for it in assessment.active_floors)
    by_score = worst((assessment.catalogue.level_for(assessment.score), *floors))
    return Robustness(
        draws=draws,
        low=low,
        median=median,
        high=high,
        shares={it: of for it, of in zip(AlertLevel, shares, strict=True) if of},
        by_score=by_score,
        shown=assessment.level or by_score,
    )


def _drawn(assessment: Assessment, seed: int, draws: int) -> "array[float]":
    """
    Return three scores and the share of each level, drawn once for a day.

    What was drawn last is kept beside the ledger, of some days one each, for who
    looks at today and at a past week in turn: the same log gives the same draws.
    """
    history = assessment.history
    if history is None:
        return _draw(assessment, seed, draws)
    # A review can set an indicator that has no event: the ledger does not tell it.
    is_set = crc32(bytes(history.is_set(assessment.as_of)))
    made_from = (assessment.as_of.toordinal(), seed, draws, is_set)
    kind = f"{_KIND}{made_from[0] % _DAYS_KEPT}"
    page = history.ledger.recall(kind, LAST_MONTH)
    kept = array("d", page or b"")
    if tuple(kept[:4]) == made_from:
        return kept[4:]
    found = _draw(assessment, seed, draws)
    history.ledger.note(kind, LAST_MONTH, array("d", (*made_from, *found)).tobytes())
    return found


def _draw(assessment: Assessment, seed: int, draws: int) -> "array[float]":
    # Where the draws are kept, nothing of how they are made is loaded.
    from riskctl.analysis.judgement.draws import Draws

    disturbed = Draws(assessment, seed=seed, draws=draws)
    scores = disturbed.scores()
    owns = map(assessment.catalogue.level_for, scores)
    levels = [
        level if level.is_worse_than(own) else own
        for own, level in zip(owns, disturbed.floor_levels(), strict=True)
    ]
    ordered = sorted(scores)
    return array(
        "d",
        (
            ordered[floor(_LOW * (draws - 1))],
            ordered[draws // 2],
            ordered[floor(_HIGH * (draws - 1))],
            *(levels.count(it) / draws for it in AlertLevel),
        ),
    )
