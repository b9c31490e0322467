"""JSON documents: a schema name each, keys only ever added."""

from collections.abc import Iterable, Sequence

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Contribution
from riskctl.analysis.judgement.sensitivity import Sensitivity
from riskctl.analysis.judgement.trust import Trust
from riskctl.analysis.reports.agenda import Agenda, Task
from riskctl.model.examined import Examined
from riskctl.model.finding import Finding
from riskctl.model.indicator import Indicator
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import Document, headed
from riskctl.reporting.json.parts import (
    assessment_part,
    clocks_part,
    contribution_part,
    day_part,
    reliance_part,
    trust_part,
)


def level_document(
    assessment: Assessment, trust: Trust | None, settings: Settings
) -> Document:
    """Return `riskctl.level/2`."""
    return headed(
        "riskctl.level/2",
        settings,
        **assessment_part(assessment),
        appraisal=trust_part(trust),
    )


def explain_document(
    assessment: Assessment,
    settings: Settings,
    *,
    indicator: Indicator | None,
    tried: Sensitivity | None = None,
) -> Document:
    """Return `riskctl.explain/2`: the contributions with every event's share."""
    breakdown = assessment.breakdown
    return headed(
        "riskctl.explain/2",
        settings,
        **clocks_part(assessment),
        **reliance_part(assessment),
        score=assessment.score if assessment.day else None,
        ground=breakdown.ground if assessment.day else None,
        pressure=breakdown.pressure if assessment.day else None,
        half_pressure=assessment.catalogue.half_pressure,
        lift=breakdown.lift if assessment.day else None,
        contributions=[
            {**contribution_part(it), "shares": _shares(it)}
            for it in breakdown.contributions
            if indicator is None or it.reading.indicator.id == indicator.id
        ],
        sensitivity=_sensitivity(tried) if tried else None,
    )


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
                "last_looked_at": day_part(looks[it.reading.indicator.id].last),
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


def _sensitivity(tried: Sensitivity) -> Document:
    return {
        "level": tried.level.value,
        "effects": [
            {
                "judgement": it.assumption.value,
                "indicator": it.indicator.id if it.indicator else None,
                "subject": it.subject,
                "change": it.change,
                "points": it.points,
                "level": it.level.value,
            }
            for it in tried.effects
        ],
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


def agenda_document(agenda: Agenda, settings: Settings) -> Document:
    """Return `riskctl.agenda/1`."""
    return headed(
        "riskctl.agenda/1",
        settings,
        as_of=agenda.as_of.isoformat(),
        today=[_task_part(it) for it in agenda.today],
        later=[_task_part(it) for it in agenda.later],
    )


def _task_part(task: Task) -> Document:
    return {
        "why": task.why.value,
        "day": task.day.isoformat() if task.day else None,
        "about": task.about,
        "words": task.words,
        "command": task.command,
    }


def doctor_document(examined: Sequence[Examined]) -> Document:
    """Return `riskctl.doctor/1`."""
    return {
        "schema": "riskctl.doctor/1",
        "fine": all(it.is_fine for it in examined),
        "examined": [
            {
                "topic": it.topic,
                "name": it.name,
                "found": it.found,
                "fine": it.is_fine,
                "advice": it.advice,
            }
            for it in examined
        ],
    }
