"""How days, events, indicators and points are said on a page; alike in every format."""

from datetime import date
from typing import Final

from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.period import Period
from riskctl.model.record import Event, Note
from riskctl.model.tlp import Tlp
from riskctl.reporting.words import MONTHS, day_words

WITHHELD: Final = "an event that is not shown"
_TITLE: Final = 90


def brief(text: str, longest: int = _TITLE) -> str:
    """
    Return a title in one line, cut between words where it is too long.

    >>> brief("New START expires without a successor", 20)
    'New START expires…'
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.–-")
    return f"{kept or line[:longest]}…"


def quoted(event: Event | None) -> str:
    """Return a title as running text names it."""
    return f"“{brief(event.title).rstrip('.')}”" if event else WITHHELD


def level_words(catalogue: Catalogue, level: AlertLevel) -> str:
    """
    Return a level as running text says it: number and word.

    The colour is beside it in a picture, and in the annex.
    """
    return f"{level.value}, {catalogue.band(level).word}"


def value_title(indicator: Indicator, value: str | float | None) -> str:
    """Return a value of a scale as people read it."""
    if value is None:
        return "never logged"
    if isinstance(value, str):
        named = (it.title for it in indicator.scale if it.name == value)
        return next(named, value.replace("-", " "))
    return f"{value:g}"


def floor_title(name: str) -> str:
    """
    Return a floor's name as people read it.

    >>> floor_title("nuclear-alert")
    'nuclear alert'
    """
    return name.replace("-", " ")


def days_words(days: int) -> str:
    """
    Return a number of days, with a comma from a thousand on.

    >>> days_words(1), days_words(1424)
    ('1 day', '1,424 days')
    """
    return f"{days:,} day{'' if days == 1 else 's'}"


def mark_words(record: Event | Note) -> str:
    """Return a record's mark, where not everybody may read it."""
    return "" if record.tlp is Tlp.CLEAR else f"TLP:{record.tlp.name}"


def listed(parts: list[str]) -> str:
    """
    Return parts as a sentence lists them.

    >>> listed(["a", "b", "c"]), listed(["a", "b"]), listed(["a"])
    ('a, b and c', 'a and b', 'a')
    """
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def host(address: str) -> str:
    r"""
    Return the host of an address, in ASCII whatever its letters look like.

    >>> host("https://example.org:8080/a"), host("https://\u0435xample.org/")
    ('example.org:8080', 'xn--xample-2of.org')
    """
    name = address.split("/")[2]
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name.encode("ascii", "backslashreplace").decode("ascii")


def learned_words(learned: date | None, *, beside: date) -> str:
    """Say when an event was learned, where that has to be said."""
    return f"learned on {short_day(learned, beside=beside)}" if learned else ""


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
