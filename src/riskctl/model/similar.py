"""Did you mean: the names nearest to one that was mistyped."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

LOOSE: Final = 0.6
# One letter missing, doubled, swapped or added; not merely some letters shared.
SLIP: Final = 0.8


def nearest(
    name: str, known: Iterable[str], *, likeness: float = LOOSE
) -> tuple[str, ...]:
    """
    Return up to three of the *known* names that look like *name*, nearest first.

    Args:
        likeness: How alike they must be, 0 to 1, as `difflib` measures it; at
            `LOOSE` a name that holds what was typed will do, too.

    >>> nearest("expierd", ["in-force", "expired", "suspended"])
    ('expired',)
    """
    return _nearest(name, tuple(known), likeness)


# A comparison takes a while, and one slip may stand in every record of a log.
@lru_cache(maxsize=4096)
def _nearest(name: str, choices: tuple[str, ...], likeness: float) -> tuple[str, ...]:
    from riskctl.model.young import comparable

    plain = comparable(name)
    close = get_close_matches(plain, choices, n=3, cutoff=likeness)
    if likeness > LOOSE:
        return tuple(close)
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
