"""Where the level stands on a day, and the days on which it changed."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from riskctl.model.alert import AlertLevel, worst

if TYPE_CHECKING:
    from riskctl.analysis.floors import HeldFloor
    from riskctl.analysis.history import History


class Standing(NamedTuple):
    """
    Where the level stands at the end of one day.

    Attributes:
        score: Points out of 100 on that day.
        since: The day on which the level came to be what it is.
        came_from: The level before that; nothing on the log's first stretch.
        calm_days: Consecutive days that have earned a calmer level so far.
        history: What the day belongs to.
    """

    day: date
    score: float
    level: AlertLevel
    since: date
    came_from: AlertLevel | None
    calm_days: int
    history: "History | None" = None

    def __eq__(self, other: object) -> bool:
        """Say whether two days stand alike, whatever history they are part of."""
        return isinstance(other, Standing) and self[:-1] == other[:-1]

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self[:-1])

    @property
    def floors(self) -> "tuple[HeldFloor, ...]":
        """The floors that hold on that day, firm ones only."""
        held = self.history.floors_on(self.day) if self.history else ()
        return tuple(it for it in held if not it.provisional)

    @property
    def demanded_by_floors(self) -> AlertLevel:
        """The worst level that a floor holds today; calm when none does."""
        return worst(held.floor.level for held in self.floors)


class Turn(NamedTuple):
    """A day on which the level changed."""

    day: date
    before: AlertLevel
    after: AlertLevel
