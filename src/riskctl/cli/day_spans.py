"""The forms in which people write several days, and what each end leaves out."""

import re
from typing import Final

_NUMBER: Final = r"\d{1,2}(?:st|nd|rd|th)?\.?"
_NAME: Final = r"[a-z]{3,9}\.?"
_UP_TO: Final = re.compile(
    r"\.\.+|\u2026|[\u2013\u2014]| - |\b(?:to|until|till|through)\b"
)
_FROM: Final = re.compile(
    rf"from (?P<begin>.+) (?:to|until|till|through) (?P<end>.+)"
    rf"|between (?P<one>.+) and (?P<other>.+)"
    # ISO 8601 puts a stroke between two days, and people a hyphen: 12-14 May 2026.
    rf"|(?P<first>\d{{4}}-\d\d-\d\d)/(?P<last>[-\d]+)"
    rf"|(?P<day>{_NUMBER})-(?P<until>{_NUMBER} {_NAME}(?: \d{{4}})?)"
    rf"|(?P<named>{_NAME} {_NUMBER})-(?P<rest>{_NUMBER}(?: \d{{4}})?)",
    re.ASCII,
)
_YEAR: Final = re.compile(r".* (\d{4})", re.ASCII)
_DAY: Final = re.compile(_NUMBER, re.ASCII)
_DAY_AND_YEAR: Final = re.compile(rf"{_NUMBER}(?: \d{{4}})?", re.ASCII)
_AFTER_DAY: Final = re.compile(rf"{_NUMBER}( {_NAME}.*)", re.ASCII)
_BEFORE_DAY: Final = re.compile(rf"({_NAME} ){_NUMBER}( \d{{4}})?", re.ASCII)


def ends_of(plain: str) -> tuple[str, str] | None:
    """
    Return the first and the last day of several, each in full; None for a single one.

    >>> ends_of("12-14 may 2026"), ends_of("may 12 - june 2 2026")
    (('12 may 2026', '14 may 2026'), ('may 12 2026', 'june 2 2026'))
    >>> ends_of("from 2026-05-28 to 06-02"), ends_of("5 feb 2026")
    (('2026-05-28', '2026-06-02'), None)
    """
    if found := _FROM.fullmatch(plain):
        begin, end = (it for it in found.groups() if it is not None)
    else:
        begin, *rest = _UP_TO.split(plain, maxsplit=1)
        if not rest:
            return None
        (end,) = rest
    return _completed(begin.strip(), end.strip())


def _completed(begin: str, end: str) -> tuple[str, str]:
    """Give each end what it leaves to the other: its month, or its year."""
    if re.fullmatch(r"\d{1,2}|\d{2}-\d{2}", end, re.ASCII) and begin[4:5] == "-":
        return begin, begin[: -len(end.zfill(2))] + end.zfill(2)
    if _DAY.fullmatch(begin) and (found := _AFTER_DAY.fullmatch(end)):
        return begin + found[1], end
    if _DAY.fullmatch(begin) and (found := _BEFORE_DAY.fullmatch(end)):
        return found[1] + begin + (found[2] or ""), end
    if _DAY_AND_YEAR.fullmatch(end) and (found := _BEFORE_DAY.fullmatch(begin)):
        end = found[1] + end
    year = _YEAR.fullmatch(end)
    if year and re.search("[a-z]", begin) and not re.search(r"\d{4}", begin):
        begin = f"{begin} {year[1]}"
    return begin, end
