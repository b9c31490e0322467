"""Events as a list, and one event whole."""

from collections.abc import Sequence

from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.record import Event, Review
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


def reviews_list(reviews: Sequence[Review], *, width: int) -> list[Line]:
    """Return the looks: when, at what, and what was noted."""
    lines = []
    for it in reviews:
        days = str(it.date) if it.since is None else f"{it.since} to {it.date}"
        note = f": {it.note}" if it.note else ""
        lines += [
            line(cut(text, width))
            for text in (f"{it.id}  {days}{note}", f"  {', '.join(it.indicators)}")
        ]
    return [*lines, line(counted(len(reviews), "review"))]


def event_screen(
    event: Event, *, log: Log, catalogue: Catalogue, width: int
) -> list[Line]:
    """Return everything about one event."""
    fields = [
        ("id", event.id),
        ("date", event.date.isoformat()),
        ("indicator", f"{event.indicator} = {value_word(event.value)}"),
        *_meaning(event, catalogue),
        ("grade", f"{event.grade}, credence {event.grade.credence:g}"),
        *(("source", source) for source in event.sources),
        ("recorded", moment(event.recorded) + (" by " + event.by if event.by else "")),
        *_flags(event),
        *_fate(event, log),
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
        flags.append(("scheduled", "written down before its day"))
    if event.backfilled:
        flags.append(("backfilled", "`recorded` was set by hand"))
    if event.tlp is not Tlp.CLEAR:
        flags.append(("tlp", event.tlp.value))
    if event.replaces:
        flags.append(("replaces", event.replaces))
    return flags


def _fate(event: Event, log: Log) -> list[tuple[str, str]]:
    fate = []
    if retraction := log.retraction_of(event.id):
        fate.append(
            ("retracted", f"{moment(retraction.recorded)}: {retraction.reason}")
        )
    if replacement := log.replacement_of(event.id):
        fate.append(("replaced by", replacement.id))
    return fate


def _tag(event: Event, log: Log | None) -> str:
    if log and log.retraction_of(event.id):
        return "[retracted] "
    if log and log.replacement_of(event.id):
        return "[replaced] "
    return "[scheduled] " if event.scheduled else ""
