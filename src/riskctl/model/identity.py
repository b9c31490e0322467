"""Permanent ids: the date, and six letters or digits made from the record itself."""

from collections.abc import Container
from datetime import date
from itertools import count
from typing import Final

from riskctl.model.digest import sha256

# Crockford's base 32: no letter that reads like a digit, no accidental words.
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH: Final = 6


def new_id(day: date, content: str, *, taken: Container[str]) -> str:
    """
    Return an id that is not *taken* yet.

    It is made from the content, so the same command at the same moment gives
    the same bytes; a clash moves on to the next candidate.

    Args:
        content: Whatever tells this record from others of the day.

    Examples:
        >>> new_id(date(2026, 2, 5), "expired", taken=set())
        '2026-02-05-nsv6pb'
    """
    for attempt in count():
        number = int.from_bytes(sha256(f"{attempt}\n{content}".encode()))
        letters = ""
        for _ in range(_LENGTH):
            number, rest = divmod(number, len(_ALPHABET))
            letters += _ALPHABET[rest]
        candidate = f"{day.isoformat()}-{letters}"
        if candidate not in taken:
            return candidate
    raise AssertionError  # pragma: no cover (count never ends)
