"""Events as JSON documents."""

from collections.abc import Sequence

from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Retraction, Review
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
    confirmation = log.confirmation_of(event.id) if event.scheduled else None
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
        "until": event.until.isoformat() if event.until else None,
        "forum": event.forum,
        "theatre": event.theatre,
        "via": event.via,
        "origins": list(event.origins),
        "distinct": list(event.distinct),
        "confirms": event.confirms or None,
        "confirmed_by": confirmation.id if confirmation else None,
    }


def records_document(
    records: Sequence[Note | Review | Retraction], settings: Settings, *, log: Log
) -> Document:
    """Return `riskctl.records/1`."""
    parts = [record_part(it, log) for it in records]
    return headed("riskctl.records/1", settings, records=parts)


def record_document(
    record: Note | Review | Retraction, settings: Settings, *, log: Log
) -> Document:
    """Return `riskctl.record/1`."""
    return headed("riskctl.record/1", settings, record=record_part(record, log))


def record_part(record: Note | Review | Retraction, log: Log) -> Document:
    """Return a record that is no event, and what became of it."""
    replacement = log.replacement_of(record.id)
    common = {
        "kind": type(record).__name__.lower(),
        "id": record.id,
        "recorded": moment(record.recorded),
        "by": record.by,
        "retracted": log.retraction_of(record.id) is not None,
        "replaced_by": replacement.id if replacement else None,
    }
    if isinstance(record, Note):
        return common | {
            "date": record.date.isoformat(),
            "title": record.title,
            "sources": list(record.sources),
            "note": record.note,
            "bulletin": record.bulletin,
            "tlp": record.tlp.value,
            "replaces": record.replaces or None,
        }
    if isinstance(record, Review):
        return common | {
            "from": record.first_day.isoformat(),
            "date": record.date.isoformat(),
            "indicators": list(record.indicators),
            "note": record.note,
        }
    return common | {"record": record.record, "reason": record.reason}
