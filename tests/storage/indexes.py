"""Watches large enough for an index, and every question that a log answers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.month import month_of
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.selection import EventFilter
from riskctl.storage.edit import month_file
from riskctl.storage.index.log import StoredLog
from riskctl.storage.index.place import VARIABLE, Place, place_of
from riskctl.storage.index.seal import Seal, read_seal
from riskctl.storage.watch import SMALLEST_BYTES
from riskctl.storage.writer import block
from tests.helpers import make_watch, open_folder

# A file of the log without records, so that a few of them get an index.
FILLER = "# nothing\n" * (SMALLEST_BYTES // 10 + 1)


def indexed_watch(folder: Path, records: Iterable[Record]) -> Path:
    """Make a watch of which the log has an index, with these records."""
    texts: dict[str, list[str]] = {}
    for record in records:
        day = date(2026, 1, 1) if isinstance(record, Retraction) else record.date
        texts.setdefault(month_file(day).removeprefix("log/"), []).append(block(record))
    files = {name: "\n".join(blocks) for name, blocks in texts.items()}
    return make_watch(folder, {"filler.toml": FILLER, **files})


def stored(folder: Path) -> StoredLog:
    """Return the log from the index."""
    log = open_folder(folder).log
    assert isinstance(log, StoredLog)
    return log


def plain(folder: Path) -> Log:
    """Return the log from its files."""
    with no_index():
        return open_folder(folder).log


@contextmanager
def no_index() -> Iterator[None]:
    """Switch the index off in the block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "off")
        yield


def place(folder: Path) -> Place:
    """Return the place of a watch's index."""
    found = place_of(folder)
    assert found is not None
    return found


def seal(folder: Path) -> Seal:
    """Return the seal of a watch's index."""
    found = read_seal(place(folder))
    assert found is not None
    return found


def answers(
    log: Log, catalogue: Catalogue, *, days: Iterable[date], events: Iterable[Event]
) -> dict[str, object]:
    """Ask a log everything that it can be asked, about some days and events."""
    some = sorted(set(days))
    ids = sorted({it.id for it in events} | {"e1", "nobody", ""})
    names = ["clash", "treaty", "talks", "unheard-of"]
    filters = [
        EventFilter(indicators=indicators, first=first, last=last, withdrawn=withdrawn)
        for indicators in ((), ("clash",), ("talks", "treaty"), ("unheard-of",))
        for first, last in product((None, *some[:1]), (None, *some[-1:]))
        for withdrawn in (False, True)
    ]
    filters += [
        EventFilter(text=text, withdrawn=withdrawn)
        for text in ("a", "TREATY", "strasse", "clash e1", "\x00", "İstanbul", '"')
        for withdrawn in (False, True)
    ]
    ledger = log.ledger(catalogue)
    span = log.span
    months = range(month_of(span.first), month_of(span.last) + 2) if span else ()
    return {
        "events": [(it, it.origin, repr(it.value)) for it in log.events],
        "reviews": [(it, it.origin) for it in log.reviews],
        "retractions": [(it, it.origin) for it in log.retractions],
        "retracted": log.retracted,
        "replaced": log.replaced,
        "in force": log.in_force,
        "ids": log.ids,
        "length": len(log),
        "span": span,
        "replacing": log.replacing,
        "used": log.used,
        "marked": log.marked(),
        "by id": [(it, log.event(it), it in log, log.ids_like(it)) for it in ids],
        "counts": [(it.id, log.counts(it)) for it in events],
        "select": [(it, log.select(it)) for it in filters],
        "newest": [
            (day, name, list(log.newest_first(until=day, indicator=name)))
            for day, name in product(some, (None, *names))
        ],
        "scheduled": [log.scheduled_after(it) for it in some],
        "last": [
            (log.last_events(until=it), log.last_reviews(until=it)) for it in some
        ],
        "ends": (ledger.first, ledger.last),
        "sheets": [
            {name: list(lines) for name, lines in ledger.sheet(it).items()}
            for it in months
        ],
    }


def assert_same(log: Log, other: Log, catalogue: Catalogue) -> None:
    """Make sure that two logs answer alike, and at each moment of their knowledge."""
    events = other.events
    days = [it.date + timedelta(days=step) for it in events for step in (-1, 0)]
    sample = sorted(days)[:: max(1, len(days) // 4)]
    mine = answers(log, catalogue, days=sample, events=events)
    assert mine == answers(other, catalogue, days=sample, events=events)
