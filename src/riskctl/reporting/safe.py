"""The one boundary: nothing that came from outside is more than text."""

from typing import Final

_LAST_LATIN_1: Final = 0xFF
_LAST_OF_FOUR_DIGITS: Final = 0xFFFF


def safe(text: str) -> str:
    r"""
    Return *text* with every character that does not print as itself spelled out.

    This covers C0 and C1 controls, DEL, direction marks and other format
    characters, line separators, surrogates and what Unicode has not assigned.

    >>> safe("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == " " else _spelled(char) for char in text
    )


def _spelled(char: str) -> str:
    code = ord(char)
    if code <= _LAST_LATIN_1:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR_DIGITS else f"\\U{code:08x}"
