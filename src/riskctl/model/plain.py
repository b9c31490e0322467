"""Which characters are text: they show as what they are, and deceive nobody."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, combining, name

# Between letters they spell Persian and the scripts of India; in emoji they join.
_JOINERS: Final = "\u200c\u200d"
_JOINED: Final = ("L", "M", "So", "Sk")
_VIRAMA: Final = 9  # the combining class of the sign that a joiner may follow at an end
# In a joined script it may follow any letter: it gives the shape at a word's end.
_CURSIVE: Final = r"[\u0600-\u07ff\u0840-\u08ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
# Scripts without spaces mark with it where a word ends.
_UNSPACED: Final = (
    r"[\u0e01-\u0edf\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aad\ua9e0-\uaa7f]"
)
_BREAKS: Final = "\u200b\u180e"
# They show, though Unicode counts them among the format characters.
_SIGNS: Final = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f"
    "\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Compiled when a text is met that is not plain.
_SPELLING: Final = (
    rf"[{_SIGNS}]"
    rf"|(?<={_CURSIVE})[{_JOINERS}]"
    rf"|(?<={_UNSPACED})\u200b(?={_UNSPACED})"
    "|(?<=[\u1820-\u18aa])\u180e(?=[\u1820-\u18aa])"
    # The flags of England, Scotland and Wales.
    "|(?<=\U0001f3f4)[\U000e0061-\U000e007a]{3,6}\U000e007f"
)


def is_space(char: str) -> bool:
    """Say whether a character is a space of any kind: no-break, thin, ideographic."""
    return char == " " or (not char.isascii() and category(char) == "Zs")


def hidden_in(text: str, *, allowed: str = "") -> Iterator[int]:
    r"""
    Yield the place of every character that does not show as what it is.

    These are controls, direction marks and other format characters, line and
    paragraph separators, surrogates and what Unicode has not assigned. A joiner is
    spelling where letters stand on both its sides, and a trick elsewhere; so is a
    break between words of a script without spaces.

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

    spelled = _spelled(text)
    for place, char in enumerate(text):
        if char.isprintable() or char in allowed or is_space(char) or is_young(char):
            continue
        if place in spelled:
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


def _spelled(text: str) -> set[int]:
    """Return the places of what spells a word, or shows, beside letters that show."""
    from riskctl.model.young import is_young

    return {
        place
        for found in re.finditer(_SPELLING, text)
        if found[0] in _SIGNS
        or all(
            it.isprintable() or is_young(it) or it in _SIGNS
            for it in text[max(found.start() - 1, 0) : found.start()]
            + (text[found.end()] if found[0] in _BREAKS else "")
        )
        for place in range(*found.span())
    }


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
