"""Everything that a log can be asked, and what it says."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

from riskctl.model.catalogue import Catalogue
from riskctl.model.ledger import Ledger
from riskctl.model.log import Log
from riskctl.model.month import month_of
from riskctl.model.record import Event, Mark, Record
from riskctl.model.selection import EventFilter
from tests.laws.naive_log import NaiveLedger, NaiveLog

AnyLog = Log | NaiveLog

INDICATORS = ("clash", "treaty", "talks", "unheard-of")
# Words of the titles and of none, in other cases, in ids, and what TOML escapes.
TEXTS = ("raid", "STRASSE", "i̇", "2026-0", "e1", "\x00", '"', "\\n", "nowhere")


def answers(
    log: AnyLog, catalogue: Catalogue, records: Iterable[Record]
) -> dict[str, object]:
    """
    Ask a log everything.

    Args:
        records: What else may be in it; it is asked for them by id.
    """
    days = sampled_days(records)
    moments = sorted({it.recorded for it in records})[::3]
    events = [it for it in records if isinstance(it, Event)]
    ids = sorted({it.id for it in records} | {"nobody", ""})
    parts = {*ids, *(it[:7] for it in ids), *(it[-2:] for it in ids)}
    return {
        "events": [(it, it.origin, repr(it.value)) for it in log.events],
        "reviews": [(it, it.origin) for it in log.reviews],
        "retractions": [(it, it.origin) for it in log.retractions],
        "notes": [(it, it.origin) for it in log.notes],
        "standing notes": log.standing_notes,
        "standing notes of a day": [log.standing_notes_from(it, it) for it in days],
        "standing reviews": {*log.standing_reviews},
        "records": {*log.records},
        "in force": log.in_force,
        "ids": log.ids,
        "length": len(log),
        "by id": [(it, log.event(it), it in log) for it in ids],
        "records by id": [(it, log.record(it)) for it in ids],
        "not an id": None in log,
        "counts": [(it.id, log.counts(it)) for it in events],
        "ids like": {it: log.ids_like(it) for it in parts},
        "retraction": [(it, log.retraction_of(it)) for it in ids],
        "replacement": [(it, log.replacement_of(it)) for it in ids],
        "replacing": log.replacing,
        "replacements": log.replacements,
        "withdrawn": log.withdrawn,
        "span": log.span,
        "begins": log.begins,
        "dated after": [
            (it, {*log.dated_after(it, recorded_by=moment)})
            for it, moment in product(days, moments)
        ],
        "used": {(name, repr(value)) for name, value in log.used},
        "marked": {*log.marked()},
        "select": [(it, log.select(it)) for it in filters(days)],
        "newest first": [
            (day, name, [*log.newest_first(until=day, indicator=name)])
            for day, name in product(days, (None, *INDICATORS))
        ],
        "marks": [
            (day, name, [*map(mark, log.marks(until=day, indicator=name))])
            for day, name in product(days, INDICATORS)
        ],
        "count": [
            (day, name, log.count(until=day, indicator=name))
            for day, name in product(days, INDICATORS)
        ],
        "plans": log.plans,
        "scheduled": [(it, log.scheduled_after(it)) for it in days],
        "due": [(it, log.due_by(it)) for it in days],
        "last events": [(it, log.last_events(INDICATORS, until=it)) for it in days],
        "first reviews": log.first_reviews(),
        "last reviews": [(it, log.last_reviews(until=it)) for it in days],
        "ledger": added_up(log.ledger(catalogue), days),
    }


def added_up(ledger: Ledger | NaiveLedger, days: Iterable[date]) -> object:
    """Return all that a ledger says of the months around some days."""
    months = [month_of(it) for it in days]
    around = range(min(months) - 1, max(months) + 2) if months else ()
    sheets = [
        {name: list(lines) for name, lines in ledger.sheet(it).items()} for it in around
    ]
    return ledger.first, ledger.last, sheets


def sampled_days(records: Iterable[Record]) -> list[date]:
    """Return the first and the last day of events, their neighbours, and a middle."""
    days = sorted({it.date for it in records if isinstance(it, Event)})
    days = days or [date(2026, 1, 1)]
    one = timedelta(days=1)
    return [days[0] - one, days[0], days[len(days) // 2], days[-1], days[-1] + one]


def filters(days: list[date]) -> list[EventFilter]:
    """Return filters by every field, and by some of them together."""
    found = [
        EventFilter(indicators=names, first=first, last=last, withdrawn=withdrawn)
        for names in ((), ("clash",) * 2, ("talks", "treaty"), ("unheard-of",))
        for first, last in product((None, days[2]), (None, days[2], days[-1]))
        for withdrawn in (False, True)
    ]
    found += [
        EventFilter(plans=True, last=last, newest=newest)
        for last, newest in product((None, days[2]), (None, 2))
    ]
    found += [EventFilter(address="example.org", last=days[2])]
    found += [
        EventFilter(text=text, withdrawn=withdrawn)
        for text, withdrawn in product(TEXTS, (False, True))
    ]
    found += [
        EventFilter(newest=newest, withdrawn=withdrawn, last=last)
        for newest in (0, 1, 2, 5, 100)
        for withdrawn in (False, True)
        for last in (None, days[2])
    ]
    found += [
        EventFilter(replacing=True, withdrawn=withdrawn, newest=newest)
        for withdrawn, newest in product((False, True), (None, 1))
    ]
    found += [
        EventFilter(indicators=("clash",), text="raid", first=days[1], newest=2),
        EventFilter(text="raid", replacing=True, withdrawn=True),
    ]
    return found


def mark(it: Event | Mark) -> tuple[object, ...]:
    """Return what an event weighs."""
    return (it.id, it.date, it.indicator, repr(it.value), it.recorded, it.grade)


def assert_same(
    one: AnyLog,
    other: AnyLog,
    catalogue: Catalogue,
    *,
    beside: Iterable[Record] = (),
) -> None:
    """
    Make sure that two logs give the same answers to everything.

    Args:
        beside: Records that neither of them may know, and that they are asked for.
    """
    records = [*one.records, *other.records, *beside]
    mine = answers(one, catalogue, records)
    theirs = answers(other, catalogue, records)
    for question, answer in mine.items():
        assert answer == theirs[question], question
