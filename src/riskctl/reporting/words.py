"""How numbers, dates and values are spelled; the same in every format."""

from datetime import date, datetime
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


def points(value: float) -> str:
    """
    Return points with one decimal, never a negative zero.

    >>> points(44.06), points(-0.01)
    ('44.1', '0.0')
    """
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text


def signed(value: float) -> str:
    """
    Return points with their sign.

    >>> signed(4.84), signed(-1.25), signed(0.01)
    ('+4.8', '-1.2', '±0.0')
    """
    text = f"{value:+.1f}"
    return "±0.0" if text in {"+0.0", "-0.0"} else text


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
