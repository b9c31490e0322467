"""How much of the ground is known: which statuses and contacts are set."""

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.indicator import Indicator


class KnownGround(NamedTuple):
    """
    What the ground of a level rests on.

    Attributes:
        indicators: The statuses and contacts.
        missing: Those of them that are not set, the heaviest first.
        minimum: The share of the weight, 0 to 1, that must be set.
    """

    indicators: "tuple[Indicator, ...]"
    missing: "tuple[Indicator, ...]"
    minimum: float

    @property
    def by_weight(self) -> "tuple[Indicator, ...]":
        """All of them, the heaviest first."""
        return tuple(sorted(self.indicators, key=by_weight))

    @property
    def set_count(self) -> int:
        """How many are set."""
        return len(self.indicators) - len(self.missing)

    @property
    def share(self) -> float:
        """The weight of those that are set over the weight of all, 0 to 1."""
        whole = fsum(it.weight for it in self.indicators)
        missing = fsum(it.weight for it in self.missing)
        return (whole - missing) / whole if whole else 1.0

    @property
    def is_enough(self) -> bool:
        """Whether a level may rest on it; else it is provisional."""
        return self.share >= self.minimum


def known_ground(
    catalogue: "Catalogue", is_set: "Iterable[bool]", *, minimum: float
) -> KnownGround:
    """
    Return how much of the ground is known.

    Args:
        is_set: Of each indicator, in the catalogue's order.
        minimum: The share of the weight, 0 to 1, that must be set.
    """
    pairs = zip(catalogue, is_set, strict=True)
    ground = [(it, known) for it, known in pairs if it.kind.is_ground]
    missing = [it for it, known in ground if not known]
    return KnownGround(
        indicators=tuple(it for it, _ in ground),
        missing=tuple(sorted(missing, key=by_weight)),
        minimum=minimum,
    )


def by_weight(indicator: "Indicator") -> tuple[float, str]:
    """Return what sorts the heaviest indicator first."""
    return (-indicator.weight, indicator.id)
