"""
A log as counts: how many events of the same number and grade a day has.

Where events come by the million, a database counts them, and what is here adds the
counts up. Whole numbers are the same on every machine; sums of floats are not.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from riskctl.model.month import month_of
from riskctl.model.tally import Tally, tally

if TYPE_CHECKING:
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.grade import Grade
    from riskctl.model.sheet import Sheet


_CELL: Final = attrgetter("indicator", "day")


class Count(NamedTuple):
    """
    Some events of one indicator on one day, in force and alike.

    Attributes:
        day: The ordinal of the day.
        turn: What the events of a status come after each other by; empty for what
            fades, where the order changes nothing.
        number: What their value weighs on the indicator's scale.
        times: How many there are.
    """

    indicator: str
    day: int
    turn: str
    number: float
    grade: "Grade"
    times: int


class CountLedger:
    """The ledger of a log of which there are only counts; its margin is in memory."""

    def __init__(self, catalogue: "Catalogue", counts: Iterable[Count]) -> None:
        """Take over the counts, in any order."""
        self._catalogue = catalogue
        self._months: dict[int, list[Count]] = {}
        for it in counts:
            month = month_of(date.fromordinal(it.day))
            self._months.setdefault(month, []).append(it)
        self._margin: dict[tuple[str, int], bytes] = {}

    @cached_property
    def first(self) -> date | None:
        """The first day that has an event."""
        if not self._months:
            return None
        return date.fromordinal(min(it.day for it in self._months[min(self._months)]))

    @cached_property
    def last(self) -> date | None:
        """The last day that has one."""
        if not self._months:
            return None
        return date.fromordinal(max(it.day for it in self._months[max(self._months)]))

    def sheet(self, *months: int) -> "Sheet":
        """Return the tallies of a month, or of several together."""
        counts = chain.from_iterable(self._months.get(it, ()) for it in months)
        sheet: dict[str, list[tuple[int, Tally]]] = {}
        for (name, day), found in groupby(sorted(counts), key=_CELL):
            alike = [(it.number, it.grade, it.times) for it in found]
            line = (day, tally(self._catalogue[name], alike))
            sheet.setdefault(name, []).append(line)
        return sheet

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was noted of that kind beside a month."""
        return self._margin.get((kind, month))

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note beside a month what follows from the days up to its end."""
        self._margin[kind, month] = page
