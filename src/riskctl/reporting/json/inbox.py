"""`riskctl.inbox/1`: what is open in the inbox, and how good the leads were."""

from collections.abc import Iterable

from riskctl.analysis.evidence.candidates import Precision, Story
from riskctl.analysis.evidence.effects import Effect
from riskctl.model.record import Event
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import Document, headed


def inbox_document(
    judged: Iterable[tuple[Story, Effect | None]],
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


def _candidate(story: Story, effect: Effect | None) -> Document:
    record, came = story.record, story.first.came
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
        "score_before": effect.before if effect else None,
        "score_after": effect.after if effect else None,
    }
