"""Many pairs of states side by side, each beside its own past: values of a sweep."""

from datetime import date
from typing import Final, NamedTuple

from riskctl.analysis.days.day import Day, Turn
from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue

# How far back the past reaches, up to a month ago; what happens now is no past.
PAST_DAYS: Final = 1095
MONTH_DAYS: Final = 30
# Below so many events in a month a pair is not ranked: one row would make its rank.
LEAST_EVENTS: Final = 10
MACHINE_CODED: Final = (
    "Machine-coded: programs read the news and nobody has looked; not comparable with "
    "the level of a curated log."
)


class PairRow(NamedTuple):
    """
    Where a pair stands, beside its own past.

    Attributes:
        score: On the last day.
        usual: The median of its past.
        high: What its score stayed under on 95 of 100 days of its past.
        month_ago: Its score thirty days before; None where there was none.
        events: How many were counted in the last thirty days.
        base_rate: How many that were in thirty days of its past, on average.
        weeks: Its score at the end of each of the last weeks, oldest first.
    """

    pair: str
    level: AlertLevel
    score: float
    usual: float
    high: float
    month_ago: float | None
    events: int
    base_rate: float
    weeks: tuple[float, ...] = ()

    @property
    def above(self) -> float:
        """Points above what was high for it: by this pairs are ranked."""
        return self.score - self.high


class PairBoard(NamedTuple):
    """
    The pairs that are most unlike their own past.

    Attributes:
        until: The last day.
        rows: The most unlike first.
        by_count: The same number of pairs by the plain count of events, for comparison.
        ranked: How many have enough events to be ranked, and how many there are.
    """

    catalogue: Catalogue
    until: date
    rows: tuple[PairRow, ...]
    by_count: tuple[str, ...]
    ranked: int
    pairs: int


class PairHistory(NamedTuple):
    """The days of one pair."""

    catalogue: Catalogue
    pair: str
    days: tuple[Day, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The changes of level among the days."""
        found = []
        for before, after in zip(self.days, self.days[1:], strict=False):
            if before.level is not after.level:
                found.append(Turn(after.date, before.level, after.level))
        return tuple(found)
