"""What one file of the log holds, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
