"""Values that TOML does not read: what was meant, and how TOML spells it."""

import re
from typing import Final

from riskctl.storage.text.values import meant_day

_FLAGS: Final = {"true": "true", "yes": "true", "on": "true"} | {
    "false": "false",
    "no": "false",
    "off": "false",
}
_NUMBER: Final = re.compile(r"(-?)(\d*)[.,]?(\d*)", re.ASCII)
_PERCENT: Final = re.compile(r"(-?\d+(?:[.,]\d+)?) ?%", re.ASCII)
_DAY: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d.*", re.ASCII)
# What word processors make of a hyphen or a minus.
_MINUS: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-")
)


def respelled(value: str) -> str:
    """
    Return a day, a number or a yes as TOML spells it; "" for anything else.

    >>> respelled("2026/5/2"), respelled("-,5"), respelled("5."), respelled("call")
    ('2026-05-02', '-0.5', '5.0', '')
    >>> respelled("50 %"), respelled("Yes"), respelled("\u22120.5")
    ('0.5', 'true', '-0.5')
    """
    plain = value.translate(_MINUS)
    day = None if _MOMENT.fullmatch(plain) else meant_day(plain)
    if day:
        return str(day)
    if percent := _PERCENT.fullmatch(plain):
        return f"{float(percent[1].replace(',', '.')) / 100:g}"
    number = _NUMBER.fullmatch(plain)
    if number and (number[2] or number[3]):
        return f"{number[1]}{number[2] or 0}.{number[3] or 0}"
    return _FLAGS.get(plain.lower(), "")


def sample_of(value: str) -> str:
    """
    Return a sample of what a value is meant to be, a day or a moment; "" for neither.

    >>> sample_of("5/6/2026"), sample_of("2026-02-05T25:00Z"), sample_of("B2")
    ('2026-02-05', '2026-02-06T08:12:33Z', '')
    """
    if _MOMENT.fullmatch(value):
        return "2026-02-06T08:12:33Z"
    return "2026-02-05" if _DAY.fullmatch(value) else ""
