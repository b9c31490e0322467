"""A catalogue made ready for a walk: its numbers in lists, in a fixed order."""

from math import exp2
from typing import NamedTuple

from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import SCORE_DECIMALS, Catalogue
from riskctl.model.indicator import Kind


class Fader(NamedTuple):
    """
    An indicator whose events fade.

    Attributes:
        place: Where it stands in the catalogue.
        factor: What is left of a force after a day.
        weight: The points that a reading of 1 moves; a contact takes them away.
    """

    place: int
    name: str
    factor: float
    weight: float


class Holder(NamedTuple):
    """A status: where it stands, where it starts, and its points."""

    place: int
    name: str
    initial: float
    weight: float


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
        points = 100.0 / catalogue.total_weight
        self.names = tuple(it.id for it in catalogue)
        self.faders = tuple(
            Fader(
                place=place,
                name=it.id,
                factor=exp2(-1.0 / it.half_life_days),
                weight=points * (it.weight if it.kind is Kind.INCIDENT else -it.weight),
            )
            for place, it in enumerate(catalogue)
            if it.kind.fades
        )
        self.holders = tuple(
            Holder(
                place=place,
                name=it.id,
                initial=it.initial,
                weight=points * it.weight,
            )
            for place, it in enumerate(catalogue)
            if not it.kind.fades
        )
        # A contact takes points from those of its silence, which are steady.
        self.silence = tuple(
            points * it.weight for it in catalogue if it.kind is Kind.CONTACT
        )
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


def _quiet_scores(
    starts: dict[int, float], margin: float
) -> dict[int, tuple[float, float]]:
    """
    Return between which scores each level neither rises nor earns a calmer one.

    A little inside the thresholds, so that rounding is left to `level_for`.
    """
    edge = 2.0 * 10.0**-SCORE_DECIMALS
    return {
        level: (
            -1.0 if level == AlertLevel.CALM.value else start - margin + edge,
            starts.get(level - 1, 1000.0) - edge,
        )
        for level, start in starts.items()
    }
