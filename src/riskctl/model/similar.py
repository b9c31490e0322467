"""Did you mean: the names nearest to one that was mistyped."""

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import normalize


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """
    Return up to three of the *known* names that look like *name*, nearest first.

    >>> nearest("expierd", ["in-force", "expired", "suspended"])
    ('expired',)
    """
    plain = normalize("NFKC", name).casefold()
    choices = list(known)
    close = get_close_matches(plain, choices, n=3, cutoff=0.6)
    inside = [it for it in choices if plain and plain in it and it not in close]
    return tuple((*close, *inside)[:3])


def hint_for(name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """
    Return a hint that offers the nearest names, or *otherwise*.

    >>> hint_for("zzz", ["a", "b"], otherwise="one of: a, b")
    'one of: a, b'
    """
    names = nearest(name, known)
    if not names:
        return otherwise
    return "did you mean " + " or ".join(f"`{it}`" for it in names) + "?"
