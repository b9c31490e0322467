"""How much of a score rests on events that one origin alone tells of."""

from math import fsum
from typing import Final, NamedTuple

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.record import Event
from riskctl.model.source import origins_of

# Smaller parts of the score are not looked at: together they decide nothing.
_LEAST: Final = 0.05


class Resting(NamedTuple):
    """
    An event on which a score rests.

    Attributes:
        points: What it adds to the score, without its sign.
    """

    event: Event
    points: float

    @property
    def origins(self) -> tuple[str, ...]:
        """Who tells of it, each independent of the others."""
        return origins_of(self.event.sources, self.event.origins)

    @property
    def is_single(self) -> bool:
        """Whether nobody confirms it who did not take it from the one origin."""
        return len(self.origins) < 2  # noqa: PLR2004 (two make a confirmation)


class SingleOrigins(NamedTuple):
    """
    What rests on single origins.

    Attributes:
        share: Their points over those of all events that matter, 0 to 1.
        gravest: The events with one origin, those with the most points first.
    """

    share: float
    gravest: tuple[Resting, ...]


def single_origins(assessment: Assessment) -> SingleOrigins:
    """Say how much of a day's score rests on events with one origin."""
    resting = [
        Resting(share.event, abs(share.amount))
        for it in assessment.contributions
        for share in it.shares_of(_LEAST)[0]
        if share.event
    ]
    single = [it for it in resting if it.is_single]
    single.sort(key=lambda it: (-it.points, it.event.id))
    whole = fsum(it.points for it in resting)
    part = fsum(it.points for it in single)
    return SingleOrigins(part / whole if whole else 0.0, tuple(single))
