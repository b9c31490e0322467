"""The Admiralty code: how far a source, and a piece of information, is trusted."""

from typing import Final, NamedTuple

# MISP's admiralty-scale taxonomy publishes these confidences (its numerical
# values, divided by 100). "6: cannot be judged" is a coin's toss.
CREDENCE: Final[dict[int, float]] = {1: 1.0, 2: 0.75, 3: 0.5, 4: 0.25, 5: 0.0, 6: 0.5}

RELIABILITY: Final[dict[str, str]] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}

CREDIBILITY: Final[dict[int, str]] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


class Grade(NamedTuple):
    """
    A grade such as `B2`: the source's reliability, then the information's credibility.

    Both are kept and never multiplied into one number: the digit weighs the
    event, the letter widens the band of uncertainty.
    """

    reliability: str
    credibility: int

    @classmethod
    def parse(cls, text: str) -> "Grade | None":
        """
        Return the grade that *text* spells, or None when it spells none.

        >>> Grade.parse("b2")
        Grade(reliability='B', credibility=2)
        >>> Grade.parse("Z9") is None
        True
        """
        return GRADES.get(text.upper())

    @property
    def credence(self) -> float:
        """The weight of the event, 0 to 1, by the credibility digit alone."""
        return CREDENCE[self.credibility]

    @property
    def trips_floors(self) -> bool:
        """Whether one such report may move the level by itself: only 1 and 2 may."""
        return self.credibility in {1, 2}

    @property
    def is_good(self) -> bool:
        """Whether it is B2 or better on both axes."""
        return self.reliability in {"A", "B"} and self.credibility in {1, 2}

    @property
    def is_ungraded(self) -> bool:
        """Whether neither axis was judged."""
        return self == UNGRADED

    def __str__(self) -> str:
        """Spell it as the log does."""
        return f"{self.reliability}{self.credibility}"


UNGRADED: Final = Grade("F", 6)

# Every grade by its spelling: reading a log makes no two of one.
GRADES: Final[dict[str, Grade]] = {
    f"{letter}{digit}": Grade(letter, digit)
    for letter in RELIABILITY
    for digit in CREDIBILITY
}
