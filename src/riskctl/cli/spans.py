"""Which days or which week a command is about, and how many days it shows."""

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum

from riskctl.analysis.days.day import Day
from riskctl.cli.watches import read_judged_day
from riskctl.errors import UsageError
from riskctl.model.log import Log
from riskctl.model.period import Period, Week
from riskctl.model.watch import Watch

# 47, or W47 as it stands in a calendar.
_NUMBER = re.compile(r"w?(\d{1,2})", re.ASCII)
_YEAR_AND_NUMBER = re.compile(r"(\d{4})[- ]?w(\d{1,2})", re.ASCII)


class Step(Enum):
    """How far apart the shown days are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def chosen_span(
    first: str | None, last: str | None, watch: Watch, *, as_of: str | None = None
) -> Period:
    """
    Return the days from *first* to *last*: the whole log up to today unless given.

    Args:
        as_of: Another last day; the earlier of the two counts.

    Raises:
        UsageError: A day cannot be read, or the span ends before it begins.
    """
    ends = [read_judged_day(it, watch) for it in (last, as_of) if it is not None]
    end = min(ends) if ends else read_judged_day(None, watch)
    logged = watch.log.span
    start = min(logged.first, end) if logged else end
    if first is not None:
        start = read_judged_day(first, watch)
    if end < start:
        raise UsageError(
            f"{end} lies before {start}", hint="--from the earlier day --to the later"
        )
    return Period(start, end)


def span_within(first: str | None, last: str | None, begin: date, end: date) -> Period:
    """
    Return the days from *first* to *last* of those that there are.

    Raises:
        UsageError: A day cannot be read, or the span ends before it begins.
    """
    from riskctl.cli.dates import parse_day

    chosen = [
        parse_day(text, today=end, order="") if text is not None else otherwise
        for text, otherwise in ((first, begin), (last, end))
    ]
    if chosen[1] < chosen[0]:
        raise UsageError(
            f"{chosen[1]} lies before {chosen[0]}",
            hint="--from the earlier day --to the later",
        )
    return Period(*chosen)


def chosen_week(text: str, *, today: date, log: Log) -> Week:
    """
    Return the week that `--week` names, or the one in which a day that it names lies.

    A number alone is the latest such week that has begun.

    Raises:
        UsageError: There is no such week, it has not begun, or the log begins later.
    """
    plain = " ".join(text.lower().split())
    named = {"this": Week.of(today), "last": Week.of(today).before}
    week = (
        named.get(plain.removesuffix(" week"))
        or _written(plain)
        or _numbered(plain, today)
        or _around(plain, today)
    )
    if week is None:
        raise UsageError(
            f"`{text}` is not a week",
            hint=f"like {Week.of(today)}, {Week.of(today).number}, last, this, or a "
            f"day of it: {today}",
        )
    if week.period.first > today:
        raise UsageError(f"{week} has not begun", hint="--week this, or an earlier one")
    first = log.span.first if log.span else None
    if first and week.period.last < first:
        raise UsageError(
            f"{week} lies before the log, which begins on {first}",
            hint=f"the first week is {Week.of(first)}",
        )
    return week


def _written(text: str) -> Week | None:
    """Return the week that is written out, however it is written: 2026-w9."""
    found = _YEAR_AND_NUMBER.fullmatch(text)
    return Week.parse(f"{found[1]}-W{int(found[2]):02}") if found else None


def _around(text: str, today: date) -> Week | None:
    """Return the week in which a day lies; None where no day is named."""
    from riskctl.cli.dates import parse_day

    try:
        return Week.of(parse_day(text, today=today))
    except UsageError:
        return None


def _numbered(text: str, today: date) -> Week | None:
    """Return the latest week with a number, this year or before, that has begun."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    years = range(today.year + 1, today.year - 8, -1)  # a 53rd week comes that often
    weeks = (Week.parse(f"{year:04}-W{int(found[1]):02}") for year in years)
    begun = (it for it in weeks if it and it.period.first <= today)
    return next(begun, None)


def reported_week(watch: Watch, today: date) -> str:
    """
    Name the week that is reported unless one is named: the last whole one.

    Of a watch that was begun since, it is the present one.
    """
    span = watch.log.span
    began = span is None or span.first > Week.of(today).before.period.last
    return "this" if began and span and span.first <= today else "last"


def no_evidence_words(span: Period) -> str:
    """Say that no day of *span* has a level."""
    days = f"from {span.first} to {span.last}"
    if span.first == span.last:
        days = f"on {span.last}"
    return f"no evidence: nothing was known {days}"


def stepped(days: Sequence[Day], step: Step) -> tuple[Day, ...]:
    """Return the last day of each week or month; every day where the step is a day."""
    last = {_step_of(it.date, step): it for it in days}
    return tuple(last.values())


def _step_of(day_: date, step: Step) -> tuple[int, ...]:
    if step is Step.WEEK:
        return day_.isocalendar()[:2]
    return (day_.year, day_.month, *([day_.day] if step is Step.DAY else []))
