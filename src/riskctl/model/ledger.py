"""
The ledger: a log added up under one catalogue, day by day, in sheets of a month.

What is worked out from a ledger can be written into its margin, month by month,
and be read there again: the margin of a ledger that was amended holds only for
the months before the amendment.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

from riskctl.model.month import first_of, month_of
from riskctl.model.sheet import Sheet, pack, sheet_of, unpack
from riskctl.model.tally import Tally

if TYPE_CHECKING:
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.known import KnownRecords
    from riskctl.model.part import Part
    from riskctl.model.record import Event, Mark


class Ledger(Protocol):
    """The tallies of a log under one catalogue."""

    @property
    def first(self) -> date | None:
        """The first day that has an event in force."""

    @property
    def last(self) -> date | None:
        """The last day that has one; scheduled ones count."""

    def sheet(self, month: int) -> Sheet:
        """Return the tallies of a month, which is named as by `month_of`."""

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was noted of that kind beside a month, if it still holds."""

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note beside a month what follows from the days up to its end."""


class Pages(Protocol):
    """
    Where what follows from a month is kept from one command to the next.

    It may forget at any time, and never gives what was made from something else.
    """

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was kept of that kind, if it still holds."""

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Keep what follows from a month, or from all months up to it."""


# What follows from the events of a month alone, and not from those before it.
SHEET: Final = "sheet"


class LogLedger:
    """The ledger of a whole log, counted month by month when it is asked for."""

    def __init__(
        self, catalogue: "Catalogue", log: "KnownRecords", pages: Pages | None = None
    ) -> None:
        """
        Add up a log of which all is known.

        Args:
            pages: Where sheets and margin are kept; None keeps them in memory.
        """
        self._catalogue = catalogue
        self._log = log
        self._pages = pages
        self._sheets: dict[int, Sheet] = {}
        self._margin: dict[tuple[str, int], bytes] = {}
        self._long: dict[int, dict[int, list[Event | Mark]]] = {}

    @cached_property
    def first(self) -> date | None:
        """The first day that has an event in force."""
        return _end(self, self._months, 0)

    @cached_property
    def last(self) -> date | None:
        """The last day that has one; scheduled ones count."""
        return _end(self, reversed(self._months), -1)

    def sheet(self, month: int) -> Sheet:
        """
        Return the tallies of a month.

        Raises:
            KeyError: A value is not on its scale; the watch was not checked before.
        """
        if month not in self._sheets:
            page = self._pages.recall(SHEET, month) if self._pages else None
            if page is None:
                sheet = sheet_of(self._catalogue, self._marks(month))
                if self._pages:
                    self._pages.note(SHEET, month, pack(sheet, self._catalogue))
            else:
                sheet = unpack(page, self._catalogue)
            self._sheets[month] = sheet
        return self._sheets[month]

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was noted of that kind beside a month."""
        page = self._margin.get((kind, month))
        if page is None and self._pages:
            page = self._pages.recall(kind, month)
            if page is not None:
                self._margin[kind, month] = page
        return page

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note beside a month what follows from the days up to its end."""
        self._margin[kind, month] = page
        if self._pages:
            self._pages.note(kind, month, page)

    @property
    def _months(self) -> range:
        days = [day for it in self._log.parts if it.days for day in it.days]
        if not days:
            return range(0)
        return range(month_of(min(days)), month_of(max(days)) + 1)

    def _marks(self, month: int) -> "Iterator[Event | Mark]":
        """Yield what the events in force of a month weigh."""
        first, last = first_of(month), first_of(month + 1) - timedelta(days=1)
        for part in self._log.parts:
            days = part.days
            if not days or days.first > last or days.last < first:
                continue
            if first <= days.first and days.last <= last:
                yield from self._log.marks_in(part)
            else:
                yield from self._sorted_out(part).get(month, ())

    def _sorted_out(self, part: "Part") -> "Mapping[int, Sequence[Event | Mark]]":
        """Return by months what a part of several months holds; it is read once."""
        months = self._long.get(id(part))
        if months is None:
            months = self._long[id(part)] = {}
            for mark in self._log.marks_in(part):
                months.setdefault(month_of(mark.date), []).append(mark)
        return months


class AmendedLedger:
    """Another ledger, with some cells replaced."""

    def __init__(
        self, base: Ledger, cells: Mapping[tuple[str, date], Tally | None]
    ) -> None:
        """
        Amend *base*.

        Args:
            cells: The new tally of every cell that changed; None where no event is
                left in force.
        """
        self.first: date | None = None
        self.last: date | None = None
        self._base = base
        self._sheets: dict[int, Sheet] = {}
        self._margin: dict[tuple[str, int], bytes] = {}
        self._intact_before = min(
            (month_of(day) for _, day in cells), default=month_of(date.max)
        )
        if isinstance(base, AmendedLedger):
            self._take_over(base)
        by_month: dict[int, dict[tuple[str, int], Tally | None]] = {}
        for (name, day), new in cells.items():
            by_month.setdefault(month_of(day), {})[name, day.toordinal()] = new
        for month, changed in by_month.items():
            self._sheets[month] = _replaced(base.sheet(month), changed)
        days = [it for it in (base.first, base.last) if it]
        days += [day for (_, day), new in cells.items() if new]
        if days:
            months = range(month_of(min(days)), month_of(max(days)) + 1)
            self.first = _end(self, months, 0)
            self.last = _end(self, reversed(months), -1)

    def sheet(self, month: int) -> Sheet:
        """Return the tallies of a month."""
        mine = self._sheets.get(month)
        return self._base.sheet(month) if mine is None else mine

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was noted of that kind beside a month, if it still holds."""
        mine = self._margin.get((kind, month))
        if mine is None and month < self._intact_before:
            return self._base.recall(kind, month)
        return mine

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note beside a month what follows from the days up to its end."""
        if month < self._intact_before:
            self._base.note(kind, month, page)
        else:
            self._margin[kind, month] = page

    def _take_over(self, base: "AmendedLedger") -> None:
        """Stand on what *base* stands on, with its amendments and our own."""
        self._base, self._sheets = base._base, dict(base._sheets)  # noqa: SLF001 a twin
        self._margin = {
            (kind, month): page
            for (kind, month), page in base._margin.items()  # noqa: SLF001
            if month < self._intact_before
        }
        self._intact_before = min(self._intact_before, base._intact_before)  # noqa: SLF001


def recounted(
    base: Ledger,
    catalogue: "Catalogue",
    touched: "Iterable[Event | Mark]",
    marks: "Iterable[Event | Mark]",
) -> Ledger:
    """
    Return *base* with the days of some events counted anew.

    Args:
        touched: The events that came or went since *base* was counted.
        marks: What is in force now on those days, and perhaps on others.
    """
    cells = {(it.indicator, it.date) for it in touched}
    if not cells:
        return base
    sheet = sheet_of(
        catalogue, (it for it in marks if (it.indicator, it.date) in cells)
    )
    new = {name: dict(lines) for name, lines in sheet.items()}
    return AmendedLedger(
        base,
        {(name, day): new.get(name, {}).get(day.toordinal()) for name, day in cells},
    )


def _end(ledger: Ledger, months: Iterable[int], pick: int) -> date | None:
    """Return the first or the last day of the first of *months* that has any."""
    for month in months:
        days = [lines[pick][0] for lines in ledger.sheet(month).values() if lines]
        if days:
            return date.fromordinal(min(days) if pick == 0 else max(days))
    return None


def _replaced(
    sheet: Sheet, changed: Mapping[tuple[str, int], Tally | None]
) -> dict[str, list[tuple[int, Tally]]]:
    names = {name for name, _ in changed}
    new = {name: list(lines) for name, lines in sheet.items() if name not in names}
    for name in names:
        lines = dict(sheet.get(name, ()))
        for (other, day), line in changed.items():
            if other != name:
                continue
            if line is None:
                lines.pop(day, None)
            else:
                lines[day] = line
        if lines:
            new[name] = sorted(lines.items())
    return new
