"""How an event came in: by which mapping, in which batch, from which row."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

_FORM: Final = re.compile(r"([a-z0-9-]+)@([0-9a-f]+)/(\d{4}-\d{2}-\d{2}-\d+)#(.+)")
# The reason of the retractions by which a batch is taken back: its rows may come again.
UNDONE: Final = "the import was undone: "


class Provenance(NamedTuple):
    """
    What an event's `via` says of an import.

    Attributes:
        mapping: The name of the mapping.
        digest: The first digits of the digest of its file.
        batch: The import, by its day and a number.
        row: What tells the row from every other of the mapping.
    """

    mapping: str
    digest: str
    batch: str
    row: str

    @classmethod
    def parse(cls, text: str) -> "Provenance | None":
        """
        Return what a `via` says; None where it speaks of no import.

        >>> Provenance.parse("gdelt2@3f9a/2026-11-27-1#613301537").row
        '613301537'
        >>> Provenance.parse("a colleague") is None
        True
        """
        found = _FORM.fullmatch(text)
        return cls(*found.groups()) if found else None

    @classmethod
    def of(cls, stamp: str, batch: str, row: str) -> "Provenance":
        """Return how an event comes in by a mapping, which is given by its stamp."""
        name, _, digest = stamp.partition("@")
        return cls(name, digest, batch, row)

    def __str__(self) -> str:
        """Spell it as an event does."""
        return f"{self.mapping}@{self.digest}/{self.batch}#{self.row}"


def next_batch(day: date, taken: Iterable[str]) -> str:
    """
    Return the name of the next import of a day.

    >>> next_batch(date(2026, 11, 27), ["2026-11-27-9", "2026-11-27-10"])
    '2026-11-27-11'
    """
    of_day = (it for it in map(batch_order, taken) if it[0] == day.isoformat())
    last = max(of_day, default=("", 0))[1]
    return f"{day.isoformat()}-{last + 1}"


def batch_order(batch: str) -> tuple[str, int]:
    """
    Return what tells which of two imports came later.

    >>> batch_order("2026-11-27-9") < batch_order("2026-11-27-10")
    True
    """
    day, _, number = batch.rpartition("-")
    return day, int(number) if number.isdigit() else 0
