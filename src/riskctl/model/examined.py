"""What `doctor` looked at on this machine: values, as findings are of a watch."""

from typing import NamedTuple


class Examined(NamedTuple):
    """
    One thing that riskctl stands on, as it was found.

    Attributes:
        topic: What it belongs to: the program, the terminal, the places, the disk.
        found: What is there; lower case, no full stop.
        advice: What to type or change; empty when it is fine as it is.
    """

    topic: str
    name: str
    found: str
    advice: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to do."""
        return not self.advice
