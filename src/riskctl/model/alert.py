"""The five alert levels, and the table that says what each one means."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from riskctl.model.origin import NOWHERE, Origin


class AlertLevel(Enum):
    """
    The five levels: 5 is calm and 1 is imminent, so *lower is worse*.

    Not an `IntEnum`: `level < other` would read as the opposite of what it means.
    The words shown to people come from the catalogue's level table.
    """

    CALM = 5
    WATCHFUL = 4
    TENSE = 3
    SEVERE = 2
    IMMINENT = 1

    def is_at_least(self, other: "AlertLevel") -> bool:
        """
        Say whether this level is as alarming as *other*, or more.

        >>> AlertLevel.SEVERE.is_at_least(AlertLevel.TENSE)
        True
        """
        return self.value <= other.value

    def is_worse_than(self, other: "AlertLevel") -> bool:
        """
        Say whether this level is more alarming than *other*.

        >>> AlertLevel.SEVERE.is_worse_than(AlertLevel.SEVERE)
        False
        """
        return self.value < other.value

    @property
    def one_calmer(self) -> "AlertLevel":
        """The next calmer level; calm stays calm."""
        return AlertLevel(min(self.value + 1, AlertLevel.CALM.value))

    @property
    def one_worse(self) -> "AlertLevel":
        """The next worse level; imminent stays imminent."""
        return AlertLevel(max(self.value - 1, AlertLevel.IMMINENT.value))


def worst(levels: Iterable[AlertLevel]) -> AlertLevel:
    """
    Return the most alarming of *levels*, calm when there are none.

    >>> worst([AlertLevel.CALM, AlertLevel.TENSE, AlertLevel.WATCHFUL])
    <AlertLevel.TENSE: 3>
    """
    return min(levels, key=lambda level: level.value, default=AlertLevel.CALM)


class LevelBand(NamedTuple):
    """
    One row of the catalogue's level table.

    Attributes:
        from_score: The lowest score, 0 to 100, that gives this level.
        meaning: One sentence whose first words no other level shares.
    """

    level: AlertLevel
    word: str
    colour: str
    from_score: float
    meaning: str
    origin: Origin = NOWHERE
