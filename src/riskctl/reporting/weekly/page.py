"""What the page of a weekly report shows: the sections, and the pictures in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import CREDIBILITY, RELIABILITY
from riskctl.model.indicator import Kind
from riskctl.model.period import Period
from riskctl.reporting.marks import colour_of, level_words, marks
from riskctl.reporting.screens.headline import origin_words
from riskctl.reporting.weekly.blocks import Paragraph, Section
from riskctl.reporting.weekly.sections import (
    BOARD,
    DRIVERS,
    LEVEL,
    MOVES,
    PLAIN_WORDS,
    WEEKS,
    WHAT_THIS_IS,
    heading,
    weekly_sections,
)
from riskctl.reporting.weekly.summary import summary
from riskctl.reporting.weekly.svg import cells, score_picture
from riskctl.reporting.words import counted, points, short_level

# Which picture stands in which section, before its table.
PICTURES: Final = {WEEKS: "score", DRIVERS: "drivers", BOARD: "board", MOVES: "outlook"}
_LEAST_SHOWN: Final = 0.05


def page_values(report: WeeklyReport) -> dict[str, Any]:
    """Return the values of the template `report.html`."""
    assessment = report.assessment
    return {
        "title": heading(report),
        "what": WHAT_THIS_IS,
        "report": report,
        "assessment": assessment,
        "standing": assessment.day,
        "band": assessment.band,
        "colour": colour_of(assessment),
        "level": level_words(assessment),
        "marks": marks(assessment),
        "origin": origin_words(assessment),
        "summary": summary(report),
        "sections": tuple(_sections(report)),
        "pictures": PICTURES,
        "score": _score(report),
        "drivers": _drivers(report),
        "board": _board(report),
        "outlook": _outlook(report),
        "levels": assessment.catalogue.levels,
        "reliability": RELIABILITY,
        "credibility": CREDIBILITY,
    }


def _sections(report: WeeklyReport) -> Iterator[Section]:
    """Yield the sections, without what the head of the page says already."""
    for section in weekly_sections(report):
        if section.title == PLAIN_WORDS:
            continue
        blocks = section.blocks
        if section.title == LEVEL:
            blocks = tuple(it for it in blocks if not isinstance(it, Paragraph))
        if blocks:
            yield replace(section, blocks=blocks)


def _score(report: WeeklyReport) -> dict[str, Any] | None:
    days, catalogue = report.days, report.assessment.catalogue
    if not days:
        return None
    scores = [it.score for it in days]
    turns = "; ".join(
        f"on {it.day} from {short_level(catalogue, it.before)} "
        f"to {short_level(catalogue, it.after)}"
        for it in report.turns
    )
    return {
        "title": f"Score from {days[0].date} to {days[-1].date}",
        "description": (
            f"The score of each day over the bands of the levels. It lies between "
            f"{points(min(scores))} and {points(max(scores))} and ends at "
            f"{points(scores[-1])}. Changes of level: {turns or 'none'}. "
            f"{_event_days(report)}"
        ),
        "picture": score_picture(
            days,
            catalogue,
            turns=report.turns,
            events=[it.date for it in report.happened],
            week=report.period.first,
        ),
        "end": scores[-1],
        "note": _event_days(report),
    }


def _event_days(report: WeeklyReport) -> str:
    number = len({it.date for it in report.happened})
    if not number:
        return "No event in the shaded week."
    return f"Events on {counted(number, 'day')} of the shaded week."


def _drivers(report: WeeklyReport) -> dict[str, Any] | None:
    before = {it.reading.indicator.id: it.points for it in report.before.contributions}
    rows = [
        (it.reading.indicator, it.points, before[it.reading.indicator.id])
        for it in report.assessment.largest
    ]
    shown = [it for it in rows if max(it[1], it[2]) >= _LEAST_SHOWN]
    if not shown:
        return None
    return {
        "rows": shown,
        "most": max(max(now, then) for _, now, then in shown),
        "rest": len(rows) - len(shown),
    }


def _board(report: WeeklyReport) -> dict[str, Any] | None:
    board = report.board
    if board is None:
        return None
    return {
        "days": board.days,
        "groups": [
            (
                words,
                [(it, cells(it)) for it in board.strips if it.indicator.kind is kind],
            )
            for kind, words in _KINDS.items()
        ],
    }


_KINDS: Final = {
    Kind.STATUS: "Statuses: how grave the state is",
    Kind.CONTACT: "Contacts: how long the silence is",
    Kind.INCIDENT: "Incidents: how much pressure is left",
}


def _outlook(report: WeeklyReport) -> dict[str, Any] | None:
    outlook = report.outlook
    if outlook is None:
        return None
    days = tuple(outlook.history.within(Period(outlook.as_of, outlook.until)))
    return {
        "title": f"Score from {outlook.as_of} to {outlook.until}, if nothing is logged",
        "description": (
            "The score of each day if nothing is logged from the end of this report: "
            "incidents fade, silence grows, and plans do not count. "
            f"It goes from {points(days[0].score)} to {points(days[-1].score)}."
        ),
        "picture": score_picture(
            days,
            report.assessment.catalogue,
            turns=outlook.turns,
            events=[it.date for it in outlook.scheduled],
        ),
        "end": days[-1].score,
        "note": _scheduled([it.date for it in outlook.scheduled]),
        "weeks": _weeks(report.assessment.catalogue, days[::7]),
    }


def _weeks(catalogue: Catalogue, days: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401
    return [
        (str(it.date), short_level(catalogue, it.level), points(it.score))
        for it in days
    ]


def _scheduled(days: list[date]) -> str:
    if not days:
        return "Nothing is scheduled."
    return f"Scheduled on {counted(len(set(days)), 'day')}."
