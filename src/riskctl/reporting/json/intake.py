"""What an import wrote or would write, and what is open in the inbox, as JSON."""

from collections.abc import Iterable

from riskctl.analysis.change.effect import Moved
from riskctl.analysis.days.day import Day
from riskctl.analysis.evidence.candidates import Precision, Story
from riskctl.analysis.evidence.plan import Plan
from riskctl.model.mapping import Mapping
from riskctl.model.record import Event
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import Document, headed


def intake_document(
    plan: Plan,
    mapping: Mapping,
    settings: Settings,
    *,
    today: Moved | None,
    is_written: bool,
) -> Document:
    """
    Return `riskctl.import/1`.

    Args:
        today: What it does to the day; None where it does nothing.
    """
    said = plan.gathered
    return headed(
        "riskctl.import/1",
        settings,
        mapping=mapping.name,
        to=mapping.to.value,
        batch=plan.batch,
        written=is_written,
        rows=said.rows,
        counts=plan.counts,
        proposed_retractions=len(plan.gone),
        dropped=[{"reason": it, "rows": n} for it, n in said.dropped.most_common()],
        unmapped=[{"code": it, "rows": n} for it, n in said.unmapped.most_common()],
        before=_day(today.before if today else None),
        after=_day(today.after if today else None),
        bad=[{"line": it.line, "fault": it.fault, "hint": it.hint} for it in said.bad],
        ids=[it.id for it in (*plan.new, *plan.changed)],
    )


def _day(day: Day | None) -> Document | None:
    return {"score": day.score, "level": day.level.value} if day else None


def inbox_document(
    judged: Iterable[tuple[Story, Moved | None]],
    measured: Iterable[Precision],
    settings: Settings,
) -> Document:
    """Return `riskctl.inbox/1`."""
    return headed(
        "riskctl.inbox/1",
        settings,
        candidates=[_candidate(story, effect) for story, effect in judged],
        precision=[
            {
                "mapping": it.mapping,
                "accepted": it.accepted,
                "judged": it.judged,
                "reasons": dict(it.reasons.most_common()),
            }
            for it in measured
        ],
    )


def _candidate(story: Story, effect: Moved | None) -> Document:
    record, came = story.record, story.first.came
    before, after = effect or Moved(None, None)
    event = record if isinstance(record, Event) else None
    corrected = event.replaces if event else record.record  # type: ignore[union-attr]
    return {
        "id": record.id,
        "mapping": came.mapping,
        "batch": came.batch,
        "rows": [it.came.row for it in story.candidates],
        "deferred": story.first.is_deferred,
        "kind": "event" if event else "retraction",
        "corrects": corrected or None,
        "date": event.date.isoformat() if event else None,
        "indicator": event.indicator if event else None,
        "value": event.value if event else None,
        "title": event.title if event else record.reason,  # type: ignore[union-attr]
        "sources": list(event.sources) if event else [],
        "grade_at_most": str(event.grade) if event else None,
        "score_before": before.score if before else None,
        "score_after": after.score if after else None,
    }
