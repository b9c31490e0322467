"""What leaves the watch as tables: the records of the log, scores, contributions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from riskctl.analysis.days.day import Day
from riskctl.analysis.judgement.contribution import Breakdown
from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.reporting.json.events import event_part, record_part
from riskctl.reporting.table import Column, ColumnKind, Table

_TEXT, _TEXTS, _DAY, _FLAG = (
    ColumnKind.TEXT,
    ColumnKind.TEXTS,
    ColumnKind.DAY,
    ColumnKind.FLAG,
)

RECORDS: Final = {
    "kind": Column(_TEXT, "event, note, review or retraction"),
    "id": Column(_TEXT, "permanent"),
    "date": Column(_DAY, "the day it happened; of a review the last one"),
    "from": Column(_DAY, "the first day of a review's period"),
    "until": Column(_DAY, "the last day of an event of several"),
    "indicator": Column(_TEXT, "what an event is about"),
    "value": Column(_TEXT, "a name on its scale, or a number"),
    "title": Column(_TEXT, "one line: what happened"),
    "sources": Column(_TEXTS, "where it was read"),
    "origins": Column(_TEXTS, "whom each source has it from, in the same order"),
    "grade": Column(_TEXT, "the Admiralty code"),
    "note": Column(_TEXT, "what else is kept"),
    "indicators": Column(_TEXTS, "what a review looked at"),
    "record": Column(_TEXT, "the id that a retraction withdraws"),
    "reason": Column(_TEXT, "why"),
    "recorded": Column(ColumnKind.MOMENT, "when it was written down, in UTC"),
    "by": Column(_TEXT, "who wrote it down"),
    "scheduled": Column(_FLAG, "it is a plan"),
    "backfilled": Column(_FLAG, "`recorded` was set by hand"),
    "forum": Column(_TEXT, "where it was said or decided"),
    "theatre": Column(_TEXT, "where it took place"),
    "via": Column(_TEXT, "how it came into the log"),
    "confirms": Column(_TEXT, "the plan that it shows to have come about"),
    "distinct": Column(_TEXTS, "events that look like it, and are others"),
    "replaces": Column(_TEXT, "the record that it corrects"),
    "bulletin": Column(_FLAG, "a note: the keeper's own words for the bulletin"),
    "tlp": Column(_TEXT, "who may read it"),
    "counts": Column(_FLAG, "an event: it is in force, and counts"),
}
SCORES: Final = {
    "day": Column(_DAY, "the day that is judged"),
    "score": Column(ColumnKind.NUMBER, "points out of 100"),
    "level": Column(ColumnKind.WHOLE, "5 (calm) to 1 (imminent)"),
    "word": Column(_TEXT, "the level's word in the catalogue"),
    "since": Column(_DAY, "the day on which the level came to be what it is"),
    "came_from": Column(ColumnKind.WHOLE, "the level before"),
    "catalogue": Column(_TEXT, "the digest of the catalogue that judged"),
}
CONTRIBUTIONS: Final = {
    "day": Column(_DAY, "the day that is judged"),
    "indicator": Column(_TEXT, "the indicator"),
    "kind": Column(_TEXT, "status, contact or incident"),
    "weight": Column(ColumnKind.NUMBER, "its weight in the catalogue"),
    "reading": Column(ColumnKind.NUMBER, "what it reads on the day"),
    "event": Column(_TEXT, "the event; empty for where the indicator starts from"),
    "withheld": Column(_FLAG, "there is an event, and its mark forbids to name it"),
    "points": Column(
        ColumnKind.NUMBER, "points of the score; those of a day sum to it"
    ),
    "catalogue": Column(_TEXT, "the digest of the catalogue that judged"),
}


def records_table(log: Log, *, hidden: Collection[str] = ()) -> Table:
    """
    Return every record of a log, with all that is needed to build it again.

    Args:
        hidden: The ids of what is left out, with what withdraws it.
    """
    return Table(RECORDS, _record_rows(log, hidden))


def scores_table(days: Iterable[Day], catalogue: Catalogue) -> Table:
    """Return score and level of some days."""
    return Table(
        SCORES,
        (
            {
                "day": it.date.isoformat(),
                "score": it.score,
                "level": it.level.value,
                "word": catalogue.band(it.level).word,
                "since": it.since.isoformat(),
                "came_from": it.came_from.value if it.came_from else None,
                "catalogue": catalogue.digest,
            }
            for it in days
        ),
    )


def contributions_table(
    days: Iterable[tuple[date, Breakdown]], catalogue: Catalogue
) -> Table:
    """Return every part of the score of some days, down to the event."""
    rows = (row for day, it in days for row in _share_rows(day, it, catalogue))
    return Table(CONTRIBUTIONS, rows)


def _record_rows(log: Log, hidden: Collection[str]) -> Iterator[Mapping[str, Any]]:
    records: list[Record] = [it for it in log.records if it.id not in hidden]
    counting = {it.id for it in log.in_force}
    for record in sorted(records, key=lambda it: (it.recorded, it.id)):
        if isinstance(record, Event):
            part = event_part(record, log) | {"kind": "event"}
            yield part | {"counts": record.id in counting}
        elif isinstance(record, Review):
            since = record.since.isoformat() if record.since else None
            yield record_part(record, log) | {"from": since}
        elif not isinstance(record, Retraction) or record.record not in hidden:
            yield record_part(record, log)


def _share_rows(
    day: date, breakdown: Breakdown, catalogue: Catalogue
) -> Iterator[Mapping[str, Any]]:
    for it in breakdown.contributions:
        about = it.reading.indicator
        shared = {
            "day": day.isoformat(),
            "indicator": about.id,
            "kind": about.kind.value,
            "weight": about.weight,
            "reading": it.reading.value if it.reading.is_set else None,
            "catalogue": catalogue.digest,
        }
        for share in it.shares:
            event = share.event.id if share.event else None
            own = {"event": event, "withheld": share.hidden, "points": share.amount}
            yield {**shared, **own}
