"""Days, and the windows of a backtest, as rows: the same in CSV and in JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from riskctl.analysis.days.day import Day
from riskctl.analysis.reports.backtest import Backtest, WindowResult
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


class WindowRow(NamedTuple):
    """A window and how the level did in it; None where no day of it was judged."""

    start: str
    end: str
    label: str
    kind: str
    days: int
    mean_score: float | None
    highest_score: float | None
    worst_level: int | None
    hit: bool | None
    lead_days: int | None


def window_row(it: WindowResult) -> WindowRow:
    """Return the row of one window."""
    return WindowRow(
        start=it.window.period.first.isoformat(),
        end=it.window.period.last.isoformat(),
        label=it.window.label,
        kind=it.window.kind.value,
        days=it.days,
        mean_score=it.mean if it.days else None,
        highest_score=it.highest if it.days else None,
        worst_level=it.worst.value if it.days else None,
        hit=it.hit,
        lead_days=it.lead_days,
    )


def backtest_csv(result: Backtest, *, for_spreadsheet: bool = False) -> str:
    """Return one row for each window."""
    return csv_text(
        WindowRow._fields,
        map(window_row, result.results),
        for_spreadsheet=for_spreadsheet,
    )
