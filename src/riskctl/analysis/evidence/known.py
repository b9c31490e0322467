"""What of a mapping's rows is known already: in the log, in the inbox, or refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from riskctl.model.log import Log
from riskctl.model.provenance import UNDONE, Provenance, batch_order
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.seen import Seen


@dataclass
class Known:
    """
    The rows of one mapping that came in before.

    Attributes:
        events: What each row said in its latest import, and how it came in.
        logged: The id of the last event in the log that a row gave.
        candidates: The ids of the candidates that it had, whatever became of them.
        decided: The last decision on it.
        batches: The names of all imports, of any mapping.
    """

    events: dict[str, tuple[Event, Provenance]] = field(default_factory=dict)
    logged: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, set[str]] = field(default_factory=dict)
    decided: dict[str, Seen] = field(default_factory=dict)
    batches: set[str] = field(default_factory=set)


def known_rows(
    name: str, log: Log, candidates: Iterable[Record], seen: Iterable[Seen]
) -> Known:
    """Return what is known of the rows of the mapping called *name*."""
    known = Known()
    gone = undone_batches(log)
    for event, came in imported(log.records):
        known.batches.add(came.batch)
        if came.mapping == name and came.batch not in gone:
            amended = log.event(event.replaces) if event.replaces else None
            # Who amends an event by hand keeps its `via`, and says what no row did.
            if amended is None or amended.via != event.via:
                _take(known, event, came)
    logged = dict(known.events)
    for event, came in imported(candidates):
        known.batches.add(came.batch)
        if came.mapping == name:
            known.candidates.setdefault(came.row, set()).add(event.id)
            _take(known, event, came)
    known.logged = {row: event.id for row, (event, _) in logged.items()}
    for it in seen:
        known.batches.add(it.batch)
        if it.mapping == name:
            known.decided[it.row] = it
    return known


def _take(known: Known, event: Event, came: Provenance) -> None:
    """Keep what a row said in its latest import."""
    before = known.events.get(came.row)
    if before is None or batch_order(before[1].batch) <= batch_order(came.batch):
        known.events[came.row] = (event, came)


def imported(records: Iterable[Record]) -> Iterator[tuple[Event, Provenance]]:
    """Yield the events that came by an import, each with how it did."""
    for record in records:
        if isinstance(record, Event) and record.via:
            came = Provenance.parse(record.via)
            if came:
                yield record, came


def undone_batches(log: Log) -> set[str]:
    """Return the imports that were taken back."""
    return {
        it.reason.removeprefix(UNDONE)
        for it in log.records
        if isinstance(it, Retraction) and it.reason.startswith(UNDONE)
    }


def standing(log: Log, event_id: str) -> Event | None:
    """Return what an event became by amendments; None where it was withdrawn."""
    passed: set[str] = set()
    while event_id not in passed:
        passed.add(event_id)
        if log.retraction_of(event_id):
            return None
        later = log.replacement_of(event_id)
        if later is None:
            return log.event(event_id)
        event_id = later.id
    return None
