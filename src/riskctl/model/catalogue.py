"""The catalogue: levels, indicators and floors; the whole model as one value."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from riskctl.model.alert import AlertLevel, LevelBand

if TYPE_CHECKING:
    from riskctl.model.floor import Descent, Floor
    from riskctl.model.indicator import Indicator

# Scores are compared with thresholds after rounding to this many decimals, so
# that two ways of summing the same events can never differ by a level.
SCORE_DECIMALS = 6


class Group(NamedTuple):
    """
    A heading under which indicators are listed.

    Attributes:
        title: The name that indicators use in their `group`.
        goal: What watching them is for; several groups may share one.
    """

    title: str
    goal: str


class Catalogue:
    """
    The whole model.

    Attributes:
        levels: From calm to imminent.
        groups: The headings that name a goal, in the order of reading; may be empty.
        half_pressure: The points of pressure that close half the distance from the
            ground to 100.
        minimum_coverage: The share of weight, 0 to 1, below which the level is
            called provisional.
        digest: The first 12 hex digits of the SHA-256 of all that it says.
    """

    title: str
    sides: tuple[str, ...]
    levels: tuple[LevelBand, ...]
    groups: tuple[Group, ...]
    indicators: "tuple[Indicator, ...]"
    floors: "tuple[Floor, ...]"
    descent: "Descent"
    half_pressure: float
    minimum_coverage: float
    digest: str

    # Written out: to have it made would take longer, at each start, than to read one.
    def __init__(  # noqa: PLR0913 (each is one thing that it says)
        self,
        *,
        title: str,
        sides: tuple[str, ...],
        levels: tuple[LevelBand, ...],
        groups: tuple[Group, ...],
        indicators: "tuple[Indicator, ...]",
        floors: "tuple[Floor, ...]",
        descent: "Descent",
        half_pressure: float,
        minimum_coverage: float,
        digest: str,
    ) -> None:
        """Take over what a catalogue says; it stays as it is."""
        self.title = title
        self.sides = sides
        self.levels = levels
        self.groups = groups
        self.indicators = indicators
        self.floors = floors
        self.descent = descent
        self.half_pressure = half_pressure
        self.minimum_coverage = minimum_coverage
        self.digest = digest

    @property
    def said(self) -> dict[str, Any]:
        """All that it says, by the names of the attributes."""
        return {name: getattr(self, name) for name in Catalogue.__annotations__}

    def __eq__(self, other: object) -> bool:
        """Two are equal that say the same."""
        return isinstance(other, Catalogue) and self.said == other.said

    def __hash__(self) -> int:
        """Of equal ones the digests are equal."""
        return hash(self.digest)

    def replaced(self, **changes: object) -> "Catalogue":
        """Return a catalogue that says something else in some attributes."""
        return Catalogue(**(self.said | changes))

    @cached_property
    def _by_id(self) -> "dict[str, Indicator]":
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def _bands(self) -> dict[AlertLevel, LevelBand]:
        return {band.level: band for band in self.levels}

    @cached_property
    def _starts(self) -> list[float]:
        """Where each level starts, from calm on; `check` makes sure that they rise."""
        return [self.band(level).from_score for level in AlertLevel]

    @cached_property
    def total_weight(self) -> float:
        """The sum of the weights: points of the ground, and of pressure."""
        return fsum(indicator.weight for indicator in self.indicators)

    def __getitem__(self, indicator_id: str) -> "Indicator":
        """Return the indicator with this id; raise `KeyError` when there is none."""
        return self._by_id[indicator_id]

    def __contains__(self, indicator_id: object) -> bool:
        """Say whether there is an indicator with this id."""
        return indicator_id in self._by_id

    def __iter__(self) -> "Iterator[Indicator]":
        """Go through the indicators in the file's order."""
        return iter(self.indicators)

    @property
    def goals(self) -> tuple[str, ...]:
        """What the groups are for, each once, in the order of the groups."""
        return tuple(dict.fromkeys(it.goal for it in self.groups))

    def goal_of(self, indicator_id: str) -> str:
        """Return the goal of an indicator's group, empty when none is named."""
        group = self[indicator_id].group
        return next((it.goal for it in self.groups if it.title == group), "")

    def band(self, level: AlertLevel) -> LevelBand:
        """Return the row of the level table for *level*."""
        return self._bands[level]

    def eases_under(self, level: AlertLevel) -> float:
        """Return the score under which days count towards the level one calmer."""
        return self._bands[level].from_score - self.descent.margin

    def level_for(self, score: float) -> AlertLevel:
        """Return the level that *score*, 0 to 100, gives by itself."""
        reached = bisect_right(self._starts, round(score, SCORE_DECIMALS))
        return AlertLevel(AlertLevel.CALM.value + 1 - reached)

    def number(self, indicator_id: str, value: str | float) -> float:
        """
        Return the number of a value that is known to be on the scale.

        Raises:
            KeyError: The watch was not checked before it was judged.
        """
        number = self[indicator_id].number(value)
        if number is None:
            raise KeyError(value)
        return number
