"""
What a block in canonical form says, as a row of an index: a plain tuple.

The columns are named beside the types. What a block leaves out stands as what
that means. Days are ordinals, moments seconds since 1970 in UTC, lists are texts
with an item on each line, and the last column is the line of the header.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from riskctl.model.grade import UNGRADED
from riskctl.model.tlp import Tlp
from riskctl.storage.bounds import EARLIEST, LATEST

# id, date, indicator, value, title, sources, grade, note,
# scheduled, backfilled, replaces, tlp, recorded, by, line
EventRow = tuple[
    *tuple[str, int, str, str | float, str, str, str, str],
    *tuple[bool, bool, str, str, int, str, int],
]
# id, date, indicators, note, recorded, by, line
ReviewRow = tuple[str, int, str, str, int, str, int]
# id, event, reason, recorded, by, line
RetractionRow = tuple[str, str, str, int, str, int]
# What a block's expression found, and the line of the block.
Found = Iterable[tuple[tuple[str, ...], int]]


@dataclass(slots=True)
class Rows:
    """The rows of a text, each kind in the order of the text."""

    events: list[EventRow] = field(default_factory=list)
    reviews: list[ReviewRow] = field(default_factory=list)
    retractions: list[RetractionRow] = field(default_factory=list)

    def extend(self, other: "Rows") -> None:
        """Add the rows of the text that follows."""
        self.events += other.events
        self.reviews += other.reviews
        self.retractions += other.retractions


class _Memo(dict[str, int]):
    """What texts mean that come again and again."""

    def __init__(self, meaning: Callable[[str], int]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, text: str) -> int:
        meant = self[text] = self._meaning(text)
        return meant


def _day(text: str) -> int:
    day = date.fromisoformat(text)
    # The first and the last day are the full parser's business.
    if not EARLIEST < day < LATEST:
        raise ValueError
    return day.toordinal()


_DAY_SECONDS: Final = 86_400
_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAYS: Final = _Memo(_day)
_MIDNIGHTS: Final = _Memo(lambda it: (_day(it) - _EPOCH) * _DAY_SECONDS)
_MINUTES: Final = _Memo(lambda it: int(it[:2]) * 3600 + int(it[3:]) * 60)
_SECONDS: Final = _Memo(int)
_NO_GRADE: Final = str(UNGRADED)
_NO_TLP: Final = Tlp.CLEAR.value


def event_rows(found: Found, in_lines: Callable[[str], str]) -> list[EventRow]:
    """Return the rows of events; *in_lines* puts a list's items on a line each."""
    return [
        (
            name,
            _DAYS[day],
            indicator,
            value or float(number),
            title,
            in_lines(sources) if '"' in sources else sources,
            grade or _NO_GRADE,
            note,
            scheduled != "",
            backfilled != "",
            replaces,
            tlp or _NO_TLP,
            _MIDNIGHTS[midnight] + _MINUTES[minute] + _SECONDS[second],
            by,
            line,
        )
        for (
            name,
            day,
            indicator,
            value,
            number,
            title,
            sources,
            grade,
            note,
            scheduled,
            backfilled,
            replaces,
            tlp,
            midnight,
            minute,
            second,
            by,
            _,
        ), line in found
    ]


def review_rows(found: Found, in_lines: Callable[[str], str]) -> list[ReviewRow]:
    """Return the rows of reviews; *in_lines* puts a list's items on a line each."""
    return [
        (
            name,
            _DAYS[day],
            in_lines(indicators) if '"' in indicators else indicators,
            note,
            _MIDNIGHTS[midnight] + _MINUTES[minute] + _SECONDS[second],
            by,
            line,
        )
        for (
            name,
            day,
            indicators,
            note,
            midnight,
            minute,
            second,
            by,
            _,
        ), line in found
    ]


def retraction_rows(found: Found) -> list[RetractionRow]:
    """Return the rows of retractions."""
    return [
        (
            name,
            event,
            reason,
            _MIDNIGHTS[midnight] + _MINUTES[minute] + _SECONDS[second],
            by,
            line,
        )
        for (name, event, reason, midnight, minute, second, by, _), line in found
    ]
