"""The front page of several watches: one line each, with a link to its own site."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from riskctl.analysis.reports.standing import Standing, Way
from riskctl.model.record import Event
from riskctl.reporting.marks import short_marks
from riskctl.reporting.site.frame import INDEX, METHOD, STYLE
from riskctl.reporting.weekly.said import brief, level_words
from riskctl.reporting.weekly.template import render_page, style_text
from riskctl.reporting.words import day_words, signed

_TITLE: Final = "Several watches"


class PlacedWatch(NamedTuple):
    """
    A watch on the front page.

    Attributes:
        folder: Where its own site lies, beside the page.
        shows_event: Whether the event that moved it may be shown.
    """

    folder: str
    standing: Standing
    shows_event: bool


def board_files(
    watches: Sequence[PlacedWatch], unread: Iterable[str]
) -> dict[str, str]:
    """
    Return the files of the front page, by their names.

    Args:
        watches: In the order in which they are shown.
        unread: The names of those that cannot be read.
    """
    rows = [_row(it) for it in watches]
    worse = sum(it.standing.way is Way.WORSE for it in watches)
    page = render_page(
        "board.html",
        title=_TITLE,
        rule=f"{watches[0].folder}/{METHOD}" if watches else "#main",
        description=f"{len(rows)} watches, {worse} of them worse than a week ago.",
        rows=rows,
        unread=list(unread),
    )
    return {INDEX: page, STYLE: style_text()}


def _row(it: PlacedWatch) -> dict[str, Any]:
    now, event = it.standing.assessment, it.standing.event
    band = now.band
    return {
        "file": f"{it.folder}/{INDEX}",
        "pair": it.standing.settings.title,
        "colour": band.colour if band and not now.is_expired else "none",
        "digit": band.level.value if band else "–",
        "said": level_words(now.catalogue, band.level) if band else "no evidence",
        "marks": ", ".join(short_marks(now)) if band else "",
        "way": _way(it.standing),
        "day": day_words(now.as_of),
        **_told(event if it.shows_event else None),
    }


def _told(event: Event | None) -> dict[str, str]:
    return {
        "event": brief(event.title) if event else "",
        "when": day_words(event.date) if event else "",
    }


def _way(it: Standing) -> str:
    """Say which way it went in a week."""
    if it.way is None or it.moved is None:
        return ""
    if it.steps and it.before.level:
        return f"{it.way.value} than a week ago, from {it.before.level.value}"
    if not it.moved:
        return "as a week ago"
    return f"{it.way.value} than a week ago by {signed(it.moved)} points"
