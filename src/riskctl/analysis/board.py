"""The board: every indicator's reading at the end of each week, in one pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from riskctl.analysis.reading import clamped, faded, force
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event


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


def read_board(
    catalogue: Catalogue,
    events: Mapping[str, Sequence[Event]],
    *,
    days: Sequence[date],
) -> Board:
    """
    Read every indicator on each of *days*.

    Args:
        events: Those in force, by indicator, oldest first.
        days: One or more, oldest first.
    """
    return Board(
        days=tuple(days),
        strips=tuple(
            Strip(
                indicator=it, readings=tuple(_readings(it, events.get(it.id, ()), days))
            )
            for it in catalogue
        ),
    )


def _readings(
    indicator: Indicator, events: Sequence[Event], days: Sequence[date]
) -> Iterator[float]:
    state = 0.0 if indicator.kind.fades else indicator.initial
    before, taken = days[0], 0
    for day in days:
        if indicator.kind.fades:
            state = _faded(indicator, state, (day - before).days)
        while taken < len(events) and events[taken].date <= day:
            event = events[taken]
            size = force(indicator, event)
            if indicator.kind.fades:
                state += _faded(indicator, size, (day - event.date).days)
            else:
                state = size + (1.0 - event.grade.credence) * state
            taken += 1
        before = day
        held = clamped(state)
        yield 1.0 - held if indicator.kind is Kind.CONTACT else held


def _faded(indicator: Indicator, size: float, age_days: int) -> float:
    return faded(size, age_days=age_days, half_life_days=indicator.half_life_days)
