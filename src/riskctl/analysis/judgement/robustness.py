"""
How far the day's score and level depend on the judgements behind them.

A thousand seeded draws disturb every judgement at once: weights times
U(1/2, 3/2), half-lives times 2^U(-1, 1), each event true with the probability of
its credence, its value shifted by a spread that grows with the unreliability of
its source. It is robustness, not a probability of anything in the world.

The draws disturb the day's score and its floors. They leave the descent rule
out, which makes a level linger by design: a draw's level is the one that its
score and its floors would give by themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor
from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.draws import Draws
from riskctl.model.alert import AlertLevel, worst

DRAWS: Final = 1000
_LOW: Final = 0.05
_HIGH: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """
    What the draws gave.

    Attributes:
        low: Nineteen draws in twenty lie above this score.
        high: Nineteen draws in twenty lie below this score.
        shares: The share of draws, 0 to 1, at each level that any draw gave.
        undisturbed: The level that the day's score and floors give by themselves.
    """

    draws: int
    low: float
    median: float
    high: float
    shares: Mapping[AlertLevel, float]
    undisturbed: AlertLevel

    @property
    def agreement(self) -> float:
        """The share of draws, 0 to 1, that give the undisturbed level."""
        return self.shares.get(self.undisturbed, 0.0)


def robustness(
    assessment: Assessment, *, seed: int = 0, draws: int = DRAWS
) -> Robustness:
    """
    Disturb every judgement *draws* times; the same seed gives the same answer.

    Args:
        assessment: One that has a level.
    """
    catalogue = assessment.catalogue
    disturbed = Draws(assessment, seed=seed, draws=draws)
    scores = disturbed.scores()
    levels = [
        level if level.is_worse_than(own) else own
        for own, level in zip(
            map(catalogue.level_for, scores), disturbed.floor_levels(), strict=True
        )
    ]
    ordered = sorted(scores)
    floors = (it.floor.level for it in assessment.active_floors)
    return Robustness(
        draws=draws,
        low=ordered[floor(_LOW * (draws - 1))],
        median=ordered[draws // 2],
        high=ordered[floor(_HIGH * (draws - 1))],
        shares={it: levels.count(it) / draws for it in AlertLevel if it in levels},
        undisturbed=worst((catalogue.level_for(assessment.score), *floors)),
    )
