"""What silence would do, and the smallest entries that would move the level."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from riskctl.analysis.descent import History, Turn, walk
from riskctl.analysis.floors import HeldFloor, held_floors
from riskctl.analysis.reading import by_indicator
from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue, Floor
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator, ScaleValue
from riskctl.model.period import Period
from riskctl.model.record import Event
from riskctl.model.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    What logging one value today, of credibility 1, would do.

    Attributes:
        points: By how much the score would change.
        level: The level that today would have.
    """

    value: ScaleValue
    points: float
    level: AlertLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """
    The smallest entries of one indicator that would move today's level.

    Attributes:
        raises: The one with the least effect on the score that gives a worse
            level; nothing when no single entry does.
        lowers: The same for a calmer level.
    """

    indicator: Indicator
    entries: tuple[Entry, ...]
    raises: Entry | None
    lowers: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """
    What comes if nothing is logged.

    Attributes:
        events: What is in force or scheduled, as it was known.
        history: The walk, carried on to the last projected day; scheduled events
            count from their day on.
        turns: The changes of level after today.
        scheduled: The scheduled events among the projected days.
        open_floors: The floors that do not hold today.
    """

    as_of: date
    until: date
    catalogue: Catalogue
    events: tuple[Event, ...]
    history: History
    turns: tuple[Turn, ...]
    scheduled: tuple[Event, ...]
    open_floors: tuple[Floor, ...]

    @property
    def levers(self) -> tuple[Lever, ...]:
        """The levers of every indicator; each value of each scale is tried anew."""
        before = self.history.until(self.as_of)
        return tuple(
            _lever(self.catalogue, self.events, it, before) for it in self.catalogue
        )

    def score_on(self, day: date) -> float:
        """Return the projected score of one of the days."""
        standing = self.history.on(day)
        return standing.score if standing else 0.0


def look_ahead(
    watch: Watch,
    *,
    as_of: date,
    known_at: datetime | None,
    days: int,
    past: History | None = None,
) -> Outlook | None:
    """
    Return the outlook from *as_of*; nothing before the first event.

    Args:
        days: How many days to project, 1 or more.
        past: The walk up to *as_of* with that knowledge, where it is at hand.
    """
    events = tuple(
        it
        for it in watch.log.as_known(known_at).in_force
        if it.date <= as_of or it.scheduled
    )
    until = as_of + timedelta(days=days)
    history = (
        past.resumed(
            watch.catalogue, events, start=as_of + timedelta(days=1), until=until
        )
        if past
        else walk(watch.catalogue, events, until=until)
    )
    if history is None or history.first > as_of:
        return None
    held = {it.floor.name for it in _firm(watch.catalogue, events, as_of)}
    ahead = Period(as_of + timedelta(days=1), until)
    return Outlook(
        as_of=as_of,
        until=until,
        catalogue=watch.catalogue,
        events=events,
        history=history,
        turns=tuple(it for it in history.turns if it.day in ahead),
        scheduled=tuple(it for it in events if it.scheduled and it.date in ahead),
        open_floors=tuple(it for it in watch.catalogue.floors if it.name not in held),
    )


def _firm(
    catalogue: Catalogue, events: Sequence[Event], as_of: date
) -> list[HeldFloor]:
    grouped = by_indicator(events, as_of=as_of)
    return [
        it
        for it in held_floors(catalogue, grouped)
        if not it.provisional and it.period_on(as_of)
    ]


def _lever(
    catalogue: Catalogue,
    events: Sequence[Event],
    indicator: Indicator,
    before: History,
) -> Lever:
    """Try every value of one indicator on the last day of *before*."""
    as_of, today = before.last, before.end
    happened = tuple(it for it in events if it.date <= as_of)
    entries = []
    for value in indicator.scale:
        trial = _trial(indicator, value, happened, as_of)
        after = before.resumed(catalogue, trial, start=as_of, until=as_of).end
        entries.append(
            Entry(value=value, points=after.score - today.score, level=after.level)
        )
    ordered = sorted(entries, key=lambda it: (abs(it.points), it.value.number))
    return Lever(
        indicator=indicator,
        entries=tuple(ordered),
        raises=next(
            (it for it in ordered if it.level.is_worse_than(today.level)), None
        ),
        lowers=next(
            (it for it in ordered if today.level.is_worse_than(it.level)), None
        ),
    )


def _trial(
    indicator: Indicator, value: ScaleValue, happened: Sequence[Event], as_of: date
) -> tuple[Event, ...]:
    """Return the events with one more, the last of its day."""
    recorded = max(it.recorded for it in happened)
    model = replace(
        happened[-1],
        id="~",  # after every other id, so that it is the day's last word
        date=as_of,
        indicator=indicator.id,
        value=value.name,
        grade=Grade("A", 1),
        recorded=recorded,
        scheduled=False,
        replaces="",
    )
    return (*happened, model)
