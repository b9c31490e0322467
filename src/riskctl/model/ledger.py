"""
The ledger: a log added up under one catalogue, day by day, in sheets of a month.

What is worked out from a ledger can be written into its margin, month by month,
and be read there again: the margin of a ledger that was amended holds only for
the months before the amendment.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

from riskctl.model.month import LAST_MONTH, first_of, month_of

# Where a month's level is kept, none of its events is added up.
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.corrected import CorrectedRecords
    from riskctl.model.part import Part
    from riskctl.model.period import Period
    from riskctl.model.record import Event, Mark
    from riskctl.model.sheet import Sheet


class Pages(Protocol):
    """
    Where what follows from a month is kept from one command to the next.

    It may forget at any time, and never gives what was made from something else.
    """

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was kept of that kind, if it still holds."""

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Keep what follows from a month, or from all months up to it."""


class Ledger(Pages, Protocol):
    """The tallies of a log under one catalogue; its pages are noted beside months."""

    @property
    def first(self) -> date | None:
        """The first day that has an event in force."""

    @property
    def last(self) -> date | None:
        """The last day that has one."""

    def sheet(self, month: int) -> Sheet:
        """Return the tallies of a month, which is named as by `month_of`."""


# What follows from the events of a month alone, and not from those before it.
SHEET: Final = "sheet"
_FIRST: Final = "first"


class LogLedger:
    """The ledger of a whole log, counted month by month when it is asked for."""

    def __init__(
        self, catalogue: Catalogue, log: CorrectedRecords, pages: Pages | None = None
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
        noted = self.recall(_FIRST, LAST_MONTH)
        if noted is None:
            first = end_of_months(self, self.months, 0)
            noted = str(first.toordinal() if first else 0).encode()
            self.note(_FIRST, LAST_MONTH, noted)
        return date.fromordinal(int(noted)) if int(noted) else None

    @cached_property
    def last(self) -> date | None:
        """The last day that has one."""
        return end_of_months(self, reversed(self.months), -1)

    def sheet(self, month: int) -> Sheet:
        """
        Return the tallies of a month.

        Raises:
            KeyError: A value is not on its scale; the watch was not checked before.
        """
        if month not in self._sheets:
            from riskctl.model.sheet import pack, sheet_of, unpack

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

    @cached_property
    def months(self) -> range:
        """The months from the first event to the last, in force or not."""
        days = [day for it in self._log.parts if it.days for day in it.days]
        if not days:
            return range(0)
        return range(month_of(min(days)), month_of(max(days)) + 1)

    def _marks(self, month: int) -> Iterator[Event | Mark]:
        """Yield what the events in force of a month weigh."""
        first, last = first_of(month), first_of(month + 1) - timedelta(days=1)
        for part in self._log.parts:
            days = part.days
            if not days or days.first > last or days.last < first:
                continue
            if first <= days.first and days.last <= last:
                yield from self._log.marks_in(part)
                part.forget()
            else:
                yield from self._sorted_out(part).get(month, ())

    def _sorted_out(self, part: Part) -> Mapping[int, Sequence[Event | Mark]]:
        """Return by months what a part of several months holds; it is read once."""
        months = self._long.get(id(part))
        if months is None:
            months = self._long[id(part)] = {}
            for mark in self._log.marks_in(part):
                months.setdefault(month_of(mark.date), []).append(mark)
            part.forget()
        return months


class EarlierLedger:
    """The ledger of what was known at a moment: of all, but for what came later."""

    def __init__(
        self, whole: Ledger, known: LogLedger, revised: Sequence[Period]
    ) -> None:
        """
        Stand on the ledger of all that is known.

        Args:
            known: Counts what was known then, by itself.
            revised: The days of what was learned later.
        """
        self._whole = whole
        self._known = known
        self._revised = {
            month
            for it in revised
            for month in range(month_of(it.first), month_of(it.last) + 1)
        }
        self._intact_before = min(self._revised, default=LAST_MONTH)

    @cached_property
    def first(self) -> date | None:
        """The first day that has an event in force."""
        return end_of_months(self, self._known.months, 0)

    @cached_property
    def last(self) -> date | None:
        """The last day that has one."""
        return end_of_months(self, reversed(self._known.months), -1)

    def sheet(self, month: int) -> Sheet:
        """Return the tallies of a month."""
        ledger: Ledger = self._known if month in self._revised else self._whole
        return ledger.sheet(month)

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was noted of that kind beside a month, if it still holds."""
        ledger: Ledger = self._whole if month < self._intact_before else self._known
        return ledger.recall(kind, month)

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note beside a month what follows from the days up to its end."""
        ledger: Ledger = self._whole if month < self._intact_before else self._known
        ledger.note(kind, month, page)


def end_of_months(ledger: Ledger, months: Iterable[int], pick: int) -> date | None:
    """Return the first (0) or last (-1) day of the first of *months* that has any."""
    for month in months:
        days = [lines[pick][0] for lines in ledger.sheet(month).values() if lines]
        if days:
            return date.fromordinal(min(days) if pick == 0 else max(days))
    return None
