"""The ledger of a log in the index: its sheets and its margin are kept there."""

from __future__ import annotations

import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING

from riskctl.storage.index.rows import MARK, day_of, start_of_month

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.ledger import Ledger, Sheet
    from riskctl.model.log import Log
    from riskctl.storage.index.opened import OpenIndex

_SHEET = "SELECT page FROM sheets WHERE catalogue = ? AND month = ?"
_MARGIN = "SELECT page FROM margin WHERE catalogue = ? AND kind = ? AND month = ?"
_MARKS = f"""
SELECT {MARK} FROM events
WHERE withdrawn IS NULL AND place >= ? AND place < ?
"""  # noqa: S608 our own columns
_FIRST = "SELECT place FROM events WHERE withdrawn IS NULL ORDER BY place LIMIT 1"
_LAST = "SELECT place FROM events WHERE withdrawn IS NULL ORDER BY place DESC LIMIT 1"


class StoredLedger:
    """
    The tallies of all that is in force, month by month.

    A month that was never asked for is added up from its events, and kept.
    """

    def __init__(
        self, index: OpenIndex, catalogue: Catalogue, from_files: Callable[[], Log]
    ) -> None:
        """
        Add up what an index holds.

        Args:
            from_files: Returns the same log, read without it.
        """
        self._index = index
        self._catalogue = catalogue
        self._from_files = from_files
        self._sheets: dict[int, Sheet] = {}
        self._margin: dict[tuple[str, int], bytes] = {}

    @cached_property
    def first(self) -> date | None:
        """The first day that has an event in force."""
        try:
            return self._end(_FIRST)
        except sqlite3.Error:
            return self._counted.first

    @cached_property
    def last(self) -> date | None:
        """The last day that has one; scheduled ones count."""
        try:
            return self._end(_LAST)
        except sqlite3.Error:
            return self._counted.last

    def sheet(self, month: int) -> Sheet:
        """Return the tallies of a month."""
        if month not in self._sheets:
            try:
                self._sheets[month] = self._stored(month)
            except sqlite3.Error:
                self._sheets[month] = self._counted.sheet(month)
        return self._sheets[month]

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was noted of that kind beside a month."""
        if (kind, month) not in self._margin:
            place = (self._catalogue.digest, kind, month)
            try:
                found = self._index.connection.execute(_MARGIN, place).fetchone()
            except sqlite3.Error:
                return None
            if found is None:
                return None
            self._margin[kind, month] = found[0]
        return self._margin[kind, month]

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note beside a month what follows from the days up to its end."""
        if self.recall(kind, month) != page:
            self._margin[kind, month] = page
            self._index.drafts.margin[self._catalogue.digest, kind, month] = page

    def _stored(self, month: int) -> Sheet:
        from riskctl.storage.index.sheets import (
            counted,
            packed_cells,
            sheet_of,
            unpacked_cells,
        )

        place = (self._catalogue.digest, month)
        found = self._index.connection.execute(_SHEET, place).fetchone()
        if found:
            cells = unpacked_cells(found[0])
        else:
            marks = self._index.connection.execute(
                _MARKS, (start_of_month(month), start_of_month(month + 1))
            )
            cells = counted(marks, self._index.indicators, self._catalogue)
            self._index.drafts.sheets[place] = packed_cells(cells)
        return sheet_of(cells, self._index.indicators)

    def _end(self, asked: str) -> date | None:
        found = self._index.connection.execute(asked).fetchone()
        return day_of(found[0]) if found else None

    @cached_property
    def _counted(self) -> Ledger:
        """The same, without the index."""
        return self._from_files().ledger(self._catalogue)
