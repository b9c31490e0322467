"""Reviews, notes and retractions: as a list, and one of them whole."""

from collections.abc import Sequence

from riskctl.model.log import Log
from riskctl.model.record import Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.reporting.lines import Line, cut, labelled, line, strong, table
from riskctl.reporting.words import counted, moment


def records_list(
    records: Sequence[Note | Review], *, log: Log, width: int
) -> list[Line]:
    """Return one line per note or review, and their number."""
    rows = [
        (it.id, _tag(it, log) + it.title)
        if isinstance(it, Note)
        else (it.id, _days(it), _tag(it, log) + ", ".join(it.indicators))
        for it in records
    ]
    lines = [line(it) for it in table(rows, width=width)]
    return [*lines, line(counted(len(records), "record"))]


def record_screen(
    record: Note | Review | Retraction, *, log: Log, width: int
) -> list[Line]:
    """Return everything about one record that is no event."""
    written = moment(record.recorded) + (" by " + record.by if record.by else "")
    fields = [
        ("id", record.id),
        *_content(record),
        ("recorded", written),
        *fate_of(record, log),
        ("at", str(record.origin)),
    ]
    lines = [line(strong(cut(_title(record), width)))]
    for label, text in fields:
        lines += labelled(label, text, width=width)
    return lines


def fate_of(record: Record, log: Log) -> list[tuple[str, str]]:
    """Say what became of a record, retraction by retraction."""
    fate = []
    for retraction, stands in log.trail(record.id):
        said = f"{moment(retraction.recorded)}: {retraction.reason}"
        fate.append(("retracted", said))
        restored = None if stands else log.retraction_of(retraction.id)
        if restored:
            said = f"{moment(restored.recorded)}: {restored.reason}"
            fate.append(("restored", said))
    if replacement := log.replacement_of(record.id):
        fate.append(("replaced by", replacement.id))
    return fate


def _title(record: Note | Review | Retraction) -> str:
    if isinstance(record, Note):
        return record.title
    if isinstance(record, Review):
        return "looked, and nothing to add"
    return f"retraction of {record.record}"


def _content(record: Note | Review | Retraction) -> list[tuple[str, str]]:
    if isinstance(record, Retraction):
        return [("record", record.record), ("reason", record.reason)]
    note = [("note", record.note)] if record.note else []
    if isinstance(record, Review):
        looked = ("looked at", ", ".join(record.indicators))
        return [("date", _days(record)), looked, *note]
    marked = [("tlp", record.tlp.value)] if record.tlp is not Tlp.CLEAR else []
    replaces = [("replaces", record.replaces)] if record.replaces else []
    sources = [("source", it) for it in record.sources]
    date = [("date", record.date.isoformat())]
    keeper = [("bulletin", "the keeper's paragraph")] if record.bulletin else []
    return [*date, *keeper, *sources, *marked, *replaces, *note]


def _days(review: Review) -> str:
    if review.since is None:
        return review.date.isoformat()
    return f"{review.since} to {review.date}"


def _tag(record: Note | Review, log: Log) -> str:
    if log.retraction_of(record.id):
        return "[retracted] "
    return "[replaced] " if log.replacement_of(record.id) else ""
