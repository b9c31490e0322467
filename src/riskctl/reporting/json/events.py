"""Events as JSON documents."""

from collections.abc import Sequence

from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import Document, headed
from riskctl.reporting.words import moment


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


def event_part(event: Event, log: Log) -> Document:
    """Return an event and what became of it."""
    replacement = log.replacement_of(event.id)
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
        "tlp": event.tlp.value,
        "replaces": event.replaces or None,
        "retracted": log.retraction_of(event.id) is not None,
        "replaced_by": replacement.id if replacement else None,
    }
