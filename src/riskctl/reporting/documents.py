"""JSON documents: a schema name each, keys only ever added."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from riskctl.analysis.assessment import Assessment, Contribution
from riskctl.analysis.change import Change
from riskctl.analysis.descent import Standing
from riskctl.analysis.floors import HeldFloor
from riskctl.model.alert import LevelBand
from riskctl.model.catalogue import Catalogue
from riskctl.model.finding import Finding
from riskctl.model.indicator import Indicator
from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.model.watch import Settings
from riskctl.reporting.words import UNOFFICIAL, moment

Document = dict[str, Any]


def as_text(document: Document) -> str:
    """Return a document as ASCII text; it can hold neither NaN nor a control byte."""
    return json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def headed(schema: str, settings: Settings, **rest: object) -> Document:
    """Return a document with what every one begins with."""
    return {
        "schema": schema,
        "unofficial": UNOFFICIAL,
        "watch": {"title": settings.title, "sides": list(settings.sides)},
        **rest,
    }


def level_document(assessment: Assessment, settings: Settings) -> Document:
    """Return `riskctl.level/1`."""
    return headed("riskctl.level/1", settings, **assessment_part(assessment))


def explain_document(
    assessment: Assessment, settings: Settings, *, indicator: Indicator | None
) -> Document:
    """Return `riskctl.explain/1`: the contributions with every event's share."""
    return headed(
        "riskctl.explain/1",
        settings,
        **clocks_part(assessment),
        score=assessment.score,
        contributions=[
            {**_contribution(it), "shares": _shares(it)}
            for it in assessment.contributions
            if indicator is None or it.reading.indicator.id == indicator.id
        ],
    )


def events_document(
    events: Sequence[Event], settings: Settings, *, log: Log
) -> Document:
    """Return `riskctl.events/1`."""
    return headed(
        "riskctl.events/1", settings, events=[event_part(it, log) for it in events]
    )


def event_document(event: Event, settings: Settings, *, log: Log) -> Document:
    """Return `riskctl.event/1`."""
    return headed("riskctl.event/1", settings, event=event_part(event, log))


def indicators_document(
    assessment: Assessment, settings: Settings, *, only: Indicator | None = None
) -> Document:
    """Return `riskctl.indicators/1`: the catalogue, the readings, the last looks."""
    looks = {it.indicator.id: it for it in assessment.coverage.looks}
    return headed(
        "riskctl.indicators/1",
        settings,
        **clocks_part(assessment),
        indicators=[
            {
                **_indicator(it.reading.indicator),
                "reading": it.reading.value,
                "points": it.points,
                "last_looked_at": _day(looks[it.reading.indicator.id].last),
                "fresh": looks[it.reading.indicator.id].is_fresh,
            }
            for it in assessment.contributions
            if only is None or it.reading.indicator.id == only.id
        ],
    )


def findings_document(findings: Iterable[Finding], settings: Settings) -> Document:
    """Return `riskctl.check/1`."""
    return headed(
        "riskctl.check/1",
        settings,
        findings=[
            {
                "check": it.check,
                "file": it.origin.file,
                "line": it.origin.line or None,
                "message": it.message,
                "hint": it.hint,
                "blocking": it.blocking,
            }
            for it in findings
        ],
    )


def clocks_part(assessment: Assessment) -> Document:
    """Return the two clocks, and what the numbers rest on."""
    known = assessment.known_at
    return {
        "as_of": assessment.as_of.isoformat(),
        "known_at": moment(known) if known else None,
        "catalogue": assessment.catalogue.digest,
        "records": assessment.records,
    }


def assessment_part(assessment: Assessment) -> Document:
    """Return a judgement as the level and the weekly report carry it."""
    standing, coverage = assessment.standing, assessment.coverage
    return {
        **clocks_part(assessment),
        "level": _band(assessment.band),
        "since": standing.since.isoformat() if standing else None,
        "came_from": standing.came_from.value
        if standing and standing.came_from
        else None,
        "score": assessment.score,
        "score_week_ago": assessment.score_week_ago,
        "structural": assessment.structural,
        "acute": assessment.acute,
        "contributions": [_contribution(it) for it in assessment.contributions],
        "floors": [
            *(_floor(it, assessment) for it in assessment.active_floors),
            *(_floor(it, assessment) for it in assessment.provisional_floors),
        ],
        "points_to_worse": assessment.points_to_worse,
        "calmer_below": assessment.calmer_below,
        "calm_days_missing": assessment.calm_days_missing,
        "coverage": {
            "share": coverage.share,
            "minimum": coverage.minimum,
            "thin": coverage.is_thin,
            "stale": [
                {"indicator": it.indicator.id, "last": _day(it.last)}
                for it in coverage.stale
            ],
        },
        "coming_up": [it.id for it in assessment.coming_up],
    }


def change_part(change: Change) -> Document:
    """Return a change: by cause, and part by part."""
    return {
        "score_before": change.score_before,
        "score_after": change.score_after,
        "difference": change.difference,
        "causes": {cause.value: points for cause, points in change.causes.items()},
        "parts": [
            {
                "cause": it.cause.value,
                "indicator": it.indicator.id,
                "points": it.points,
                "events": [event.id for event in it.events],
            }
            for it in change.largest
        ],
    }


def standing_part(standing: Standing) -> Document:
    """Return one day of the walk."""
    return {
        "day": standing.day.isoformat(),
        "level": standing.level.value,
        "score": standing.score,
    }


def event_part(event: Event, log: Log) -> Document:
    """Return an event and what became of it."""
    replacement = log.replaced.get(event.id)
    return {
        "id": event.id,
        "date": event.date.isoformat(),
        "indicator": event.indicator,
        "value": event.value,
        "title": event.title,
        "sources": list(event.sources),
        "grade": str(event.grade),
        "note": event.note,
        "recorded": moment(event.recorded),
        "by": event.by,
        "scheduled": event.scheduled,
        "backfilled": event.backfilled,
        "replaces": event.replaces or None,
        "retracted": event.id in log.retracted,
        "replaced_by": replacement.id if replacement else None,
    }


def levels_part(catalogue: Catalogue) -> list[Document]:
    """Return the level table."""
    return [
        {**(_band(it) or {}), "from_score": it.from_score} for it in catalogue.levels
    ]


def _band(band: LevelBand | None) -> Document | None:
    if band is None:
        return None
    return {
        "number": band.level.value,
        "word": band.word,
        "colour": band.colour,
        "meaning": band.meaning,
    }


def _contribution(contribution: Contribution) -> Document:
    return {
        "indicator": contribution.reading.indicator.id,
        "kind": contribution.reading.indicator.kind.value,
        "reading": contribution.reading.value,
        "points": contribution.points,
        "most": contribution.points_per_unit,
    }


def _shares(contribution: Contribution) -> list[Document]:
    return [
        {
            "event": it.event.id if it.event else None,
            "date": it.event.date.isoformat() if it.event else None,
            "value": it.event.value if it.event else None,
            "points": it.amount,
        }
        for it in contribution.shares
    ]


def _floor(held: HeldFloor, assessment: Assessment) -> Document:
    period = held.period_on(assessment.as_of)
    open_ended = period is None or period.last == period.last.max
    return {
        "name": held.floor.name,
        "level": held.floor.level.value,
        "provisional": held.provisional,
        "since": period.first.isoformat() if period else None,
        "until": None if open_ended or period is None else period.last.isoformat(),
        "reason": held.floor.reason,
    }


def _indicator(indicator: Indicator) -> Document:
    return {
        "id": indicator.id,
        "title": indicator.title,
        "group": indicator.group,
        "kind": indicator.kind.value,
        "weight": indicator.weight,
        "half_life_days": indicator.half_life_days if indicator.kind.fades else None,
        "review_days": indicator.review_days,
        "initial": None if indicator.kind.fades else indicator.initial,
        "question": indicator.question,
        "why": indicator.why,
        "scale": [
            {"name": it.name, "number": it.number, "means": it.means}
            for it in indicator.scale
        ],
    }


def _day(day: object) -> str | None:
    return str(day) if day else None
