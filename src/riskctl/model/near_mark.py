"""What is meant as a mark of secrecy and is none: it must not be passed over."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import normalize

from riskctl.model.tlp import Tlp

_NAME: Final = "tlp"
# Letters of other scripts that look like those of the name and the marks.
_LETTERS: Final = dict(
    zip("\u0442\u03c4\u04cf\u0440\u03c1\u0430\u0435", "ttlppae", strict=True)
)
# What is typed for one of them, too.
_LOOKALIKES: Final = str.maketrans(_LETTERS | {"\u0456": "l", "|": "l", "1": "l"})
_TEXT_LOOKALIKES: Final = str.maketrans(_LETTERS)
# What of the name alone shows that a text in another script may have it.
_HALVES: Final = (_NAME, "\u0442l", "\u03c4l", "l\u0440", "l\u03c1")
_WORDS: Final = frozenset(
    ("red", "amber", "green", "strict", "secret", "confidential", "restricted")
)
# What may stand beside one of them; with any other word it is a text.
_BESIDE: Final = frozenset((_NAME, "top", "noforn", "eyes", "only", "not", "public"))
# Keys of one's own that say the same, and those that say it when they are false.
_SECRET: Final = frozenset(("private", "classified", "embargo", "embargoed"))
_OPEN: Final = frozenset(("public", "publish"))
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
_MARK: Final = r"tlp[\W\d_]{0,9}(red|amber|green)"
# A text about a mark has words on both its sides.
_PLACED: Final = re.compile(
    rf"^[\W_]*{_MARK}\b"
    rf"|[(\[{{<*]{_MARK}(?:\W?strict)?[)\]}}>*]"
    rf"|\b{_MARK}(?:\W?strict)?[\W_]*$",
    re.MULTILINE,
)
# Format characters, which are not shown: they hide a mark from a search.
_UNSEEN: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
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
    >>> is_near_mark("tags", ["x", "tlp:red"]), is_near_mark("top-secret", True)
    (True, True)
    """
    name = _NOT_LETTERS.sub("", _plain(key))
    if _NAME in name or name.startswith("trafficlight") or _is_slip(name):
        return True
    if name in _SECRET or (name in _OPEN and value is False):
        return True
    return _spells_mark(key) or any(map(_spells_mark, _texts_in(value)))


def may_have_mark(text: str) -> bool:
    """
    Say, in little time, whether a text may say a mark.

    >>> may_have_mark("The tlp is talked about"), may_have_mark("A call")
    (True, False)
    """
    plain = normalize("NFKC", text).casefold()
    return any(it in plain for it in _HALVES) or _UNSEEN.search(plain) is not None


def mark_in(text: str) -> Tlp | None:
    """
    Return the mark that a text says as people write one; None without one.

    It begins the text or a line of it, ends it, or stands in brackets.

    >>> mark_in("[TLP:AMBER] A call"), mark_in("A call - TLP:RED")
    (<Tlp.AMBER: 'amber'>, <Tlp.RED: 'red'>)
    >>> mark_in("A memo marked TLP:RED is leaked")
    """
    plain = _UNSEEN.sub("", normalize("NFKC", text).casefold())
    said = _PLACED.findall(plain.translate(_TEXT_LOOKALIKES))
    marks = [Tlp(word) for words in said for word in words if word]
    return max(marks, key=lambda it: it.rank, default=None)


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


def _spells_mark(text: str) -> bool:
    words = {*_words(text)}
    return not words.isdisjoint(_WORDS) and words <= _WORDS | _BESIDE


def _texts_in(value: object) -> Iterator[str]:
    """Yield a text, the texts of a list, or those of a table and its keys."""
    inner = [*value, *value.values()] if isinstance(value, dict) else value
    listed = inner if isinstance(inner, list) else [inner]
    yield from (it for it in listed if isinstance(it, str))


def _is_slip(name: str) -> bool:
    """Say whether one letter is missing, doubled, wrong, or swapped with the next."""
    if len(name) not in _SLIP_LENGTHS:
        return False
    swapped = ("ltp", "tpl")
    inside = (name[:at] + name[at + 1 :] for at in range(len(name)))
    missing = (_NAME[:at] + _NAME[at + 1 :] for at in range(len(_NAME)))
    wrong = len(name) == len(_NAME) and sum(map(str.__ne__, name, _NAME)) == 1
    return name in swapped or _NAME in inside or name in missing or wrong
