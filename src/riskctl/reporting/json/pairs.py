"""The pairs of a sweep as JSON documents."""

from collections.abc import Sequence

from riskctl.analysis.days.day import Day
from riskctl.analysis.reports.pairs import (
    LEAST_EVENTS,
    MACHINE_CODED,
    PairBoard,
    PairHistory,
)
from riskctl.reporting.json.frame import Document
from riskctl.reporting.json.parts import scored_day_part, turn_part
from riskctl.reporting.words import UNOFFICIAL


def pairs_document(board: PairBoard) -> Document:
    """Return `riskctl.pairs/1`."""
    return {
        "schema": "riskctl.pairs/1",
        **_head(board.catalogue.digest),
        "until": board.until.isoformat(),
        "pairs": board.pairs,
        "ranked": board.ranked,
        "least_events": LEAST_EVENTS,
        "by_count": list(board.by_count),
        "rows": [
            {
                "pair": it.pair,
                "level": it.level.value,
                "score": it.score,
                "above": it.above,
                "usual": it.usual,
                "high": it.high,
                "score_month_ago": it.month_ago,
                "events": it.events,
                "base_rate": it.base_rate,
                "weeks": list(it.weeks),
            }
            for it in board.rows
        ],
    }


def pair_history_document(history: PairHistory, shown: Sequence[Day]) -> Document:
    """Return `riskctl.pair-history/1`."""
    return {
        "schema": "riskctl.pair-history/1",
        **_head(history.catalogue.digest),
        "pair": history.pair,
        "days": [scored_day_part(it) for it in shown],
        "turns": [turn_part(it) for it in history.turns],
    }


def _head(digest: str) -> Document:
    return {
        "unofficial": UNOFFICIAL,
        "machine_coded": MACHINE_CODED,
        "catalogue": digest,
    }
