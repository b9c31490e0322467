"""
The ledger: a log added up under one catalogue, day by day, in sheets of a month.

What is worked out from a ledger can be written into its margin, month by month,
and be read there again: the margin of a ledger that was amended holds only for
the months before the amendment.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from riskctl.model.month import month_of
from riskctl.model.tally import Tally, tally_events

if TYPE_CHECKING:
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.record import Event

# One month: the days (as ordinals, in order) of each indicator that has any.
Sheet = Mapping[str, Sequence[tuple[int, Tally]]]


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


class CountedLedger:
    """A ledger in memory."""

    def __init__(self, catalogue: "Catalogue", events: "Iterable[Event]") -> None:
        """
        Add up *events*.

        Args:
            events: Those in force, oldest first.
        """
        self._catalogue = catalogue
        self._events: dict[int, list[Event]] = {}
        self._sheets: dict[int, Sheet] = {}
        self._margin: dict[tuple[str, int], bytes] = {}
        self.first: date | None = None
        self.last: date | None = None
        for event in events:
            self._events.setdefault(month_of(event.date), []).append(event)
            self.first = self.first or event.date
            self.last = event.date

    def sheet(self, month: int) -> Sheet:
        """
        Return the tallies of a month.

        Raises:
            KeyError: A value is not on its scale; the watch was not checked before.
        """
        if month not in self._sheets:
            self._sheets[month] = self._counted(month)
        return self._sheets[month]

    def _counted(self, month: int) -> Sheet:
        cells: dict[tuple[str, date], list[Event]] = {}
        for event in self._events.get(month, ()):
            cells.setdefault((event.indicator, event.date), []).append(event)
        sheet: dict[str, list[tuple[int, Tally]]] = {}
        for (name, day), news in cells.items():
            line = (day.toordinal(), tally_events(self._catalogue[name], news))
            sheet.setdefault(name, []).append(line)
        return sheet

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was noted of that kind beside a month."""
        return self._margin.get((kind, month))

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note beside a month what follows from the days up to its end."""
        self._margin[kind, month] = page


class AmendedLedger:
    """Another ledger, with some cells replaced."""

    def __init__(
        self, base: Ledger, cells: Mapping[tuple[str, date], Tally | None]
    ) -> None:
        """
        Amend *base*.

        Args:
            cells: The new tally of every cell that changed; nothing where no
                event is left in force.
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
            self.first = self._end(months, 0)
            self.last = self._end(reversed(months), -1)

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

    def _end(self, months: Iterable[int], pick: int) -> date | None:
        """Return the first or the last day of the first of *months* that has any."""
        for month in months:
            days = [lines[pick][0] for lines in self.sheet(month).values() if lines]
            if days:
                return date.fromordinal(min(days) if pick == 0 else max(days))
        return None


def recounted(
    base: Ledger,
    catalogue: "Catalogue",
    touched: "Iterable[Event]",
    events: "Iterable[Event]",
) -> Ledger:
    """
    Return *base* with the days of some events counted anew.

    Args:
        touched: The events that came or went since *base* was counted.
        events: Those that are in force now, oldest first.
    """
    cells: dict[tuple[str, date], list[Event]] = {
        (it.indicator, it.date): [] for it in touched
    }
    if not cells:
        return base
    for event in events:
        cell = cells.get((event.indicator, event.date))
        if cell is not None:
            cell.append(event)
    return AmendedLedger(
        base,
        {
            (name, day): tally_events(catalogue[name], news) if news else None
            for (name, day), news in cells.items()
        },
    )


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
