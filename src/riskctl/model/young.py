"""
Characters that some Pythons do not know yet: the same text on each of them.

A Python has the Unicode tables of its year: 3.11 those of 14.0. What was assigned
later would be spelled out by one and shown by the next, and a log that two people
share would read, compare and publish differently. So these are text everywhere, and
are compared as they are. What is older never changes: Unicode promises that.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final
from unicodedata import normalize

# Assigned after Unicode 14.0, up to 18.0, and visible; from the category of each
# character in both, as `unicodedata` and `unicodedata2` give it.
_ASSIGNED_LATER: Final = """
    558 58B-58C 5C8-5C9 88F 897 B53-B54 C5C CDC CF3 ECE 1ACF-1AF0 1B4E-1B4F 1B7F
    1C89-1C8A 208F 209D-209F 20C1-20C4 2427-2429 2B96 2E60-2E63 2FFC-2FFF 31E4-31E5 31EF
    A7CB-A7CF A7D2 A7D4 A7DA-A7DD A7E2 A7F1 AB6C-AB6D FBC3-FBD2 FD90-FD91 FDC8-FDCE
    105C0-105F3 107BB-107BF 10940-10959 10D40-10D65 10D69-10D85 10D8E-10D8F 10EC2-10EC7
    10EC9-10EEE 10EF0-10EFF 1123F-11241 11380-11389 1138B 1138E 11390-113B5 113B7-113C0
    113C2 113C5 113C7-113CA 113CC-113D5 113D7-113D8 113E1-113E2 116D0-116E3 11B00-11B0A
    11B60-11B67 11BC0-11BE1 11BF0-11BF9 11DB0-11DDB 11DE0-11DE9 11DF0-11DF1 11F00-11F10
    11F12-11F3A 11F3E-11F5A 1246F 12475-1247F 12550-12686 1342F 13440-13455 13460-143FA
    16100-16139 16D40-16D79 16EA0-16EB8 16EBB-16ED3 16FF2-16FF6 187F8-187FF 18CD6-18CDA
    18CFF 18D09-18D20 18D80-18DF2 18E00-19191 191A0-191D2 1B123-1B128 1B132 1B155 1B168
    1CC00-1CCFC 1CD00-1CEB3 1CEBA-1CED0 1CED2-1CED4 1CEDD-1CEFD 1D127-1D128 1D1EB-1D1FF
    1D250-1D281 1D2C0-1D2D3 1D6A6 1DB00-1DB1C 1DF1F-1DF81 1DF90-1DF96 1DFCD-1DFFF
    1E030-1E06D 1E08F 1E4D0-1E4F9 1E5D0-1E5FA 1E5FF 1E6C0-1E6DE 1E6E0-1E6F5 1E6FE-1E6FF
    1F1AE 1F6D8-1F6D9 1F6DC 1F774-1F77F 1F7D9-1F7DB 1F7F1-1F7FF 1F8B2-1F8BB 1F8C0-1F8C1
    1F8D0-1F8D8 1FA54-1FA57 1FA75-1FA77 1FA87-1FA8F 1FAAD-1FAAF 1FABB-1FABF 1FAC6 1FAC8
    1FACC-1FACF 1FADA-1FADD 1FADF 1FAE8-1FAEB 1FAEF 1FAF7-1FAFA 1FBCB-1FBEF 1FBFA
    2B739-2B73F 2B81E 2CEA2-2CEAD 2EBF0-2EE5D 31350-33479 3D000-3FC3F
"""


@cache
def _young() -> re.Pattern[str]:
    """Return what finds a run of such characters, and keeps it when it splits."""
    ranges = (it.partition("-") for it in _ASSIGNED_LATER.split())
    spelled = (f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in ranges)
    return re.compile(f"([{''.join(spelled)}]+)")


def is_young(char: str) -> bool:
    """
    Say whether a character is text that an older Python does not know.

    >>> is_young("\N{GRINNING FACE}"), is_young(chr(0x1FAE8))
    (False, True)
    """
    return not char.isascii() and _young().fullmatch(char) is not None


def of_known(change: Callable[[str], str], text: str) -> str:
    """Return *text* with a change to all of it but its young characters."""
    if not _young().search(text):
        return change(text)
    parts = _young().split(text)
    # With the group in its expression, `split` gives what it found at odd places.
    return "".join(
        part if place % 2 else change(part) for place, part in enumerate(parts)
    )


def comparable(text: str) -> str:
    r"""
    Return *text* as it is compared: in one composition, and without capitals.

    >>> comparable("R\u00e9union \ufb01") == comparable("re\u0301union FI")
    True
    """
    if text.isascii():
        return text.lower()
    return of_known(lambda it: normalize("NFKC", it).casefold(), text)
