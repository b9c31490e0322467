"""The board: every indicator's reading at the end of each week, in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from riskctl.analysis.days.fading import clamped
from riskctl.analysis.days.history import History
from riskctl.model.indicator import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """
    One indicator over the weeks.

    Attributes:
        readings: 0 (no concern) to 1, one for each day of the board.
    """

    indicator: Indicator
    readings: tuple[float, ...]

    @property
    def last(self) -> float:
        """The reading of the last day."""
        return self.readings[-1]

    @property
    def highest(self) -> float:
        """The highest of the readings."""
        return max(self.readings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """
    Every indicator's strip, in the catalogue's order.

    Attributes:
        days: The days that were read, oldest first.
    """

    days: tuple[date, ...]
    strips: tuple[Strip, ...]


def read_board(history: History, *, days: Sequence[date]) -> Board:
    """
    Read every indicator on each of *days*.

    Args:
        days: One or more, oldest first, none after the history's last.
    """
    offsets = [(day - days[0]).days for day in days]
    strips = []
    for place, it in enumerate(history.catalogue):
        run = history.readings(place, days[0], days[-1])
        # An incident's reading may be more than 1, and less than 0.
        held = [clamped(run[offset]) for offset in offsets]
        strips.append(Strip(indicator=it, readings=tuple(held)))
    return Board(days=tuple(days), strips=tuple(strips))
