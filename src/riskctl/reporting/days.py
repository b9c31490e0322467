"""Days with their level and score, the same in every CSV and JSON of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskctl.analysis.days.day import Day
from riskctl.reporting.csv import csv_text
from riskctl.reporting.marks import EXPIRED

if TYPE_CHECKING:
    from riskctl.analysis.judgement.assessment import Assessment


def days_csv(
    days: Sequence[Day], end: "Assessment", *, for_spreadsheet: bool = False
) -> str:
    """
    Return a row for each day; its status says from when on the level is expired.

    Args:
        end: The judgement of the last day, which says from when on nobody has looked.
    """
    lapsed = end.currency.has_lapsed_by
    return csv_text(
        ("day", "level", "score"),
        [(it.date.isoformat(), it.level.value, it.score) for it in days],
        marks=[EXPIRED if lapsed(it.date) else "" for it in days],
        for_spreadsheet=for_spreadsheet,
    )
