"""What is to be swept, by which rule, and who hears how it goes."""

from datetime import date, datetime
from typing import Final, NamedTuple

from riskctl.model.catalogue import Catalogue
from riskctl.sweep.coding import PairCoding
from riskctl.sweep.folder import Document
from riskctl.sweep.layout import Layout

# Before that the data sets have nothing, and a row of an earlier year is a slip.
EARLIEST: Final = date(1979, 1, 1)


class Order(NamedTuple):
    """
    What is to be swept, and how it is read.

    Attributes:
        source: The catalogue's bytes; a copy is kept beside the tables.
        first: The first day that counts, and the last; None for the last day on
            which anything was added.
        at_once: How many inputs are read at the same time; it changes nothing else.
    """

    layout: Layout
    catalogue: Catalogue
    source: bytes
    coding: PairCoding
    known_at: datetime | None
    first: date
    last: date | None
    at_once: int = 1

    @property
    def settings(self) -> Document:
        """What every run into one folder has to have in common."""
        return {
            "layout": self.layout.name,
            "catalogue": self.catalogue.digest,
            "mapping": self.coding.digest,
            "known_at": self.known_at.isoformat() if self.known_at else None,
            "from": self.first.isoformat(),
            "to": self.last.isoformat() if self.last else None,
        }


class SweepListener:
    """Is told how a sweep goes; this one does not listen."""

    def phase(self, words: str) -> None:
        """Hear that a part of the work begins."""

    def progress(self, done: int, total: int, what: str) -> None:
        """Hear how much of it is done."""
