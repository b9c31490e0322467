"""The records of a file in canonical form, as the full parser would give them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from riskctl.model.grade import GRADES
from riskctl.model.origin import Origin
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.canonical import scan_canonical
from riskctl.storage.canonical_rows import Rows


def read_canonical(data: bytes, file: str) -> tuple[Record, ...] | None:
    """
    Return the records of a file that is canonical throughout, or nothing.

    In the full parser's order: events, reviews, retractions.
    """
    rows = scan_canonical(data)
    return records_of(rows, file) if rows else None


def records_of(rows: Rows, file: str) -> tuple[Record, ...]:
    """Return the records that stand in *rows*."""
    return (*_events(rows, file), *_reviews(rows, file), *_retractions(rows, file))


def _events(rows: Rows, file: str) -> Iterator[Event]:
    for (
        name,
        day,
        indicator,
        value,
        title,
        sources,
        grade,
        note,
        scheduled,
        backfilled,
        replaces,
        tlp,
        recorded,
        by,
        line,
    ) in rows.events:
        yield Event(
            id=name,
            date=date.fromordinal(day),
            indicator=indicator,
            value=value,
            title=title,
            sources=tuple(sources.split("\n")) if sources else (),
            grade=GRADES[grade],
            note=note,
            recorded=_moment(recorded),
            by=by,
            scheduled=scheduled,
            backfilled=backfilled,
            replaces=replaces,
            tlp=Tlp(tlp),
            origin=Origin(file, line),
        )


def _reviews(rows: Rows, file: str) -> Iterator[Review]:
    for name, day, indicators, note, recorded, by, line in rows.reviews:
        yield Review(
            id=name,
            date=date.fromordinal(day),
            indicators=tuple(indicators.split("\n")),
            note=note,
            recorded=_moment(recorded),
            by=by,
            origin=Origin(file, line),
        )


def _retractions(rows: Rows, file: str) -> Iterator[Retraction]:
    for name, event, reason, recorded, by, line in rows.retractions:
        yield Retraction(
            id=name,
            event=event,
            reason=reason,
            recorded=_moment(recorded),
            by=by,
            origin=Origin(file, line),
        )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
