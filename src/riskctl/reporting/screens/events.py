"""Events and the records of other kinds: as a list, and one of them whole."""

from collections.abc import Sequence

from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.source import origins_of
from riskctl.model.tlp import Tlp
from riskctl.reporting.lines import (
    LABEL,
    Line,
    cut,
    labelled,
    line,
    padded,
    strong,
    table,
)
from riskctl.reporting.words import counted, moment, value_word

# With fewer columns a title would be left a few letters.
_ROOMY = 80


def events_list(events: Sequence[Event], *, log: Log | None, width: int) -> list[Line]:
    """Return one line for each event, two in a narrow terminal, and their number."""
    rows = [
        (
            event.id,
            str(event.grade),
            f"{event.indicator} = {value_word(event.value)}",
            _tag(event, log) + event.title,
        )
        for event in events
    ]
    if width < _ROOMY:
        heads = (cut("  ".join(it[:-1]), width) for it in rows)
        titles = (cut(f"  {it[-1]}", width) for it in rows)
        texts = [it for pair in zip(heads, titles, strict=True) for it in pair]
    else:
        texts = table(rows, width=width)
    return [*map(line, texts), line(counted(len(events), "event"))]


def event_screen(
    event: Event, *, log: Log, catalogue: Catalogue, width: int
) -> list[Line]:
    """Return everything about one event."""
    fields = [
        ("id", event.id),
        ("date", _days(event)),
        ("indicator", f"{event.indicator} = {value_word(event.value)}"),
        *_meaning(event, catalogue),
        ("grade", f"{event.grade}, credence {event.grade.credence:g}"),
        *_sources(event),
        ("recorded", moment(event.recorded) + (" by " + event.by if event.by else "")),
        *_flags(event),
        *fate_of(event, log),
        *_confirmation(event, log),
        *((("note", event.note),) if event.note else ()),
        ("at", str(event.origin)),
    ]
    lines = [line(strong(cut(event.title, width)))]
    for label, text in fields:
        if label == "source":  # whole, so that it can be opened and copied
            lines.append(line(strong(padded(label, LABEL)), text))
        else:
            lines += labelled(label, text, width=width)
    return lines


def _meaning(event: Event, catalogue: Catalogue) -> list[tuple[str, str]]:
    if event.indicator not in catalogue:
        return []
    scale = catalogue[event.indicator].scale
    return [
        ("means", f"{it.means} ({it.number:g})")
        for it in scale
        if it.name == event.value
    ]


def _flags(event: Event) -> list[tuple[str, str]]:
    flags = []
    if event.scheduled:
        flags.append(("scheduled", "a plan, which does not count"))
    if event.backfilled:
        flags.append(("backfilled", "`recorded` was set by hand"))
    if event.tlp is not Tlp.CLEAR:
        flags.append(("tlp", event.tlp.value))
    named = (
        ("forum", event.forum),
        ("theatre", event.theatre),
        ("via", event.via),
        ("confirms", event.confirms),
        ("replaces", event.replaces),
        ("distinct", ", ".join(event.distinct)),
    )
    flags += [(label, text) for label, text in named if text]
    return flags


def _sources(event: Event) -> list[tuple[str, str]]:
    """Return each source, and whom it took it from where that is known."""
    found = []
    for place, source in enumerate(event.sources):
        found.append(("source", source))
        origin = event.origins[place] if event.origins else ""
        if origin:
            found.append(("after", origin))
    independent = origins_of(event.sources, event.origins)
    if len(independent) == 1:
        found.append(("origins", f"{independent[0]} alone"))
    elif independent:
        found.append(("origins", f"{len(independent)}: {', '.join(independent)}"))
    return found


def _days(event: Event) -> str:
    if event.until is None:
        return event.date.isoformat()
    return f"{event.date} to {event.until}; the first day counts"


def _confirmation(event: Event, log: Log) -> list[tuple[str, str]]:
    found = log.confirmation_of(event.id) if event.scheduled else None
    return [("confirmed", f"by {found.id}")] if found else []


def _tag(record: Event | Note | Review, log: Log | None) -> str:
    """Say what became of a record that is listed; most stand as they are."""
    if log and log.retraction_of(record.id):
        return "[retracted] "
    if log and log.replacement_of(record.id):
        return "[replaced] "
    if not isinstance(record, Event) or not record.scheduled:
        return ""
    return "[confirmed] " if log and log.confirmation_of(record.id) else "[scheduled] "


def records_list(
    records: Sequence[Note | Review], *, log: Log, width: int
) -> list[Line]:
    """Return one line per note or review, and their number."""
    rows = [
        (it.id, _tag(it, log) + it.title)
        if isinstance(it, Note)
        else (it.id, _looked_days(it), _tag(it, log) + ", ".join(it.indicators))
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
        return [("date", _looked_days(record)), looked, *note]
    marked = [("tlp", record.tlp.value)] if record.tlp is not Tlp.CLEAR else []
    replaces = [("replaces", record.replaces)] if record.replaces else []
    sources = [("source", it) for it in record.sources]
    date = [("date", record.date.isoformat())]
    keeper = [("bulletin", "the keeper's paragraph")] if record.bulletin else []
    return [*date, *keeper, *sources, *marked, *replaces, *note]


def _looked_days(review: Review) -> str:
    if review.since is None:
        return review.date.isoformat()
    return f"{review.since} to {review.date}"
