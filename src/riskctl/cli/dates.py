"""Days and moments as people type them: one reading, or refused."""

import re
from datetime import UTC, date, datetime
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.period import Period, end_of, whole_month
from riskctl.model.watch import DateOrder, Settings

_HINT: Final = "2026-02-05, 5 Feb 2026, 5 Feb, today, yesterday, 3d, 2w or tue"
# A time behind a day that is written from the year on.
_TIMED: Final = r"(\d{4}-\d{1,2}-\d{1,2})[t ]+\d{1,2}[:.h]\d\d.*"
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200


def parse_day(
    text: str, *, today: date, order: DateOrder = "", coming: bool = False
) -> date:
    """
    Return the day that *text* names.

    Args:
        today: What relative days are counted from.
        order: Which comes first in a date of numbers alone; empty where it is open.
        coming: A day without a year is the next one; else it is the latest past one.

    Raises:
        UsageError: It names no day, or two.

    Examples:
        >>> parse_day("last monday", today=date(2026, 11, 20))
        datetime.date(2026, 11, 16)
        >>> parse_day("24 Nov", today=date(2026, 11, 20))
        datetime.date(2025, 11, 24)
    """
    from riskctl.cli.day_forms import relative_day

    plain = _plain(text)
    if not plain:
        raise UsageError("the day is empty", hint=_HINT)
    try:
        day = relative_day(plain, today)
    except OverflowError:
        day = None
    if day is None:
        day = _calendar_day(plain, text, today, order=order, coming=coming)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(
            f"`{text}` is not a day that riskctl reads: "
            f"it lies outside {_FIRST_YEAR} to {_LAST_YEAR}",
            hint=_HINT,
        )
    return day


def parse_days(
    text: str, *, today: date, order: DateOrder = "", coming: bool = False
) -> Period:
    """
    Return the days within which something happened: a day, a month, or several days.

    A month that is not over reaches up to today.

    Raises:
        UsageError: It names no days, or the last lies before the first.

    Examples:
        >>> parse_days("2026-05-03..05", today=date(2026, 11, 20)).last
        datetime.date(2026, 5, 5)
        >>> parse_days("2026-05", today=date(2026, 11, 20)).last
        datetime.date(2026, 5, 31)
    """
    from riskctl.cli.day_spans import ends_of

    month = _month(text, today)
    if month:
        return month
    ends = ends_of(_plain(text))
    if not ends:
        day = parse_day(text, today=today, order=order, coming=coming)
        return Period(day, day)
    months = [_month(it, today) for it in ends]
    first, last = (
        found or Period(*[parse_day(it, today=today, order=order, coming=coming)] * 2)
        for it, found in zip(ends, months, strict=True)
    )
    if last.last < first.first:
        raise UsageError(
            f"`{text}`: {last.last} lies before {first.first}",
            hint="like 2026-05-03..05",
        )
    return Period(first.first, last.last)


def _plain(text: str) -> str:
    return " ".join(re.sub("[,()]", " ", text).lower().split())


def _month(text: str, today: date) -> Period | None:
    """Return the month that a text names, up to today while it lasts."""
    from riskctl.cli.day_forms import month_named

    named = month_named(_plain(text))
    if not named or not _FIRST_YEAR <= named[0] <= _LAST_YEAR:
        return None
    month = whole_month(date(*named, 1))
    return month if today not in month else Period(month.first, today)


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
    day = parse_day(text, today=today, order=settings.date_order)
    if latest is not None and day == today:
        return latest
    return end_of(day, settings.timezone)


def _calendar_day(
    plain: str, text: str, today: date, *, order: DateOrder, coming: bool
) -> date:
    """Return the one day that a date written out means, its weekday agreeing."""
    from riskctl.cli.day_forms import (
        WEEKDAYS,
        calendar_days,
        no_such_day,
        split_weekday,
    )

    weekday, rest = split_weekday(plain)
    days = sorted(calendar_days(rest, today, order=order, coming=coming))
    if not days:
        timed = re.fullmatch(_TIMED, plain, re.ASCII)
        if timed and calendar_days(timed[1], today):
            raise UsageError(
                f"`{text}` is a time, and a day is meant here",
                hint=f"{timed[1]}, or the day that it was where it happened",
            )
        why = no_such_day(rest, order)
        raise UsageError(
            f"`{text}` is not a day: {why}"
            if why
            else f"`{text}` is not a day that riskctl reads",
            hint=_HINT,
        )
    agreeing = [it for it in days if weekday is None or it.weekday() == weekday]
    if not agreeing:
        named = WEEKDAYS[days[0].weekday()].capitalize()
        raise UsageError(
            f"`{text}` names two days: {days[0]} is a {named}",
            hint="mend the one or the other, or leave out the weekday",
        )
    if len(agreeing) > 1:
        raise UsageError(
            f"`{text}` can be read as more than one day",
            hint=" or ".join(map(str, agreeing))
            + '; date_order = "dmy" or "mdy" in riskctl.toml decides it for good',
        )
    return agreeing[0]
