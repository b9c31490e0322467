"""
Days and moments as people type them.

Our own forms come first; dateutil's guessing parser is asked last, with both
orders of day and month, and refused where the two differ.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.period import end_of
from riskctl.model.watch import Settings

_WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAYS_AGO: Final = re.compile(r"-(\d{1,5})d|(\d{1,5}) days? ago", re.ASCII)
_HINT: Final = "2026-02-05, 5 Feb 2026, today, yesterday, -3d or last monday"
# What dateutil may see: a day, a month and a year, in any order.
_COMPLETE: Final = re.compile(r"(?=.*\d{4})[A-Za-z0-9 .,/-]{6,30}", re.ASCII)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200


def parse_day(text: str, *, today: date) -> date:
    """
    Return the day that *text* names.

    Args:
        today: What relative days are counted from.

    Raises:
        UsageError: It names no day, or two.

    Examples:
        >>> parse_day("last monday", today=date(2026, 11, 20))
        datetime.date(2026, 11, 16)
        >>> parse_day("5 Feb 2026", today=date(2026, 11, 20))
        datetime.date(2026, 2, 5)
    """
    plain = " ".join(text.split()).lower()
    day = _relative(plain, today) or _iso(plain) or _guessed(plain, text)
    if day is None:
        raise UsageError(f"`{text}` is not a day that riskctl reads", hint=_HINT)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(
            f"`{text}` is not a day that riskctl reads: "
            f"it lies outside {_FIRST_YEAR} to {_LAST_YEAR}",
            hint=_HINT,
        )
    return day


def parse_moment(
    text: str, *, settings: Settings, today: date, latest: datetime | None = None
) -> datetime:
    """
    Return the moment that *text* names: a time with its offset, or a day's end.

    Args:
        latest: What stands in for the end of today, which has not come.

    Raises:
        UsageError: It names no moment.
    """
    if "t" in text.lower() and ":" in text:
        try:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None and _FIRST_YEAR <= moment.year <= _LAST_YEAR:
                return moment.astimezone(UTC)
        except ValueError:
            pass
        raise UsageError(
            f"`{text}` is not a time with its offset",
            hint="2026-02-06T08:12:33Z, or a day, whose end is meant",
        )
    day = parse_day(text, today=today)
    if latest is not None and day == today:
        return latest
    return end_of(day, settings.timezone)


def _relative(plain: str, today: date) -> date | None:
    if plain in {"today", "yesterday", "tomorrow"}:
        offset = {"today": 0, "yesterday": -1, "tomorrow": 1}[plain]
        return today + timedelta(days=offset)
    if ago := _DAYS_AGO.fullmatch(plain):
        try:
            return today - timedelta(days=int(ago[1] or ago[2]))
        except OverflowError:
            return None
    word = plain.removeprefix("last ")
    if word in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(word)) % 7
        return today - timedelta(days=back or 7)
    return None


def _iso(plain: str) -> date | None:
    if not _ISO.fullmatch(plain):
        return None
    try:
        return date.fromisoformat(plain)
    except ValueError:
        return None


def _guessed(plain: str, text: str) -> date | None:
    if _ISO.fullmatch(plain) or not _COMPLETE.fullmatch(plain):
        return None
    from dateutil.parser import ParserError, parse

    readings = set()
    for default in (datetime(2000, 1, 1), datetime(2004, 2, 2)):  # noqa: DTZ001
        for day_first in (True, False):
            try:
                found = parse(plain, dayfirst=day_first, default=default)
            except (ParserError, OverflowError, ValueError):
                return None
            readings.add(found.date())
    if len(readings) > 1:
        raise UsageError(f"`{text}` can be read as more than one day", hint=_HINT)
    return readings.pop()
