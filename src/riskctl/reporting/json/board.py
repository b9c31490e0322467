"""The board as a JSON document: every watch, the broken ones too."""

from collections.abc import Sequence

from riskctl.analysis.reports.standing import Standing, Unread
from riskctl.reporting.json.frame import Document
from riskctl.reporting.json.parts import band_part, clocks_part, reliance_part
from riskctl.reporting.words import UNOFFICIAL


def board_document(
    standings: Sequence[tuple[str, Standing]], unread: Sequence[Unread]
) -> Document:
    """
    Return `riskctl.board/1`.

    Args:
        standings: Each with the name of its folder, in the order in which they are
            shown.
    """
    return {
        "schema": "riskctl.board/1",
        "unofficial": UNOFFICIAL,
        "watches": [_row(name, it) for name, it in standings],
        "unread": [it._asdict() for it in unread],
    }


def _row(name: str, it: Standing) -> Document:
    now, before = it.assessment, it.before.level
    event = it.event
    return {
        "name": name,
        "watch": {"title": it.settings.title, "sides": list(it.settings.sides)},
        **clocks_part(now),
        "level": band_part(now.band),
        "level_week_ago": before.value if before else None,
        "way": it.way.value if it.way else None,
        "score": now.score if now.day else None,
        "score_week_ago": now.score_week_ago,
        "event": {
            "id": event.id,
            "date": event.date.isoformat(),
            "indicator": event.indicator,
            "title": event.title,
            "others": it.others,
        }
        if event
        else None,
        **reliance_part(now),
    }
