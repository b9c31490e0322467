"""The one boundary: nothing that came from outside is more than text."""

from typing import Final

_LAST_LATIN_1: Final = 0xFF
_LAST_OF_FOUR_DIGITS: Final = 0xFFFF


def safe(text: str) -> str:
    r"""
    Return *text* with every character that does not show as itself spelled out.

    This covers C0 and C1 controls, DEL, direction marks and other format
    characters, line separators, surrogates and what Unicode has not assigned.
    A space of any kind is shown as a plain one, and a joiner is kept where it
    spells a word.

    >>> safe("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    >>> safe("13\u00a0mai")
    '13 mai'
    """
    if text.isprintable():
        return text
    from riskctl.model.plain import hidden_in, is_space

    hidden = set(hidden_in(text))
    return "".join(
        _spelled(char) if place in hidden else " " if is_space(char) else char
        for place, char in enumerate(text)
    )


def _spelled(char: str) -> str:
    code = ord(char)
    if code <= _LAST_LATIN_1:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR_DIGITS else f"\\U{code:08x}"
