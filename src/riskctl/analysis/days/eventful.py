"""Which days have an event in force: noted beside each month of a ledger."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from riskctl.model.month import first_of, month_of

if TYPE_CHECKING:
    from riskctl.model.ledger import Ledger

_KIND: Final = "eventful"
_BYTES: Final = 4


def last_event_day(ledger: "Ledger", *, first: date, until: date) -> date | None:
    """
    Return the last day from *first* to *until* that has an event in force.

    Args:
        first: The first day of the ledger that has one.
    """
    days = _eventful(ledger, month_of(until)) & (1 << until.day) - 1
    for month in range(month_of(until), month_of(first) - 1, -1):
        if days:
            return first_of(month) + timedelta(days=days.bit_length() - 1)
        days = _eventful(ledger, month - 1)
    return None


def _eventful(ledger: "Ledger", month: int) -> int:
    """Return a number with a bit for each day of a month, the first one the lowest."""
    page = ledger.recall(_KIND, month)
    if page is not None:
        return int.from_bytes(page, "little")
    days, first = 0, first_of(month).toordinal()
    for lines in ledger.sheet(month).values():
        for day, _ in lines:
            days |= 1 << day - first
    ledger.note(_KIND, month, days.to_bytes(_BYTES, "little"))
    return days
