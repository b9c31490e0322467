"""The board: where every indicator stands, and its reading at each week's end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from riskctl.analysis.days.history import History
from riskctl.analysis.days.score import clamped
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.log import Log
from riskctl.model.record import Event


class Board(NamedTuple):
    """
    Every indicator over the weeks.

    Attributes:
        days: The days that were read, oldest first.
        readings: By indicator, in the catalogue's order: 0 (no concern) to 1, one for
            each of the days.
    """

    days: tuple[date, ...]
    readings: Mapping[str, tuple[float, ...]]


def read_board(history: History, *, days: Sequence[date]) -> Board:
    """
    Read every indicator on each of *days*.

    Args:
        days: One or more, oldest first, none after the history's last.
    """
    offsets = [(day - days[0]).days for day in days]
    readings = {}
    for place, it in enumerate(history.catalogue):
        run = history.readings(place, days[0], days[-1])
        # An incident's reading may be more than 1, and less than 0.
        readings[it.id] = tuple(clamped(run[offset]) for offset in offsets)
    return Board(tuple(days), readings)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """
    Where one indicator stands.

    Attributes:
        state: The value of its last event; None when there is none.
        since: The day from which it has held, or on which the contact was.
        days: Whole days since then.
        points: Of the score.
        change: Points since the day before the week; None where there was no score.
    """

    indicator: Indicator
    state: str | float | None
    since: date | None
    days: int | None
    points: float
    change: float | None


def board_rows(
    log: Log, before: Assessment, assessment: Assessment
) -> Iterator[BoardRow]:
    """
    Yield where every indicator stands, in the catalogue's order.

    Args:
        log: What may be shown of what was known.
        before: What the points are compared with.
    """
    as_of = assessment.as_of
    pairs = zip(assessment.contributions, before.contributions, strict=True)
    for now, then in pairs:
        indicator = now.reading.indicator
        events = log.newest_first(until=as_of, indicator=indicator.id)
        latest, since = _standing(indicator, events)
        yield BoardRow(
            indicator=indicator,
            state=latest.value if latest else None,
            since=since,
            days=(as_of - since).days if since else None,
            points=now.points,
            change=now.points - then.points if before.day else None,
        )


def _standing(
    indicator: Indicator, events: Iterator[Event]
) -> tuple[Event | None, date | None]:
    """
    Say where an indicator stands; repeats of the same status do not restart it.

    Args:
        events: Those in force by the day, newest first.
    """
    latest = next(events, None)
    since = latest.date if latest else None
    if latest and indicator.kind is Kind.STATUS:
        for event in takewhile(lambda it: it.value == latest.value, events):
            since = event.date
    return latest, since
