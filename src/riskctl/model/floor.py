"""The rules beside the score: floors, and how slowly the level falls."""

from dataclasses import dataclass, field

from riskctl.model.alert import AlertLevel
from riskctl.model.origin import NOWHERE, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """An indicator at or above a value of its scale."""

    indicator: str
    at_least: str | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
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
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """
    How slowly the level falls.

    Attributes:
        dwell_days: Consecutive days that must earn a calmer level.
        margin: Points of score by which they must earn it.
    """

    dwell_days: int
    margin: float
