"""Events as a list, and one event whole."""

from collections.abc import Sequence

from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.record import Event
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
from riskctl.reporting.screens.records import fate_of
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


def _tag(event: Event, log: Log | None) -> str:
    if log and log.retraction_of(event.id):
        return "[retracted] "
    if log and log.replacement_of(event.id):
        return "[replaced] "
    if log and event.scheduled and log.confirmation_of(event.id):
        return "[confirmed] "
    return "[scheduled] " if event.scheduled else ""
