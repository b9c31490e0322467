"""Level and score over time, and why the level changed when it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from riskctl.analysis.change import Change, Moment, Part, compare
from riskctl.analysis.descent import History, Standing, Turn, walk
from riskctl.analysis.floors import HeldFloor
from riskctl.model.log import Log
from riskctl.model.period import Period, end_of
from riskctl.model.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """
    A day on which the level changed, and why.

    Attributes:
        floors: The floors that hold the new level; none when the score does.
        cause: The part of the score's change that moved it most.
    """

    turn: Turn
    score: float
    floors: tuple[HeldFloor, ...]
    cause: Part | None

    @property
    def is_rise(self) -> bool:
        """Whether the level became worse."""
        return self.turn.after.is_worse_than(self.turn.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """
    The level and the score of every day of a span.

    Attributes:
        period: Those days of the span that have a level.
        days: The standing of each of them.
        as_known: Each day was judged with what was recorded by its own end.
    """

    period: Period
    days: tuple[Standing, ...]
    turning_points: tuple[TurningPoint, ...]
    as_known: bool


def timeline(
    watch: Watch, span: Period, *, known_at: datetime | None, as_known: bool
) -> Timeline | None:
    """
    Return the days of *span* with their level; nothing when none has one.

    Args:
        known_at: The moment whose knowledge is used; nothing means all of it.
        as_known: Judge each day with what was recorded by its end instead, as
            far as it was recorded by *known_at*.
    """
    log = watch.log.as_known(known_at)
    days = (
        standings_as_known(watch, log, until=span.last)
        if as_known
        else _standings(walk(watch.catalogue, log.in_force, until=span.last), span)
    )
    shown = tuple(it for it in days if it.day in span)
    if not shown:
        return None
    return Timeline(
        period=Period(shown[0].day, shown[-1].day),
        days=shown,
        turning_points=tuple(
            _turning_point(watch, before, after, known_at=known_at, as_known=as_known)
            for before, after in pairwise(days)
            if after.level is not before.level and after.day in span
        ),
        as_known=as_known,
    )


def _standings(history: History | None, span: Period) -> tuple[Standing, ...]:
    if history is None:
        return ()
    eve = span.first - timedelta(days=1)
    return tuple(history.within(Period(eve, span.last)))


def standings_as_known(watch: Watch, log: Log, *, until: date) -> tuple[Standing, ...]:
    """
    Return each day's standing, judged with what was recorded by that day's end.

    A new record changes no day before the earliest event that it adds, withdraws
    or restores, so only the days from there on are walked anew.
    """
    standings: list[Standing] = []
    history: History | None = None
    counted: frozenset[str] = frozenset()
    for known in _knowledge(watch, log, until):
        in_force = log.as_known(end_of(known.first, watch.settings.timezone)).in_force
        now = frozenset(it.id for it in in_force)
        touched = [log.by_id[name].date for name in counted ^ now]
        counted = now
        if history is None:
            history = walk(watch.catalogue, in_force, until=known.last)
        else:
            start = min((*touched, history.last + timedelta(days=1)))
            history = history.resumed(
                watch.catalogue, in_force, start=start, until=known.last
            )
        if history is not None:
            standings += history.within(known)
    return tuple(standings)


def _knowledge(watch: Watch, log: Log, until: date) -> list[Period]:
    """Return the spans of days, up to *until*, at whose ends the same was known."""
    zone = watch.settings.timezone
    recorded = (
        *(it.recorded for it in log.events),
        *(it.recorded for it in log.retractions),
    )
    days = sorted({_day_of(moment, zone) for moment in recorded})
    starts = [day for day in days if day <= until]
    ends = [day - timedelta(days=1) for day in starts[1:]]
    return [Period(a, b) for a, b in zip(starts, [*ends, until], strict=False)]


def _day_of(moment: datetime, zone: str) -> date:
    """Return the first day at whose end *moment* has passed."""
    day = moment.date() - timedelta(days=1)
    while end_of(day, zone) < moment:
        day += timedelta(days=1)
    return day


def _turning_point(
    watch: Watch,
    before: Standing,
    after: Standing,
    *,
    known_at: datetime | None,
    as_known: bool,
) -> TurningPoint:
    """Say why the level changed: over the day for a rise, over the dwell for a fall."""
    rise = after.level.is_worse_than(before.level)
    back = 1 if rise else watch.catalogue.descent.dwell_days
    zone = watch.settings.timezone
    start = after.day - timedelta(days=back)
    change: Change = compare(
        watch,
        Moment(as_of=start, known_at=end_of(start, zone) if as_known else known_at),
        Moment(
            as_of=after.day, known_at=end_of(after.day, zone) if as_known else known_at
        ),
    )
    floors = tuple(
        it for it in after.floors if rise and it.floor.level.is_at_least(after.level)
    )
    helping: Sequence[Part] = [
        it for it in change.largest if (it.points > 0) is rise and it.points
    ]
    return TurningPoint(
        turn=Turn(day=after.day, before=before.level, after=after.level),
        score=after.score,
        floors=floors,
        cause=helping[0] if helping else None,
    )
