"""The TOML keys of a log file, and the records they make."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from riskctl.model.finding import Finding
from riskctl.model.marked import marked_texts
from riskctl.model.near_mark import nearest_mark
from riskctl.model.origin import Origin
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.keys import (
    EVENT_KEYS,
    NOTE_KEYS,
    RETRACTION_KEYS,
    REVIEW_KEYS,
    VITAL_KEYS,
)
from riskctl.storage.text.locate import places_of
from riskctl.storage.text.log_text import LogText
from riskctl.storage.text.settings import read_grade
from riskctl.storage.text.tables import key_line, note_no_tables, tables_of
from riskctl.storage.text.toml import Document, parse
from riskctl.storage.text.unknown_keys import note_foreign_tables


def read_any(data: bytes, file: str) -> LogText:
    """Read one file of the log by the full parser, however it is written."""
    document = parse(data, file)
    records = [
        record
        for name, build in _BUILDERS.items()
        for fields in _tables(document, name)
        if (record := build(fields))
    ]
    note_foreign_tables(document, _BUILDERS)
    return LogText(tuple(records), tuple(document.problems))


def _tables(document: Document, name: str) -> Sequence[Fields]:
    """Return every `[[name]]` table as fields; note what is none."""
    # Written inline, the records have no header: the key's line has to do.
    inline = key_line(document, name)
    article = "an" if name[0] in "aeiou" else "a"
    tables = tables_of(document, name, what=f"{article} {name}", line=inline)
    if tables is None:
        note_no_tables(document, name, line=inline)
        return ()
    if tables and not places_of(document.places, name):
        document.problems.append(
            Finding(
                check="inline-records",
                message=f"`{name} = [...]` is a list to which no command can add",
                hint=f"write each as a table: the header [[{name}]], and below it a "
                "line for each key",
                origin=Origin(document.file, inline),
            )
        )
    return tables


def _event(fields: Fields) -> Event | None:
    day, until = fields.days("date")
    sources, origins = fields.sources("sources")
    event = Event(
        id=fields.text("id"),
        date=day,
        indicator=fields.text("indicator"),
        value=fields.value("value"),
        title=fields.text("title"),
        sources=sources,
        grade=read_grade(fields, "grade"),
        note=fields.text("note", default=""),
        recorded=fields.moment("recorded"),
        by=fields.text("by", default=""),
        scheduled=fields.flag("scheduled"),
        backfilled=fields.flag("backfilled"),
        replaces=fields.text("replaces", default=""),
        tlp=_tlp(fields),
        until=_until(fields, day, until),
        forum=fields.text("forum", default=""),
        theatre=fields.text("theatre", default=""),
        via=fields.text("via", default=""),
        confirms=fields.text("confirms", default=""),
        distinct=fields.texts("distinct"),
        origins=origins,
        origin=fields.origin,
    )
    _note_marks(fields, event)
    fields.allow(EVENT_KEYS, vital=VITAL_KEYS)
    return None if fields.is_broken else event


def _review(fields: Fields) -> Review | None:
    since, day = _looked_at(fields)
    review = Review(
        id=fields.text("id"),
        date=day,
        since=since,
        indicators=fields.texts("indicators", default=None),
        note=fields.text("note", default=""),
        recorded=fields.moment("recorded"),
        by=fields.text("by", default=""),
        origin=fields.origin,
    )
    fields.allow(REVIEW_KEYS)
    return None if fields.is_broken else review


def _looked_at(fields: Fields) -> tuple[date | None, date]:
    """Return the first day of a review's period, None without one, and its last day."""
    if not {"from", "to"} & fields.values.keys():
        return None, fields.day("date")
    since, until = fields.day("from"), fields.day("to")
    if since > until:
        fields.wrong("to", "a day not before `from`")
    fields.wrong("date", "left out beside `from` and `to`", "delete one or the other")
    return since, until


def _until(fields: Fields, day: date, ends: date | None) -> date | None:
    """Return the last day that an event gives; None where there is just one."""
    if "until" not in fields.values:
        return ends
    until = fields.day("until")
    if ends is not None:
        fields.wrong("until", "left out beside a month", "delete one or the other")
    elif until < day:
        fields.wrong("until", "a day not before `date`")
    return until


def _note(fields: Fields) -> Note | None:
    note = Note(
        id=fields.text("id"),
        date=fields.day("date"),
        title=fields.text("title"),
        sources=fields.texts("sources"),
        note=fields.text("note", default=""),
        bulletin=fields.flag("bulletin"),
        replaces=fields.text("replaces", default=""),
        tlp=_tlp(fields),
        recorded=fields.moment("recorded"),
        by=fields.text("by", default=""),
        origin=fields.origin,
    )
    _note_marks(fields, note)
    fields.allow(NOTE_KEYS)
    return None if fields.is_broken else note


def _retraction(fields: Fields) -> Retraction | None:
    # Logs of the first edition say `event`, when only events could be withdrawn.
    named = "event" if "event" in fields.values else "record"
    if named == "event":
        fields.wrong("record", "left out beside `event`", "delete one or the other")
    retraction = Retraction(
        id=fields.text("id"),
        record=fields.text(named),
        reason=fields.text("reason", default=""),
        recorded=fields.moment("recorded"),
        by=fields.text("by", default=""),
        origin=fields.origin,
    )
    fields.allow([*RETRACTION_KEYS, "event"])
    return None if fields.is_broken else retraction


_BUILDERS: Final[dict[str, Callable[[Fields], Record | None]]] = {
    "event": _event,
    "review": _review,
    "note": _note,
    "retraction": _retraction,
}


def _tlp(fields: Fields) -> Tlp:
    """Return the mark; note one that is none."""
    word = fields.values.get("tlp", Tlp.CLEAR.value)
    mark = next((it for it in Tlp if it.value == word), None)
    if mark is None:
        meant = nearest_mark(word).value
        fields.wrong("tlp", "clear, green, amber or red", f'tlp = "{meant}"')
        return Tlp.RED
    return mark


def _note_marks(fields: Fields, record: Event | Note) -> None:
    """Note a mark that only a text says."""
    for key, said in marked_texts(record):
        fields.note(
            "near-marks",
            f"`{key}` says TLP:{said.name}, and `tlp` says {record.tlp.value}",
            hint=f'type tlp = "{said.value}", or word `{key}` otherwise',
            key=key,
        )
