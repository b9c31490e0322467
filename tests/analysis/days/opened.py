"""A ledger that tells what of it was looked at."""

from riskctl.model.ledger import Ledger
from riskctl.model.sheet import Sheet


class Opened:
    """A ledger that says which sheets were looked at."""

    def __init__(self, base: Ledger) -> None:
        """Take over what is looked at."""
        self._base = base
        self.first, self.last = base.first, base.last
        self.sheets: list[int] = []

    def sheet(self, month: int) -> Sheet:
        """Return a sheet of the base."""
        self.sheets.append(month)
        return self._base.sheet(month)

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return a page of the base."""
        return self._base.recall(kind, month)

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Note a page beside the base."""
        self._base.note(kind, month, page)
