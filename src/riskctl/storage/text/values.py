"""What single TOML values mean, where they mean anything."""

from datetime import date
from math import isfinite


def quoted_day(value: object) -> date | None:
    """
    Return the day that stands in quotes, or None when it is none.

    >>> quoted_day("2026-11-20"), quoted_day("20 November"), quoted_day(20)
    (datetime.date(2026, 11, 20), None, None)
    """
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


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
