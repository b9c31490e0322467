"""Periods of days, and ISO 8601 weeks."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from riskctl.model.zone import zone

# Compiled when a week is read, which most commands never do.
_WEEK: Final = r"(\d{4})-W(\d{2})"


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """Say whether *day* lies in the period."""
        return isinstance(day, date) and self.first <= day <= self.last


class Week(NamedTuple):
    """
    An ISO 8601 week, Monday to Sunday.

    >>> str(Week.of(date(2027, 1, 1)))
    '2026-W53'
    """

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """Return the week in which *day* lies."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "Week | None":
        """
        Return the week that *text* spells, or None when there is none.

        >>> Week.parse("2026-W54") is None
        True
        """
        found = re.fullmatch(_WEEK, text, re.ASCII)
        if not found:
            return None
        try:
            week = cls.of(date.fromisocalendar(int(found[1]), int(found[2]), 1))
            # At the calendar's two ends a week has no neighbour to compare with.
            _ = week.before, week.period
        except (ValueError, OverflowError):
            return None
        return week

    @property
    def period(self) -> Period:
        """Its days, Monday to Sunday."""
        monday = date.fromisocalendar(self.year, self.number, 1)
        return Period(monday, monday + timedelta(days=6))

    @property
    def before(self) -> "Week":
        """The week before it."""
        return Week.of(self.period.first - timedelta(days=7))

    def __str__(self) -> str:
        """Spell it as ISO 8601 does."""
        return f"{self.year:04}-W{self.number:02}"


def whole_month(day: date) -> Period:
    """
    Return the whole month in which *day* lies.

    >>> str(whole_month(date(2028, 2, 5)).last)
    '2028-02-29'
    """
    first = day.replace(day=1)
    return Period(
        first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    )


def end_of(day: date, timezone: str) -> datetime:
    """
    Return the last second of *day* in an IANA time zone, in UTC.

    >>> end_of(date(2026, 1, 4), "Europe/Vienna").isoformat()
    '2026-01-04T22:59:59+00:00'
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), zone(timezone))
    return midnight.astimezone(UTC) - timedelta(seconds=1)
