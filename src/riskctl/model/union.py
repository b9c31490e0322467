"""What becomes of a record that two copies of a log may both have."""

from enum import Enum
from typing import TypeVar

Said = TypeVar("Said")


class Verdict(Enum):
    """Which copy's words a merge takes."""

    NEW = "only the other copy has it"
    SAME = "both say the same"
    OURS = "the other copy says what was there before"
    THEIRS = "only the other copy was changed"
    CLASH = "the two differ, and neither is what was there before"


def settle(ours: Said | None, theirs: Said, *, base: Said | None = None) -> Verdict:
    """
    Say which of two copies' words stand; what only ours has stays, and is not asked.

    A log only grows: what one copy removed by hand comes back by the other.

    Args:
        base: What both copies said before they went apart, where that is known.

    >>> settle("a", "b").name, settle("a", "b", base="a").name
    ('CLASH', 'THEIRS')
    """
    if ours is None:
        return Verdict.NEW
    if ours == theirs:
        return Verdict.SAME
    if base is not None and base == theirs:
        return Verdict.OURS
    if base is not None and base == ours:
        return Verdict.THEIRS
    return Verdict.CLASH
