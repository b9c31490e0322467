"""JSON documents about time: history, change, outlook, backtest."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from riskctl.analysis.change.change import Change, Moment
from riskctl.analysis.change.outlook import Entry, Outlook
from riskctl.analysis.change.timeline import Timeline
from riskctl.analysis.days.day import Day
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.reports.backtest import Backtest
from riskctl.model.catalogue import Catalogue
from riskctl.model.period import Period
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import Document, headed
from riskctl.reporting.json.parts import (
    change_part,
    reliance_part,
    scored_day_part,
    turn_part,
)
from riskctl.reporting.reasons import STORIES, part_words, reason_words
from riskctl.reporting.rows import window_row
from riskctl.reporting.words import moment

_NO_CHANGE: Final[Document] = {
    "score_before": None,
    "score_after": None,
    "difference": None,
    "causes": {},
    "parts": [],
}
_NO_OUTLOOK: Final[Document] = {
    "days": [],
    "changes": [],
    "scheduled": [],
    "levers": [],
    "open_floors": [],
}


def history_document(
    timeline: Timeline, shown: Sequence[Day], end: Assessment, settings: Settings
) -> Document:
    """
    Return `riskctl.history/1`.

    Args:
        end: The judgement of the last day.
    """
    catalogue = end.catalogue
    return headed(
        "riskctl.history/1",
        settings,
        catalogue=catalogue.digest,
        first=timeline.period.first.isoformat(),
        last=timeline.period.last.isoformat(),
        as_known=timeline.as_known,
        **reliance_part(end),
        days=[
            {
                **scored_day_part(it),
                "since": it.since.isoformat(),
                "came_from": it.came_from.value if it.came_from else None,
                "expired": end.currency.has_lapsed_by(it.date),
            }
            for it in shown
        ],
        changes=[
            {
                **turn_part(it.turn),
                "score": it.score,
                "floors": [held.floor.name for held in it.floors],
                "reason": reason_words(it, catalogue),
                "revised": it.revised,
                "cause": part_words(it.cause),
            }
            for it in timeline.turning_points
        ],
    )


def change_document(
    start: Moment,
    end: Moment,
    change: Change | None,
    catalogue: Catalogue,
    settings: Settings,
) -> Document:
    """Return `riskctl.change/1`; without a change where a day has no score."""
    return headed(
        "riskctl.change/1",
        settings,
        catalogue=catalogue.digest,
        start=_moment(start),
        end=_moment(end),
        stories={
            name: change.by_causes(causes) for name, causes in STORIES.items() if change
        },
        **(change_part(change) if change else _NO_CHANGE),
    )


def outlook_document(
    start: Assessment, until: date, outlook: Outlook | None, settings: Settings
) -> Document:
    """
    Return `riskctl.outlook/1`; empty where there is no level to look ahead from.

    Args:
        start: The judgement of the day from which it looks ahead.
    """
    span = {"as_of": start.as_of.isoformat(), "until": until.isoformat()}
    return headed(
        "riskctl.outlook/1",
        settings,
        catalogue=start.catalogue.digest,
        **reliance_part(start),
        **(outlook_part(outlook) if outlook else {**span, **_NO_OUTLOOK}),
    )


def outlook_part(outlook: Outlook) -> Document:
    """Return an outlook as its own document and the weekly report carry it."""
    span = Period(outlook.as_of, outlook.until)
    return {
        "as_of": outlook.as_of.isoformat(),
        "until": outlook.until.isoformat(),
        "days": [scored_day_part(it) for it in outlook.history.within(span)],
        "changes": [
            {**turn_part(it), "score": outlook.score_on(it.day)} for it in outlook.turns
        ],
        "scheduled": [it.id for it in outlook.scheduled],
        "levers": [
            {
                "indicator": it.indicator.id,
                "raises": _entry(it.raises),
                "lowers": _entry(it.lowers),
            }
            for it in outlook.levers
        ],
        "open_floors": [
            {
                "name": floor.name,
                "level": floor.level.value,
                "when": [
                    {"indicator": it.indicator, "at_least": it.at_least}
                    for it in floor.when
                ],
            }
            for floor in outlook.open_floors
        ],
    }


def backtest_document(
    result: Backtest, catalogue: Catalogue, settings: Settings
) -> Document:
    """Return `riskctl.backtest/1`."""
    return headed(
        "riskctl.backtest/1",
        settings,
        catalogue=catalogue.digest,
        first=result.period.first.isoformat(),
        last=result.period.last.isoformat(),
        threshold=result.threshold.value,
        as_known=result.as_known,
        windows=[window_row(it)._asdict() for it in result.results],
        outside={
            "days": result.outside_days,
            "mean_score": result.outside_mean if result.outside_days else None,
            "highest_score": result.outside_highest if result.outside_days else None,
        },
        hits=result.hits,
        peaks=len(result.peaks),
        false_alarms=[
            {"first": it.first.isoformat(), "last": it.last.isoformat()}
            for it in result.false_alarms
        ],
        false_alarm_days=result.false_alarm_days,
        days_off_peak=result.days_off_peak,
        alarmed_off_peak=result.alarmed_off_peak,
        discrimination=[
            {
                "rule": it.name,
                "auc": it.auc,
                "low": it.low,
                "high": it.high,
                "near": it.near,
            }
            for it in result.discrimination
        ],
    )


def _moment(it: Moment) -> Document:
    return {
        "as_of": it.as_of.isoformat(),
        "known_at": moment(it.known_at) if it.known_at else None,
    }


def _entry(entry: Entry | None) -> Document | None:
    if entry is None:
        return None
    return {
        "value": entry.value.name,
        "points": entry.points,
        "level": entry.level.value,
    }
