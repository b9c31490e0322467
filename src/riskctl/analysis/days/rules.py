"""A catalogue made ready for a walk: its numbers in lists, in a fixed order."""

from math import exp2
from typing import NamedTuple

from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import SCORE_DECIMALS, Catalogue
from riskctl.model.indicator import Indicator, Kind


class Line(NamedTuple):
    """
    What the walk has to know of one indicator.

    Attributes:
        place: Where it stands in the catalogue.
        initial: Where its force starts from.
        kept: What is left of a force after a day; 1 for a status.
        kept_squares: What is left of a square after a day.
    """

    place: int
    name: str
    kind: Kind
    weight: float
    initial: float
    kept: float
    kept_squares: float


class Wire(NamedTuple):
    """
    A condition of a floor.

    Attributes:
        floor: The number of its floor.
        holds_on: It is a status, which holds until it changes.
        hold_days: How many days an incident trips it, its own day counted.
    """

    floor: int
    name: str
    at_least: float
    holds_on: bool
    hold_days: int


class Rules:
    """What a walk through the days needs of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        """
        Make *catalogue* ready.

        Raises:
            KeyError: A floor names what is not there; it was not checked before.
        """
        self.lines = tuple(_line(place, it) for place, it in enumerate(catalogue))
        self.half_pressure = catalogue.half_pressure
        self.floors = tuple(it.level.value for it in catalogue.floors)
        self.wires = tuple(
            Wire(
                floor=number,
                name=condition.indicator,
                at_least=catalogue.number(condition.indicator, condition.at_least),
                holds_on=not catalogue[condition.indicator].kind.fades,
                hold_days=floor.hold_days,
            )
            for number, floor in enumerate(catalogue.floors)
            for condition in floor.when
        )
        self.starts = {band.level.value: band.from_score for band in catalogue.levels}
        self.margin = catalogue.descent.margin
        self.dwell_days = catalogue.descent.dwell_days
        self.quiet = _quiet_scores(self.starts, self.margin)

    def level_for(self, score: float) -> int:
        """Return the number of the level that *score* gives by itself."""
        rounded = round(score, SCORE_DECIMALS)
        number = AlertLevel.CALM.value
        while number > 1 and rounded >= self.starts[number - 1]:
            number -= 1
        return number


def _line(place: int, indicator: Indicator) -> Line:
    fades = indicator.kind.fades
    return Line(
        place=place,
        name=indicator.id,
        kind=indicator.kind,
        weight=indicator.weight,
        initial=0.0 if fades else indicator.initial,
        kept=exp2(-1.0 / indicator.half_life_days) if fades else 1.0,
        kept_squares=exp2(-2.0 / indicator.half_life_days) if fades else 1.0,
    )


def _quiet_scores(
    starts: dict[int, float], margin: float
) -> dict[int, tuple[float, float]]:
    """
    Return between which scores each level neither rises nor earns a calmer one.

    A little inside the thresholds, so that rounding is left to `level_for`. Beyond
    them a day is looked at closely, and nothing else.
    """
    edge = 2.0 * 10.0**-SCORE_DECIMALS
    return {
        level: (start - margin + edge, starts.get(level - 1, 1000.0) - edge)
        for level, start in starts.items()
    }
