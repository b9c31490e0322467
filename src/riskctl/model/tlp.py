"""The Traffic Light Protocol: how far a text may travel."""

from enum import Enum


class Tlp(Enum):
    """
    Who may read an event: from anybody to nobody but its recipients.

    It guards what is published; what is judged never depends on it.
    """

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def rank(self) -> int:
        """How narrow the circle is, 0 for anybody."""
        return list(Tlp).index(self)

    def is_above(self, limit: "Tlp") -> bool:
        """
        Say whether what is marked so is left out of a page for *limit*.

        >>> Tlp.AMBER.is_above(Tlp.GREEN), Tlp.GREEN.is_above(Tlp.GREEN)
        (True, False)
        """
        return self.rank > limit.rank

    @classmethod
    def parse(cls, text: str) -> "Tlp | None":
        """
        Return the mark that *text* spells, or None.

        >>> Tlp.parse("TLP:Amber"), Tlp.parse("secret")
        (<Tlp.AMBER: 'amber'>, None)
        """
        word = text.strip().lower().removeprefix("tlp:")
        return next((it for it in cls if it.value == word), None)
