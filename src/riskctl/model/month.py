"""Months by number, so that the one before is one less."""

from datetime import date
from typing import Final


def month_of(day: date) -> int:
    """
    Return the number of a day's month, counted from year 0.

    >>> month_of(date(2026, 1, 31))
    24312
    """
    return day.year * 12 + day.month - 1


# Stands for all the months together.
LAST_MONTH: Final = month_of(date.max)


def first_of(month: int) -> date:
    """
    Return the first day of a month by its number.

    >>> first_of(24312)
    datetime.date(2026, 1, 1)
    """
    return date(month // 12, month % 12 + 1, 1)
