"""What one file of the log holds, by the quickest way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskctl.storage.canonical_records import read_canonical

if TYPE_CHECKING:
    from riskctl.model.finding import Finding
    from riskctl.model.record import Record


@dataclass(frozen=True, slots=True)
class LogText:
    """What one file of the log holds."""

    records: tuple[Record, ...]
    problems: tuple[Finding, ...]


def read_log(data: bytes, file: str) -> LogText:
    """Read one file of the log: the records that are whole, and every problem."""
    records = read_canonical(data, file) if data else None
    if records or not data:
        return LogText(records or (), ())
    # The full parser takes longer to load than most files take to be read.
    from riskctl.storage.reader import read_any

    return read_any(data, file)
