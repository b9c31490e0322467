"""What a rule may ask of a row: tests of single fields, all of which can be linted."""

from collections.abc import Mapping
from enum import StrEnum
from re import compile as pattern
from typing import Final, NamedTuple
from unicodedata import normalize

_BETWEEN_WORDS: Final = pattern(r"\W+")


class How(StrEnum):
    """The ways in which a rule may test a field; there are no others."""

    IS = "is"
    IN = "in"
    STARTS = "starts"
    RANGE = "from"
    WORDS = "words"


class FieldTest(NamedTuple):
    """
    One test of one field.

    Attributes:
        values: What it is compared with; of a range nothing.
        low: The least number of a range; None for none.
        high: Its largest number.
    """

    field: str
    how: How
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def passes(self, text: str) -> bool:
        """
        Say whether a cell passes.

        >>> FieldTest("code", How.STARTS, ("17",)).passes("173")
        True
        >>> FieldTest("title", How.WORDS, ("war games",)).passes("The war-games begin")
        True
        """
        match self.how:
            case How.IS | How.IN:
                return text in self.values
            case How.STARTS:
                return text.startswith(self.values)
            case How.WORDS:
                plain = worded(text)
                return any(worded(it) in plain for it in self.values)
        try:
            number = float(text)
        except ValueError:
            return False
        low = self.low is None or number >= self.low
        return low and (self.high is None or number <= self.high)


class Sides(NamedTuple):
    """
    Which rows are about the two sides: of two fields each passes one of the tests.

    Attributes:
        fields: Where a side may be named.
        one: The tests that name the one side; its field stands in each of `fields`.
        other: The same of the other side.
    """

    fields: tuple[str, ...]
    one: FieldTest
    other: FieldTest

    def hold(self, cells: Mapping[str, str]) -> bool:
        """Say whether a row names both sides, each in a field of its own."""
        texts = [cells.get(it, "") for it in self.fields]
        ones = {at for at, it in enumerate(texts) if _names(self.one, it)}
        others = {at for at, it in enumerate(texts) if _names(self.other, it)}
        return bool(ones and others and len(ones | others) > 1)


def _names(test: FieldTest, text: str) -> bool:
    """Say whether one of the parts of a cell, which `; ` separates, passes."""
    return bool(text) and (
        test.passes(text)
        or (";" in text and any(test.passes(it.strip()) for it in text.split(";")))
    )


def worded(text: str) -> str:
    """
    Return a text as its words, with a blank before and after each.

    >>> worded("Op-Ed: why?")
    ' op ed why '
    """
    plain = _BETWEEN_WORDS.sub(" ", normalize("NFKC", text).casefold())
    return f" {plain.strip()} "
