"""How numbers, dates and values are spelled; the same in every format."""

from datetime import date, datetime
from math import floor
from typing import Final

from riskctl.model.alert import AlertLevel, LevelBand
from riskctl.model.catalogue import Catalogue

UNOFFICIAL: Final = (
    "Unofficial: a private judgement, computed from a private log by a published "
    "rule. No government or military issues this level."
)
# Where one line has to do: the first of a screen that is read every day.
UNOFFICIAL_SHORT: Final = (
    "Unofficial: a private judgement by a published rule; no government issues it."
)

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def points(value: float) -> str:
    """
    Return points with one decimal and a true minus, never a negative zero.

    >>> points(44.06), points(-1.24), points(-0.01)
    ('44.1', '−1.2', '0.0')
    """
    text = f"{value:.1f}".replace("-", "−")
    return "0.0" if text == "−0.0" else text


def signed(value: float) -> str:
    """
    Return points with their sign, as every text for people has them.

    >>> signed(4.84), signed(-1.25), signed(0.01)
    ('+4.8', '−1.2', '±0.0')
    """
    text = f"{value:+.1f}".replace("-", "−")
    return "±0.0" if text in {"+0.0", "−0.0"} else text


def of_100(share: float) -> int:
    """
    Return a share of 0 to 1 as so many of a hundred; a half is rounded up.

    >>> of_100(0.885), of_100(0.125)
    (89, 13)
    """
    return floor(100.0 * share + 0.5)


def percent(share: float) -> str:
    """
    Return a share of 0 to 1 as whole per cent; a little is not nothing.

    >>> percent(0.476), percent(0.001), percent(0.0)
    ('48 %', 'under 1 %', '0 %')
    """
    shown = f"{share * 100:.0f} %"
    return "under 1 %" if shown == "0 %" and share > 0 else shown


def counted(number: int, noun: str, plural: str = "") -> str:
    """
    Return a number with its noun.

    >>> counted(1, "day"), counted(3, "day"), counted(2, "look", "looks")
    ('1 day', '3 days', '2 looks')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """
    Return a text as a sentence begins.

    >>> sentence("level 3, tense")
    'Level 3, tense'
    """
    return text[:1].upper() + text[1:]


def value_word(value: str | float) -> str:
    """
    Return a scale value as people read it.

    >>> value_word("expired"), value_word(0.5)
    ('expired', '0.5')
    """
    return value if isinstance(value, str) else f"{value:g}"


def level_word(band: LevelBand) -> str:
    """Return number, word and colour together, as a level always appears."""
    return f"{band.level.value} · {band.word} · {band.colour}"


def short_level(catalogue: Catalogue, level: AlertLevel) -> str:
    """Return number and word, where the colour has been named before."""
    return f"{level.value} ({catalogue.band(level).word})"


def day_words(day: date, *, beside: date | None = None) -> str:
    """
    Return a day in words; without its year where that of another day is the same.

    >>> day_words(date(2022, 2, 28)), day_words(date(2022, 2, 8), beside=date.min)
    ('28 February 2022', '8 February 2022')
    >>> day_words(date(2022, 2, 28), beside=date(2022, 3, 6))
    '28 February'
    """
    year = "" if beside and beside.year == day.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def long_day(day: date) -> str:
    """
    Return a day with its weekday, in English whatever the locale.

    >>> long_day(date(2022, 2, 28))
    'Mon 2022-02-28'
    """
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{names[day.weekday()]} {day.isoformat()}"


def moment(value: datetime) -> str:
    """Return a point in time in UTC, as the log spells it."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
