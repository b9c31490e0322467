"""Level and score over time, and why the level changed when it did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from riskctl.analysis.change.causes import ChangePart
from riskctl.analysis.change.change import Moment, compare
from riskctl.analysis.days.as_known import walk_as_known
from riskctl.analysis.days.day import Day, Turn
from riskctl.analysis.days.floors import HeldFloor, floors_on
from riskctl.analysis.days.history import History, walk_log
from riskctl.model.log import Log
from riskctl.model.period import Period, end_of
from riskctl.model.watch import Watch

# A cause below so many points is not shown as one.
_NOTABLE: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """
    A day on which the level changed, and why.

    Attributes:
        floors: The floors that hold the new level; none when the score does.
        cause: The part of the score's change that moved it most.
        revised: The level did not change by the walk's own rule on this day: what
            was written down meanwhile changed the days before it.
    """

    turn: Turn
    score: float
    floors: tuple[HeldFloor, ...]
    cause: ChangePart | None
    revised: bool

    @property
    def is_rise(self) -> bool:
        """Whether the level became worse."""
        return self.turn.after.is_worse_than(self.turn.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDays:
    """
    Days that were judged with the same knowledge.

    Attributes:
        history: The walk up to the last of the days; None where nothing was known.
    """

    period: Period
    log: Log
    history: History | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """
    The level and the score of every day of a span.

    Attributes:
        period: From the first to the last day of the span that has a level; the
            whole span when none has one.
        days: Every day that has a level.
        known: What the days were judged with.
        as_known: Each day was judged with what was recorded by its own end.
    """

    period: Period
    days: tuple[Day, ...]
    turning_points: tuple[TurningPoint, ...]
    known: tuple[KnownDays, ...]
    as_known: bool


def timeline(
    watch: Watch, span: Period, *, known_at: datetime | None, as_known: bool
) -> Timeline:
    """
    Return the days of *span* with their level.

    Args:
        known_at: The moment whose knowledge is used; None means all of it.
        as_known: Judge each day with what was recorded by its end instead, as
            far as it was recorded by *known_at*.
    """
    log = watch.log.as_known(known_at)
    if as_known:
        known, judged = [], []
        # Judged one after the other: each takes over the months walked before it.
        for it in _known_spans(watch, log, span):
            known.append(it)
            judged += _judged(it.history, it.period)
    else:
        history = walk_log(watch.catalogue, log, until=span.last)
        known = [KnownDays(period=span, log=log, history=history)]
        eve = span.first - timedelta(days=1)
        judged = _judged(history, Period(eve, span.last))
    shown = tuple(day for day, _ in judged if day.date in span)
    return Timeline(
        period=Period(shown[0].date, shown[-1].date) if shown else span,
        days=shown,
        known=tuple(known),
        turning_points=tuple(
            _turning_point(
                watch, before, after, history, known_at=known_at, as_known=as_known
            )
            for (before, _), (after, history) in pairwise(judged)
            if after.level is not before.level and after.date in span
            # After days without a level one begins, and does not change.
            if after.date - before.date == timedelta(days=1)
        ),
        as_known=as_known,
    )


def _judged(history: History | None, period: Period) -> list[tuple[Day, History]]:
    """Return the days of a period, each with the history that it is part of."""
    if history is None:
        return []
    return [(it, history) for it in history.within(period)]


def _known_spans(watch: Watch, log: Log, span: Period) -> Iterator[KnownDays]:
    """Judge a span and its eve, those days together that know the same."""
    zone = watch.settings.timezone
    spans = list(_spans(log, zone, span))
    ends = ((end_of(it.first, zone), it.last) for it in spans)
    walked = walk_as_known(watch.catalogue, log, ends)
    for period, (known, history) in zip(spans, walked, strict=True):
        yield KnownDays(period=period, log=known, history=history)


def _spans(log: Log, zone: str, span: Period) -> Iterator[Period]:
    """Cut a span and its eve where something was learned."""
    eve = span.first - timedelta(days=1)
    later = {_day_of(it, zone) for it in log.recorded_after(end_of(eve, zone))}
    starts = [eve, *sorted(day for day in later if day <= span.last)]
    ends = [day - timedelta(days=1) for day in starts[1:]]
    for first, last in zip(starts, [*ends, span.last], strict=True):
        yield Period(first, last)


def _day_of(moment: datetime, zone: str) -> date:
    """Return the first day at whose end *moment* has passed."""
    day = moment.date() - timedelta(days=1)
    while end_of(day, zone) < moment:
        day += timedelta(days=1)
    return day


def _turning_point(  # noqa: PLR0913 (two days, and how they were judged)
    watch: Watch,
    before: Day,
    after: Day,
    history: History,
    *,
    known_at: datetime | None,
    as_known: bool,
) -> TurningPoint:
    """Say why the level changed: over the day for a rise, over the dwell for a fall."""
    rise = after.level.is_worse_than(before.level)
    revised = after.since != after.date or after.came_from is not before.level
    back = 1 if rise or revised else watch.catalogue.descent.dwell_days

    def moment(day: date) -> Moment:
        if not as_known:
            return Moment(as_of=day, known_at=known_at)
        end = end_of(day, watch.settings.timezone)
        return Moment(as_of=day, known_at=min(end, known_at or end))

    def helping(days: int) -> list[ChangePart]:
        """Return what moved the score that way in the last *days*, largest first."""
        change = compare(
            watch, moment(after.date - timedelta(days=days)), moment(after.date)
        )
        return [it for it in change.largest if (it.points > 0) is rise and it.points]

    held = floors_on(history, after.date) if rise else ()
    floors = tuple(it for it in held if it.keeps(after.level))
    causes = helping(back)
    if rise and not floors and (not causes or abs(causes[0].points) < _NOTABLE):
        # It crept over the threshold: what moved it lies further back.
        causes = helping(watch.catalogue.descent.dwell_days)
    return TurningPoint(
        turn=Turn(day=after.date, before=before.level, after=after.level),
        score=after.score,
        floors=floors,
        cause=causes[0] if causes else None,
        revised=revised,
    )
