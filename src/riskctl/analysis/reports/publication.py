"""
What of a judgement may be shown to whom.

An event that is marked above the limit still counts: every number stays what it
is. What it says, where it was read and on which day it was leave the report.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache

from riskctl.analysis.change.causes import ChangePart
from riskctl.analysis.change.timeline import TurningPoint
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record
from riskctl.model.records import Records
from riskctl.model.tlp import Tlp


def withheld_ids(log: Log, limit: Tlp) -> frozenset[str]:
    """
    Return the ids of the events and notes that are not shown.

    They are those marked above *limit*, and what such ones correct: who learns
    today that a text is secret takes it back from the pages of the past as well.
    """
    hidden = {it.id for it in log.marked() if it.tlp.is_above(limit)}
    replaced = log.replacements
    while more := {replaced[it] for it in hidden if it in replaced} - hidden:
        hidden |= more
    return frozenset(hidden)


def published(report: WeeklyReport, hidden: frozenset[str], limit: Tlp) -> WeeklyReport:
    """
    Return the report without what the events called *hidden* say.

    Args:
        limit: What is marked above it is hidden.
    """
    if not hidden:
        return replace(report, limit=limit)
    log = shown_log(report.log, hidden)
    shown = tuple(
        it._replace(event=_without_hidden(it.event, hidden))
        for it in report.news
        if it.event.id not in hidden
    )
    outlook = report.outlook
    return replace(
        report,
        assessment=published_assessment(report.assessment, log, hidden),
        before=published_assessment(report.before, log, hidden),
        outlook=replace(outlook, scheduled=_shown(outlook.scheduled, hidden))
        if outlook
        else None,
        change=report.change._replace(
            parts=tuple(_part(it, hidden) for it in report.change.parts)
        ),
        news=shown,
        later=_shown(report.later, hidden),
        entered=_shown(report.entered, hidden),
        notes=_shown_notes(report.notes, hidden),
        limit=limit,
        withheld=len(report.news) - len(shown),
        log=log,
    )


# All pages of a site show one log.
@lru_cache(maxsize=1)
def shown_log(log: Log, hidden: frozenset[str]) -> Log:
    """Return what was known, without the records called *hidden* and their ids."""
    if not hidden:
        return log
    events, notes = _shown(log.events, hidden), _shown_notes(log.notes, hidden)
    retractions = [it for it in log.retractions if it.record not in hidden]
    records: list[Record] = [*events, *notes, *log.reviews, *retractions]
    return Log([Records(records)])


def published_turning_point(
    point: TurningPoint, hidden: Collection[str]
) -> TurningPoint:
    """Return the turning point without what the events called *hidden* say."""
    return replace(point, cause=_part(point.cause, hidden) if point.cause else None)


def published_assessment(
    assessment: Assessment, log: Log, hidden: Collection[str]
) -> Assessment:
    """
    Return the judgement without what the events called *hidden* say.

    Args:
        log: What was known, without the hidden events.
    """
    return Assessment(
        as_of=assessment.as_of,
        known_at=assessment.known_at,
        settings=assessment.settings,
        catalogue=assessment.catalogue,
        log=assessment.log,
        history=assessment.history,
        hidden=frozenset(hidden),
        shown=log,
    )


def _shown(events: Iterable[Event], hidden: Collection[str]) -> tuple[Event, ...]:
    return tuple(_without_hidden(it, hidden) for it in events if it.id not in hidden)


def _shown_notes(notes: Iterable[Note], hidden: Collection[str]) -> tuple[Note, ...]:
    return tuple(
        it._replace(replaces="") if it.replaces in hidden else it
        for it in notes
        if it.id not in hidden
    )


def _without_hidden(event: Event, hidden: Collection[str]) -> Event:
    """Return an event that names nothing hidden: an id tells a day."""
    if {event.replaces, event.confirms, *event.distinct}.isdisjoint(hidden):
        return event
    return event._replace(
        replaces="" if event.replaces in hidden else event.replaces,
        confirms="" if event.confirms in hidden else event.confirms,
        distinct=tuple(it for it in event.distinct if it not in hidden),
    )


def _part(part: ChangePart, hidden: Collection[str]) -> ChangePart:
    return replace(part, hidden=frozenset(hidden))
