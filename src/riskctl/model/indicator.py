"""An indicator: one observable thing, the names of its values and its weight."""

from enum import Enum
from typing import NamedTuple

from riskctl.model.origin import NOWHERE, Origin, equal_wherever_read


class Kind(Enum):
    """
    How an indicator behaves in time.

    A status holds until it changes; of a contact it is the absence that is the
    risk; an incident is a shock that fades.
    """

    STATUS = "status"
    CONTACT = "contact"
    INCIDENT = "incident"

    @property
    def fades(self) -> bool:
        """Whether its events lose half their force every half-life."""
        return self is not Kind.STATUS

    @property
    def is_ground(self) -> bool:
        """Whether it counts to the ground; incidents make the pressure."""
        return self is not Kind.INCIDENT

    @property
    def is_squared(self) -> bool:
        """Whether its events add up as the root of their squares."""
        return self is Kind.INCIDENT

    @property
    def lowest_number(self) -> float:
        """The least number its scale may give; an incident may bring relief."""
        return -1.0 if self is Kind.INCIDENT else 0.0


class ScaleValue(NamedTuple):
    """
    A named value of a scale.

    Attributes:
        name: What the log holds, in plain letters, digits and hyphens.
        title: The same for people to read.
        number: Its weight as evidence, 0 to 1; for an incident -1 to 1.
        means: The sentence that tells a coder when this value applies.
    """

    name: str
    title: str
    number: float
    means: str


@equal_wherever_read
class Indicator(NamedTuple):
    """
    One observable thing.

    Attributes:
        weight: The most points a status or contact can add to the ground; for an
            incident, the points of pressure of one confirmed event at the top of
            its scale.
        half_life_days: The days in which an event's force halves; 0 for a status.
        review_days: How many days a look at it stays fresh.
        initial: The number, 0 to 1, that a status starts from.
        words: What people type when they look for it.
        question: What to look for, and where.
        why: Why this weight and this half-life.
    """

    id: str
    title: str
    group: str
    kind: Kind
    weight: float
    half_life_days: float
    review_days: int
    initial: float
    scale: tuple[ScaleValue, ...]
    words: tuple[str, ...]
    question: str
    why: str
    origin: Origin = NOWHERE

    def number(self, value: str | float) -> float | None:
        """Return the number of *value*, or None when it is not on the scale."""
        if isinstance(value, str):
            return next((it.number for it in self.scale if it.name == value), None)
        return value if self.kind.lowest_number <= value <= 1 else None

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers of the names on the scale; the first of a name that is twice."""
        return {it.name: it.number for it in reversed(self.scale)}

    @property
    def value_names(self) -> tuple[str, ...]:
        """The names on the scale, in the catalogue's order."""
        return tuple(it.name for it in self.scale)
