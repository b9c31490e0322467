"""What is meant as a mark of secrecy and is none: it must not be passed over."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

from riskctl.model.tlp import Tlp

_NAME: Final = "tlp"
# Letters of other scripts that look like those of the name.
_LOOKALIKES: Final = str.maketrans("\u0442\u03c4\u0456\u04cf\u0440\u03c1|1", "ttllppll")
_WORDS: Final = frozenset(
    ("red", "amber", "green", "strict", "secret", "confidential", "restricted")
)
# What may stand beside one of them; with any other word it is a text.
_BESIDE: Final = frozenset((_NAME, "top", "noforn", "eyes", "only", "not", "public"))
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
_AT_THE_START: Final = re.compile(
    r"[\W_]*tlp[\W_]*(?P<word>red|amber|green)\b", re.IGNORECASE
)
# A slip leaves a name as long as it was, or one letter longer or shorter.
_SLIP_LENGTHS: Final = (2, 3, 4)


def is_near_mark(key: str, value: object) -> bool:
    """
    Say whether a key that is none, and its value, are meant as a mark.

    Whoever wrote it relies on it, and it would be passed over.

    >>> is_near_mark("Tlp-level", 1), is_near_mark("tpl", ""), is_near_mark("to", "")
    (True, True, False)
    >>> is_near_mark("marking", "TLP:AMBER+STRICT"), is_near_mark("colour", "blue")
    (True, False)
    """
    name = _NOT_LETTERS.sub("", _plain(key))
    if _NAME in name or name.startswith("trafficlight") or _is_slip(name):
        return True
    words = {*_words(value)} if isinstance(value, str) else set()
    return not words.isdisjoint(_WORDS) and words <= _WORDS | _BESIDE


def mark_at_start(text: str) -> Tlp | None:
    """
    Return the mark with which a text begins, as people write it; None without one.

    >>> mark_at_start("[TLP:AMBER] A call"), mark_at_start("A memo, marked TLP:RED")
    (<Tlp.AMBER: 'amber'>, None)
    """
    found = _AT_THE_START.match(normalize("NFKC", text))
    return Tlp.parse(found["word"]) if found else None


def nearest_mark(value: object) -> Tlp:
    """
    Return the mark that is meant, or the narrowest where that is not clear.

    >>> nearest_mark("AMBER "), nearest_mark("amber+strict"), nearest_mark("WHITE")
    (<Tlp.AMBER: 'amber'>, <Tlp.RED: 'red'>, <Tlp.CLEAR: 'clear'>)
    """
    words = {*_words(value)} - {_NAME} if isinstance(value, str) else set()
    return _SPELLINGS.get(words.pop() if len(words) == 1 else "", Tlp.RED)


_SPELLINGS: Final = {it.value: it for it in Tlp} | {"white": Tlp.CLEAR}


def _plain(text: str) -> str:
    return normalize("NFKC", text).casefold().translate(_LOOKALIKES)


def _words(text: str) -> Iterable[str]:
    return filter(None, _NOT_LETTERS.split(_plain(text)))


def _is_slip(name: str) -> bool:
    """Say whether one letter is missing, doubled, wrong, or swapped with the next."""
    if len(name) not in _SLIP_LENGTHS:
        return False
    swapped = ("ltp", "tpl")
    inside = (name[:at] + name[at + 1 :] for at in range(len(name)))
    missing = (_NAME[:at] + _NAME[at + 1 :] for at in range(len(_NAME)))
    wrong = len(name) == len(_NAME) and sum(map(str.__ne__, name, _NAME)) == 1
    return name in swapped or _NAME in inside or name in missing or wrong
