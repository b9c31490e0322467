"""Which characters are text: they show as what they are, and deceive nobody."""

from collections.abc import Iterator
from typing import Final
from unicodedata import category, combining, name

# Between letters they spell Persian and the scripts of India; in emoji they join.
_JOINERS: Final = "\u200c\u200d"
_JOINED: Final = ("L", "M", "So", "Sk")
_VIRAMA: Final = 9  # the combining class of the sign that a joiner may follow at an end


def is_space(char: str) -> bool:
    """Say whether a character is a space of any kind: no-break, thin, ideographic."""
    return char == " " or (not char.isascii() and category(char) == "Zs")


def hidden_in(text: str, *, allowed: str = "") -> Iterator[int]:
    r"""
    Yield the place of every character that does not show as what it is.

    These are controls, direction marks and other format characters, line and
    paragraph separators, surrogates and what Unicode has not assigned. A joiner is
    spelling where letters stand on both its sides, and a trick elsewhere.

    Args:
        allowed: Further characters that are wanted, such as a line break.

    >>> list(hidden_in("a\u202eb\u00a0c"))
    [1]
    >>> list(hidden_in("می\u200cگوید")), list(hidden_in("exa\u200cmple"))
    ([], [3])
    """
    if text.isprintable():
        return
    from riskctl.model.young import is_young

    for place, char in enumerate(text):
        if char.isprintable() or char in allowed or is_space(char) or is_young(char):
            continue
        if char in _JOINERS and _joins(text[:place][-1:], text[place + 1 :][:1]):
            continue
        yield place


def character_words(char: str) -> str:
    r"""
    Name a character that does not show.

    >>> character_words("\u202e"), character_words("\x1b")
    ('U+202E (right-to-left override)', 'U+001B (a control character)')
    """
    unnamed = "a control character" if category(char) == "Cc" else "not a character"
    return f"U+{ord(char):04X} ({name(char, unnamed).lower()})"


def hidden_words(text: str, *, allowed: str = "") -> str | None:
    r"""
    Name the first character that does not show, and its place; None when all do.

    >>> hidden_words("a\u202eb")
    'U+202E (right-to-left override) after `a`'
    """
    place = next(hidden_in(text, allowed=allowed), None)
    if place is None:
        return None
    before = text[:place].rpartition("\n")[2][-20:]
    where = f"after `{before}`" if before else "at the start"
    return f"{character_words(text[place])} {where}"


def _joins(before: str, after: str) -> bool:
    """Say whether a joiner between the two is spelling."""
    from riskctl.model.young import is_young

    if not _is_joined(before):
        return False
    if combining(before) == _VIRAMA and not is_young(before):
        return True
    return _is_joined(after)


def _is_joined(char: str) -> bool:
    """Say whether a character is of a kind that joiners stand between."""
    from riskctl.model.young import is_young

    if not char or char.isascii():
        return False
    return is_young(char) or category(char).startswith(_JOINED)
