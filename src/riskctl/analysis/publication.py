"""
What of a judgement may be shown to whom.

An event that is marked above the limit still counts: every number stays what it
is. What it says, where it was read and on which day it was leave the report.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from riskctl.analysis.assessment import Assessment, Contribution
from riskctl.analysis.change import Part
from riskctl.analysis.confidence import Coverage, cover
from riskctl.analysis.reading import Reading, Share, by_indicator
from riskctl.analysis.timeline import TurningPoint
from riskctl.analysis.weekly import WeeklyReport
from riskctl.model.log import Log
from riskctl.model.record import NOBODY, Event
from riskctl.model.tlp import Tlp


def withheld_ids(log: Log, limit: Tlp) -> frozenset[str]:
    """
    Return the ids of the events that are not shown.

    They are those marked above *limit*, and what such ones correct: who learns
    today that a text is secret takes it back from the pages of the past as well.
    """
    hidden = {it.id for it in log.marked() if it.tlp.is_above(limit)}
    while more := {it.replaces for it in log.replacing if it.id in hidden} - hidden:
        hidden |= more
    return frozenset(hidden)


def published(report: WeeklyReport, hidden: Collection[str]) -> WeeklyReport:
    """Return the report without what the events called *hidden* say."""
    if not hidden:
        return report
    log = replace(report.log, events=_shown(report.log.events, hidden))
    shown = _shown(report.happened, hidden)
    outlook = report.outlook
    return replace(
        report,
        assessment=published_assessment(report.assessment, log, hidden),
        before=published_assessment(report.before, log, hidden),
        outlook=replace(outlook, scheduled=_shown(outlook.scheduled, hidden))
        if outlook
        else None,
        change=replace(
            report.change,
            parts=tuple(_part(it, hidden) for it in report.change.parts),
        ),
        happened=shown,
        withheld=len(report.happened) - len(shown),
        log=log,
    )


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
    return replace(
        assessment,
        contributions=tuple(
            _contribution(it, hidden) for it in assessment.contributions
        ),
        coverage=_coverage(assessment, log),
        coming_up=_shown(assessment.coming_up, hidden),
    )


def shown_coverage(assessment: Assessment, log: Log) -> Coverage:
    """Return the coverage by what *log* shows, whatever else was known."""
    return cover(
        assessment.catalogue,
        by_indicator(log.in_force, as_of=assessment.as_of),
        log.reviews,
        as_of=assessment.as_of,
    )


def _shown(events: Iterable[Event], hidden: Collection[str]) -> tuple[Event, ...]:
    return tuple(it for it in events if it.id not in hidden)


def _part(part: Part, hidden: Collection[str]) -> Part:
    return replace(part, events=_shown(part.events, hidden))


def _contribution(contribution: Contribution, hidden: Collection[str]) -> Contribution:
    reading = contribution.reading
    masked = Reading(
        indicator=reading.indicator,
        value=reading.value,
        shares=tuple(
            Share(_masked(it.event, hidden), it.amount) for it in reading.shares
        ),
        latest=_masked(reading.latest, hidden),
    )
    return replace(contribution, reading=masked)


def _masked(event: Event | None, hidden: Collection[str]) -> Event | None:
    """Return *event*, or one that says nothing in its place."""
    if event is None or event.id not in hidden:
        return event
    return Event(
        id=NOBODY,
        date=event.date.min,
        indicator=event.indicator,
        value=0.0,
        title="",
        grade=event.grade,
        recorded=event.recorded.min,
    )


def _coverage(assessment: Assessment, log: Log) -> Coverage:
    """Return the same coverage; of what is stale, only the looks that are shown."""
    visible = shown_coverage(assessment, log)
    return replace(
        assessment.coverage,
        looks=tuple(
            true if true.is_fresh else seen
            for true, seen in zip(assessment.coverage.looks, visible.looks, strict=True)
        ),
    )
