"""What single TOML values mean, where they mean anything."""

import re
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import Final

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_YEAR_FIRST: Final = re.compile(
    r"(\d{4})(\d\d)(\d\d)|(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[Tt ].*)?", re.ASCII
)
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_NAMED: Final = re.compile(
    r"(\d{1,2})\.? (?P<one>[a-z]{3})[a-z]*\.?,? (\d{4})"
    r"|(?P<other>[a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})",
    re.ASCII,
)


def meant_day(value: object) -> date | None:
    """
    Return the day that is meant by a value that is no date; None when that is open.

    >>> str(meant_day("2026-11-20T10:00")), str(meant_day(20261120))
    ('2026-11-20', '2026-11-20')
    >>> str(meant_day("20 Nov 2026")), meant_day("5.6.2026"), meant_day("20 November")
    ('2026-11-20', None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    found = _readings(" ".join(str(value).lower().split()))
    return found.pop() if len(found) == 1 else None


def _readings(text: str) -> set[date]:
    """Return the days that a text may mean."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (it for it in found.groups() if it)
        return _days((year, month, day))
    if found := _YEAR_LAST.fullmatch(text):
        one, other, year = found.groups()
        return _days((year, one, other), (year, other, one))
    if found := _NAMED.fullmatch(text):
        name = found["one"] or found["other"]
        day, year = (it for it in found.groups() if it and it.isdecimal())
        if name in _MONTHS:
            return _days((year, _MONTHS.index(name) + 1, day))
    return set()


def _days(*parts: tuple[str, str | int, str]) -> set[date]:
    days = set()
    for year, month, day in parts:
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days


def meant_moment(value: object) -> str:
    """
    Return the moment that is meant by a value that is none; "" when that is open.

    A day has no hour and a time no zone: noon and UTC stand in for them.

    >>> meant_moment("2026-11-20T10:00:00+01:00"), meant_moment(date(2026, 11, 20))
    ('2026-11-20T10:00:00+01:00', '2026-11-20T12:00:00Z')
    >>> meant_moment("yesterday")
    ''
    """
    moment = value
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            moment = None
    elif isinstance(value, date) and not isinstance(value, datetime):
        moment = datetime.combine(value, time(12))
    if not isinstance(moment, datetime):
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.isoformat().replace("+00:00", "Z")


def finite(value: object) -> float | None:
    """
    Return *value* as a finite number, or None when it is none.

    >>> finite(1), finite(True), finite(10**400)
    (1.0, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None
