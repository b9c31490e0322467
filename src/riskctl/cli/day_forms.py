"""The forms in which people write a day: every day that a text can mean."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from riskctl.model.watch import DateOrder

WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAMED: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SHORTEST_NAME: Final = 3
_DAYS_IN: Final = {"d": 1, "w": 7, "day": 1, "week": 7}
# 29 February comes again after eight years at most, around 1900 and 2100.
_YEARS_TO_TRY: Final = 9
_LEAP_YEAR: Final = 2024

_COUNT: Final = r"(\d{1,5}|an?|one)"
_UNIT: Final = r"(day|week|month|year)s?"
_AGO: Final = re.compile(rf"-?(\d{{1,5}})([dw])|{_COUNT} {_UNIT} ago", re.ASCII)
_AHEAD: Final = re.compile(rf"\+(\d{{1,5}})([dw])|in {_COUNT} {_UNIT}", re.ASCII)
_NUMBER: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_NAME: Final = r"([a-z]{3,9})\.?"
# Chinese, Japanese and Korean name the parts: 2026\u5e742\u67085\u65e5.
_YEAR_FIRST: Final = re.compile(
    r"(\d{4})(\d{2})(\d{2})|(\d{4})([-/. ])(\d{1,2})\5(\d{1,2})"
    r"|(\d{4}) ?[\u5e74\ub144] ?(\d{1,2}) ?[\u6708\uc6d4] ?(\d{1,2}) ?[\u65e5\uc77c]",
    re.ASCII,
)
_YEAR_FIRST_NAMED: Final = re.compile(
    rf"(\d{{4}})[-/. ]*{_NAME}[-/. ]*{_NUMBER}", re.ASCII
)
_DAY_FIRST_NAMED: Final = re.compile(
    rf"{_NUMBER}[-/. ]*{_NAME}(?:[-/. ]*(\d{{4}}))?", re.ASCII
)
_MONTH_FIRST_NAMED: Final = re.compile(
    rf"{_NAME}[-/. ]*{_NUMBER}(?:[-/. ]+(\d{{4}}))?", re.ASCII
)
_NUMBERS: Final = re.compile(
    r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})|(\d{1,2})([/.])(\d{1,2})\.?", re.ASCII
)


def split_weekday(plain: str) -> tuple[int | None, str]:
    """
    Take the name of a weekday off the front or the end of a text.

    >>> split_weekday("thu 5 feb 2026"), split_weekday("5 feb")
    ((3, '5 feb 2026'), (None, '5 feb'))
    """
    first, _, after = plain.partition(" ")
    before, _, last = plain.rpartition(" ")
    for word, rest in ((first, after), (last, before)):
        number = _named(word.rstrip("."), WEEKDAYS)
        if number is not None:
            return number, rest
    return None, plain


def relative_day(plain: str, today: date) -> date | None:
    """
    Return the day that is counted from *today*; None when the text counts none.

    Raises:
        OverflowError: It lies outside the calendar.

    >>> relative_day("2 weeks ago", date(2026, 11, 20))
    datetime.date(2026, 11, 6)
    """
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    for form, sign in ((_AGO, -1), (_AHEAD, 1)):
        if found := form.fullmatch(plain):
            count, unit = found[1] or found[3], found[2] or found[4]
            number = sign * (int(count) if count.isdigit() else 1)
            return _moved(today, number, unit)
    which, _, name = plain.rpartition(" ")
    weekday = _named(name.rstrip("."), WEEKDAYS)
    if weekday is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if which == "this":
        return monday + timedelta(days=weekday)
    if which in {"", "last"}:
        back = (today.weekday() - weekday) % 7
        return today - timedelta(days=back or 7)
    return None


def calendar_days(
    plain: str, today: date, *, order: DateOrder = "", coming: bool = False
) -> set[date]:
    """
    Return every day that a date written out can mean; none when it is no date.

    Args:
        order: What comes first in a date of numbers alone: the day or the month.
        coming: A day without a year is the next one, and not the latest past one.

    >>> sorted(str(it) for it in calendar_days("3/4/2026", date(2026, 11, 20)))
    ['2026-03-04', '2026-04-03']
    """
    days = set()
    for year, month, day in _parts(plain, order):
        found = (
            _in_calendar(year, month, day)
            if year
            else _without_year(month, day, today, coming=coming)
        )
        if found:
            days.add(found)
    return days


def no_such_day(plain: str, order: DateOrder = "") -> str:
    """
    Say why a date that is written out is no day; empty where it is no date at all.

    >>> no_such_day("2025-02-29"), no_such_day("31 sep"), no_such_day("soon")
    ('February 2025 has 28 days', 'September has 30 days', '')
    """
    for year, month, day in _parts(plain, order):
        if not 1 <= month <= len(_MONTHS):
            continue
        days = monthrange(year or _LEAP_YEAR, month)[1]
        if day > days:
            name = f"{_MONTHS[month - 1].capitalize()} {year or ''}".strip()
            return f"{name} has {days} days"
    return ""


def month_named(plain: str) -> tuple[int, int] | None:
    """
    Return the year and the month of a text that names no day.

    >>> month_named("2026-05"), month_named("may 2026"), month_named("2026")
    ((2026, 5), (2026, 5), None)
    """
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", plain, re.ASCII):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", plain, re.ASCII):
        year, month = int(found[2]), int(found[1])
    elif found := re.fullmatch(rf"{_NAME} (\d{{4}})", plain, re.ASCII):
        number = _named(found[1], _MONTHS)
        year, month = int(found[2]), 0 if number is None else number + 1
    else:
        return None
    return (year, month) if _in_calendar(year, month, 1) else None


def _parts(plain: str, order: DateOrder) -> Iterator[tuple[int, int, int]]:
    """Yield year (0 for none), month and day of every reading of a date."""
    if found := _YEAR_FIRST.fullmatch(plain):
        yield (
            int(found[1] or found[4] or found[8]),
            int(found[2] or found[6] or found[9]),
            int(found[3] or found[7] or found[10]),
        )
    elif found := _YEAR_FIRST_NAMED.fullmatch(plain):
        yield from _with_name(found[1], found[2], found[3])
    elif found := _DAY_FIRST_NAMED.fullmatch(plain):
        yield from _with_name(found[3], found[2], found[1])
    elif found := _MONTH_FIRST_NAMED.fullmatch(plain):
        yield from _with_name(found[3], found[1], found[2])
    elif found := _NUMBERS.fullmatch(plain):
        one, other = int(found[1] or found[5]), int(found[3] or found[7])
        year = int(found[4] or 0)
        if order != "mdy":
            yield year, other, one
        if order != "dmy":
            yield year, one, other


def _with_name(year: str | None, name: str, day: str) -> Iterator[tuple[int, int, int]]:
    month = _named(name, _MONTHS)
    if month is not None:
        yield int(year or 0), month + 1, int(day)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name that begins with *word*; it takes three letters."""
    if len(word) < _SHORTEST_NAME:
        return None
    return next((at for at, it in enumerate(names) if it.startswith(word)), None)


def _in_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int, day: int, today: date, *, coming: bool) -> date | None:
    """Return the latest day up to today with this month and day, or the next one."""
    step = 1 if coming else -1
    for years in range(_YEARS_TO_TRY):
        found = _in_calendar(today.year + step * years, month, day)
        if found and (found > today if coming else found <= today):
            return found
    return None


def _moved(today: date, number: int, unit: str) -> date:
    if unit in _DAYS_IN:
        return today + timedelta(days=number * _DAYS_IN[unit])
    from dateutil.relativedelta import relativedelta

    try:
        moved: date = today + relativedelta(**{f"{unit}s": number})  # type: ignore[arg-type]
    except ValueError as error:  # a year outside the calendar
        raise OverflowError from error
    return moved
