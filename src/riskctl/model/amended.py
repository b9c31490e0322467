"""A ledger that stands on another one, with some days counted anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from riskctl.model.ledger import end_of_months
from riskctl.model.month import month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.ledger import Ledger
    from riskctl.model.record import Event, Mark
    from riskctl.model.sheet import Sheet
    from riskctl.model.tally import Tally


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
            self.first = end_of_months(self, months, 0)
            self.last = end_of_months(self, reversed(months), -1)

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

    def _take_over(self, base: AmendedLedger) -> None:
        """Stand on what *base* stands on, with its amendments and our own."""
        self._base, self._sheets = base._base, dict(base._sheets)
        self._margin = {
            (kind, month): page
            for (kind, month), page in base._margin.items()
            if month < self._intact_before
        }
        self._intact_before = min(self._intact_before, base._intact_before)


def ended(base: Ledger, end: date) -> Ledger:
    """Return *base* without what is dated after a day."""
    if not base.last or base.last <= end:
        return base
    months = range(month_of(end), month_of(base.last) + 1)
    lines = (line for it in months for line in base.sheet(it).items())
    days = ((name, date.fromordinal(day)) for name, found in lines for day, _ in found)
    return AmendedLedger(base, dict.fromkeys(it for it in days if it[1] > end))


def recounted(
    base: Ledger,
    catalogue: Catalogue,
    touched: Iterable[Event | Mark],
    marks: Iterable[Event | Mark],
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
    from riskctl.model.sheet import sheet_of

    sheet = sheet_of(
        catalogue, (it for it in marks if (it.indicator, it.date) in cells)
    )
    new = {name: dict(lines) for name, lines in sheet.items()}
    return AmendedLedger(
        base,
        {(name, day): new.get(name, {}).get(day.toordinal()) for name, day in cells},
    )


def _replaced(sheet: Sheet, changed: Mapping[tuple[str, int], Tally | None]) -> Sheet:
    """Return a sheet with some days counted anew; None where no event is left."""
    new = dict(sheet)
    for (name, day), line in changed.items():
        lines = dict(new.pop(name, ()))
        if line is None:
            lines.pop(day, None)
        else:
            lines[day] = line
        if lines:
            new[name] = sorted(lines.items())
    return new
