"""What one file of the log holds, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from riskctl.model.finding import Finding
    from riskctl.model.record import Record


class LogText(NamedTuple):
    """
    What one file of the log holds.

    Attributes:
        is_canonical: It is as riskctl writes it, to the last character.
    """

    records: tuple[Record, ...]
    problems: tuple[Finding, ...]
    is_canonical: bool = False
