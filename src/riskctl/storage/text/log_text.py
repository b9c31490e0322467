"""What one file of the log holds, by the quickest way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskctl.storage.text.canonical import read_canonical

if TYPE_CHECKING:
    from riskctl.model.finding import Finding
    from riskctl.model.record import Record


@dataclass(frozen=True, slots=True)
class LogText:
    """
    What one file of the log holds.

    Attributes:
        is_canonical: It is as riskctl writes it, to the last character.
    """

    records: tuple[Record, ...]
    problems: tuple[Finding, ...]
    is_canonical: bool = False


def read_log(data: bytes, file: str) -> LogText:
    """Read one file of the log: the records that are whole, and every problem."""
    found = read_canonical(data, file)
    if found and (found.records or not data):
        return LogText(found.records, (), is_canonical=True)
    # The full parser takes longer to load than most files take to be read.
    from riskctl.storage.text.reader import read_any

    return read_any(data, file)
