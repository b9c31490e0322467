"""Records as rows of the index, and rows as records again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from riskctl.model.finding import Finding
from riskctl.model.grade import GRADES
from riskctl.model.origin import Origin
from riskctl.model.record import Event, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.index.rows import Row, micros, moment_of, packed, unpacked
from riskctl.storage.index.schema import DAY_BITS
from riskctl.storage.names import LOG_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from riskctl.storage.canonical_rows import EventRow, RetractionRow, ReviewRow


def event_row(event: Event) -> EventRow:
    """Return an event as the scanner of canonical texts does, in microseconds."""
    return (
        event.id,
        event.date.toordinal(),
        event.indicator,
        event.value,
        event.title,
        packed(event.sources),  # type: ignore[return-value] # a scanner needs no JSON
        str(event.grade),
        event.note,
        event.scheduled,
        event.backfilled,
        event.replaces,
        event.tlp.value,
        micros(event.recorded),
        event.by,
        event.origin.line,
    )


def review_row(review: Review) -> ReviewRow:
    """Return a review as the scanner of canonical texts does, in microseconds."""
    return (
        review.id,
        review.date.toordinal(),
        packed(review.indicators),  # type: ignore[return-value] # as above
        review.note,
        micros(review.recorded),
        review.by,
        review.origin.line,
    )


def retraction_row(retraction: Retraction) -> RetractionRow:
    """Return a retraction as the scanner of canonical texts does, in microseconds."""
    return (
        retraction.id,
        retraction.event,
        retraction.reason,
        micros(retraction.recorded),
        retraction.by,
        retraction.origin.line,
    )


def event_of(
    row: Row, indicators: Mapping[int, str], files: Mapping[int, str]
) -> Event:
    """Return the event of a row, given the names of its indicator and file."""
    return Event(
        id=row[1],
        date=date.fromordinal(row[0] >> DAY_BITS),
        indicator=indicators[row[2]],
        value=row[3],
        title=row[4],
        sources=unpacked(row[5]),
        grade=GRADES[row[6]],
        note=row[7],
        recorded=moment_of(row[8]),
        by=row[9],
        origin=Origin(f"{LOG_FOLDER}/{files[row[10]]}", row[11]),
        scheduled=bool(row[12]),
        backfilled=bool(row[13]),
        replaces=row[14] or "",
        tlp=Tlp(row[15]) if row[15] else Tlp.CLEAR,
    )


def review_of(row: Row, files: Mapping[int, str]) -> Review:
    """Return the review of a row."""
    return Review(
        id=row[1],
        date=date.fromordinal(row[2]),
        indicators=unpacked(row[3]),
        note=row[4],
        recorded=moment_of(row[5]),
        by=row[6],
        origin=Origin(f"{LOG_FOLDER}/{files[row[7]]}", row[8]),
    )


def retraction_of(row: Row, files: Mapping[int, str]) -> Retraction:
    """Return the retraction of a row."""
    return Retraction(
        id=row[1],
        event=row[2],
        reason=row[3],
        recorded=moment_of(row[4]),
        by=row[5],
        origin=Origin(f"{LOG_FOLDER}/{files[row[6]]}", row[7]),
    )


def packed_problems(problems: Iterable[Finding]) -> str:
    """Return findings as text; no finding is no text. Their file is known."""
    found = [
        [it.check, it.message, it.hint, it.origin.line, it.blocking] for it in problems
    ]
    if not found:
        return ""
    import json

    return json.dumps(found)


def unpacked_problems(text: str, name: str) -> list[Finding]:
    """Return the findings in a file of the log."""
    import json

    return [
        Finding(
            check=check,
            message=message,
            hint=hint,
            origin=Origin(f"{LOG_FOLDER}/{name}", line),
            blocking=blocking,
        )
        for check, message, hint, line, blocking in json.loads(text or "[]")
    ]
