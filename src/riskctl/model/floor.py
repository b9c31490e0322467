"""The rules beside the score: floors, and how slowly the level eases."""

from typing import NamedTuple

from riskctl.model.alert import AlertLevel
from riskctl.model.origin import NOWHERE, Origin, equal_wherever_read


class Condition(NamedTuple):
    """An indicator at or above a value of its scale."""

    indicator: str
    at_least: str | float


@equal_wherever_read
class Floor(NamedTuple):
    """
    A named rule that holds the level at `level` or worse: a tripwire.

    Attributes:
        when: The conditions; all of them at once.
        hold_days: How many days an incident holds it, its own day counted.
    """

    name: str
    level: AlertLevel
    when: tuple[Condition, ...]
    hold_days: int
    reason: str
    origin: Origin = NOWHERE


class Descent(NamedTuple):
    """
    How slowly the level eases.

    Attributes:
        dwell_days: Consecutive days that must earn a calmer level.
        margin: Points of score by which they must earn it.
    """

    dwell_days: int
    margin: float
