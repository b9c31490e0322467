"""
What a derived thing was made from, as a short text that names it.

A page that is kept is believed only while what it would be made from today has the
same name: then it cannot be stale, and there is nothing to invalidate. The pages of
a log's months and the files of a site are both kept so.
"""

from typing import Final

_DIGITS: Final = 32


def digest_of(data: bytes | memoryview) -> str:
    """Return the SHA-256 of *data*, in hex."""
    # Loaded where something is compared.
    from riskctl.model.digest import sha256

    return sha256(data).hex()


def made_from(*what: object) -> str:
    """
    Return the name of what follows from *what*, whose `repr` tells it all.

    >>> made_from("walk", 14) == made_from("walk", 14), len(made_from("walk", 15))
    (True, 32)
    """
    return digest_of(repr(what).encode("utf-8", "surrogatepass"))[:_DIGITS]
