"""What is wrong with a watch, and where: values, not exceptions."""

from typing import NamedTuple

from riskctl.model.origin import Origin


class Finding(NamedTuple):
    """
    One thing that is wrong with a watch.

    Attributes:
        check: The name of the rule, one of `CHECKS`.
        message: What is wrong; lower case, literals in backticks, no full stop.
        hint: What to type or change.
        blocking: Whether a level computed all the same would rest on part of
            the evidence; then no level is computed.
    """

    check: str
    message: str
    hint: str
    origin: Origin
    blocking: bool = False

    def __str__(self) -> str:
        """Give the first line of the finding, as an editor reads it."""
        return f"{self.origin}: {self.message}"
