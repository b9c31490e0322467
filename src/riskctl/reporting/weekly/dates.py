"""Days and weeks in words, in English whatever the locale."""

from datetime import date

from riskctl.model.period import Period
from riskctl.reporting.words import MONTHS, day_words


def month_word(day: date) -> str:
    """
    Return a day's month in three letters.

    >>> month_word(date(2022, 9, 1))
    'Sep'
    """
    return MONTHS[day.month - 1][:3]


def short_day(day: date, *, beside: date | None = None) -> str:
    """
    Return a day with its month in three letters.

    >>> short_day(date(2022, 9, 3))
    '3 Sep 2022'
    """
    year = "" if beside and beside.year == day.year else f" {day.year}"
    return f"{day.day} {month_word(day)}{year}"


def span_words(span: Period) -> str:
    """
    Return some days in words.

    >>> span_words(Period(date(2022, 2, 28), date(2022, 3, 6)))
    '28 February – 6 March 2022'
    >>> span_words(Period(date(2026, 5, 18), date(2026, 5, 24)))
    '18–24 May 2026'
    """
    first, last = span
    if first == last:
        return day_words(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    return f"{day_words(first, beside=last)} – {day_words(last)}"


def week_words(span: Period) -> str:
    """
    Return a week in words.

    >>> week_words(Period(date(2026, 5, 18), date(2026, 5, 24)))
    'Week of 18–24 May 2026'
    """
    return f"Week of {span_words(span)}"
