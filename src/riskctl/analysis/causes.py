"""The events on the path from one judgement to another, and what each step moved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property, partial
from math import fsum

from riskctl.analysis.assessment import Assessment, Contribution
from riskctl.analysis.fading import clamped, faded
from riskctl.analysis.reading import Evidence, by_indicator, force
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.ledger import Ledger
from riskctl.model.log import Log
from riskctl.model.month import month_of
from riskctl.model.record import Event
from riskctl.model.selection import EventFilter


class Cause(Enum):
    """Why points came or went; each point has exactly one cause."""

    NEW_EVENTS = "new events"
    STATUS_CHANGES = "status changes"
    FADING = "fading"
    SILENCE = "silence"
    LEARNED_LATE = "learned late"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The points of one indicator that one cause moved, and the events that did."""

    cause: Cause
    points: float
    events: Callable[[], tuple[Event, ...]]
    has_events: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Stages:
    """
    What joins and leaves on the path, each in order.

    Attributes:
        start: The earlier day.
        removed: Corrections that leave.
        restored: Corrections that enter and are dated by the start.
        moved: Corrections that enter and are dated after it.
        late_out: What the other judgement does not know of yet.
        late_in: What had happened by the start, written down since.
        end: The later day.
        new: What is known at the end.
    """

    start: date
    removed: tuple[Event, ...]
    restored: tuple[Event, ...]
    moved: tuple[Event, ...]
    late_out: tuple[Event, ...]
    late_in: tuple[Event, ...]
    end: date
    new: Log

    @property
    def corrections(self) -> tuple[Event, ...]:
        """What was retracted or amended, and its amendments."""
        return _ordered((*self.removed, *self.restored, *self.moved))

    @property
    def late(self) -> tuple[Event, ...]:
        """What one of the two judgements learned late."""
        return _ordered((*self.late_out, *self.late_in))

    @cached_property
    def _news(self) -> dict[str, list[Event]]:
        moved = {it.id for it in self.moved}
        happened = self.new.select(
            EventFilter(first=self.start + timedelta(days=1), last=self.end)
        )
        return by_indicator(it for it in happened if it.id not in moved)

    def news(self, indicator: str) -> tuple[Event, ...]:
        """Return what else happened to an indicator after the start, in order."""
        return tuple(self._news.get(indicator, ()))

    def has_news(self, indicator: str, ledger: Ledger | None) -> bool:
        """
        Say whether anything else happened to an indicator after the start.

        Args:
            ledger: Of what is known at the end.
        """
        if any(it.indicator == indicator for it in self.moved):
            return bool(self.news(indicator))
        if ledger is None:
            return False
        first, last = self.start.toordinal() + 1, self.end.toordinal()
        return any(
            first <= day <= last
            for month in range(month_of(self.start), month_of(self.end) + 1)
            for day, _ in ledger.sheet(month).get(indicator, ())
        )

    @classmethod
    def between(cls, log: Log, before: Assessment, after: Assessment) -> "Stages":
        """
        Tell the events apart that only one of two judgements counts.

        Args:
            log: All that is known.
        """
        old, new, start = before.log, after.log, before.as_of
        was = _counted(before)
        is_ = _counted(after)
        gone, come = [], []
        for event in log.revised(before.known_at, after.known_at):
            if was(event) and not is_(event):
                gone.append(event)
            elif event.date <= start and is_(event) and not was(event):
                come.append(event)
        # Of what happened since, only a correction or what one of the two does not
        # know can be more than news.
        suspects = {it.id: it for it in log.revised(before.known_at, after.known_at)}
        replacing = EventFilter(
            first=start + timedelta(days=1), last=after.as_of, replacing=True
        )
        suspects |= {it.id: it for it in new.select(replacing)}
        come += [it for it in suspects.values() if it.date > start and is_(it)]
        # Gone because it was withdrawn, or because the older knowledge is the
        # end's; come back because the end does not know of the correction yet.
        removed = [
            it
            for it in gone
            if it.id in new.withdrawn or _corrects(it, (old, new), is_)
        ]
        entered = [
            it
            for it in come
            if it.id in old.withdrawn or _corrects(it, (old, new), was)
        ]
        corrections = {it.id for it in (*removed, *entered)}
        others = [it for it in come if it.id not in corrections]
        return cls(
            start=start,
            removed=_ordered(removed),
            restored=_ordered(it for it in entered if it.date <= start),
            moved=_ordered(it for it in entered if it.date > start),
            late_out=_ordered(it for it in gone if it.id not in corrections),
            late_in=_ordered(it for it in others if it.date <= start),
            end=after.as_of,
            new=new,
        )


def steps_of(
    stages: Stages, old: Contribution, new: Contribution, *, ledger: Ledger | None
) -> Iterator[Step]:
    """
    Yield what moved one indicator, in the order of the path.

    Args:
        ledger: Of what is known at the end.
    """
    indicator, unit = old.reading.indicator, old.points_per_unit
    path = _Path(stages, indicator, old.reading.evidence)

    def points(raw: float) -> float:
        held = clamped(raw)
        return unit * (1.0 - held if indicator.kind is Kind.CONTACT else held)

    before = old.reading.raw
    corrected = path.changed(before, stages.removed, stages.restored)
    completed = path.changed(
        corrected,
        stages.late_out,
        stages.late_in,
        also=(stages.removed, stages.restored),
    )
    passed = path.passed(completed, stages.end)
    moved = path.entered(passed, stages.moved, stages.end)
    has_news = stages.has_news(indicator.id, ledger)
    # Where nothing is new, the two ways of summing must not differ by a rounding.
    after = new.reading.raw if has_news else moved
    yield _step(
        Cause.CORRECTED,
        fsum((points(corrected), -points(before), points(moved), -points(passed))),
        _of(indicator, stages.corrections),
    )
    yield _step(
        Cause.LEARNED_LATE,
        points(completed) - points(corrected),
        _of(indicator, stages.late),
    )
    yield _step(
        Cause.SILENCE if indicator.kind is Kind.CONTACT else Cause.FADING,
        points(passed) - points(completed),
        (),
    )
    yield Step(
        cause=Cause.STATUS_CHANGES
        if indicator.kind is Kind.STATUS
        else Cause.NEW_EVENTS,
        points=points(after) - points(moved),
        events=partial(stages.news, indicator.id),
        has_events=has_news,
    )


def _step(cause: Cause, points: float, events: tuple[Event, ...]) -> Step:
    return Step(
        cause=cause, points=points, events=lambda: events, has_events=bool(events)
    )


class _Path:
    """How one indicator's pressure or state follows the path."""

    def __init__(
        self,
        stages: Stages,
        indicator: Indicator,
        evidence: Evidence,
    ) -> None:
        self._stages = stages
        self._indicator = indicator
        self._evidence = evidence

    def changed(
        self,
        raw: float,
        out: Iterable[Event],
        into: Iterable[Event],
        *,
        also: tuple[Iterable[Event], Iterable[Event]] = ((), ()),
    ) -> float:
        """
        Return *raw* on the first day when some events leave and others enter.

        Args:
            also: What left and entered in the step before.
        """
        leaving, entering = _of(self._indicator, out), _of(self._indicator, into)
        if not leaving and not entering:
            return raw
        if self._indicator.kind.fades:
            start = self._stages.start
            return fsum(
                (
                    raw,
                    *(force_on(self._indicator, it, start) for it in entering),
                    *(-force_on(self._indicator, it, start) for it in leaving),
                )
            )
        left, entered = also
        gone = {it.id for it in (*leaving, *left)}
        return self._state(gone, (*entering, *_of(self._indicator, entered)))

    def passed(self, raw: float, day: date) -> float:
        """Return what is left of *raw* on a later day without news."""
        if not self._indicator.kind.fades:
            return raw
        return faded(
            raw,
            age_days=(day - self._stages.start).days,
            half_life_days=self._indicator.half_life_days,
        )

    def entered(self, raw: float, news: Iterable[Event], day: date) -> float:
        """Return *raw* on a later day when some events of the days between enter."""
        mine = _of(self._indicator, news)
        if not self._indicator.kind.fades:
            for event in mine:
                raw = self._moved(raw, event)
            return raw
        if not mine:
            return raw
        return fsum((raw, *(force_on(self._indicator, it, day) for it in mine)))

    def _state(self, gone: set[str], come: tuple[Event, ...]) -> float:
        """Return a status from its events, from the last certain one on."""
        since = []
        for event in self._evidence.newest_first():
            if event.id not in gone:
                since.append(event)
                if event.grade.credence >= 1.0:
                    break
        state = self._indicator.initial
        for event in _ordered((*since, *come)):
            state = self._moved(state, event)
        return state

    def _moved(self, state: float, event: Event) -> float:
        doubt = 1.0 - event.grade.credence
        return force(self._indicator, event) + doubt * state


def force_on(indicator: Indicator, event: Event, day: date) -> float:
    """Return what is left of an event's force on a later day."""
    return faded(
        force(indicator, event),
        age_days=(day - event.date).days,
        half_life_days=indicator.half_life_days,
    )


def _counted(assessment: Assessment) -> Callable[[Event], bool]:
    """Return what says of an event of the whole log whether it was counted."""
    as_of, known_at = assessment.as_of, assessment.known_at
    withdrawn = assessment.log.withdrawn

    def counted(event: Event) -> bool:
        return (
            event.date <= as_of
            and (known_at is None or event.recorded <= known_at)
            and event.id not in withdrawn
        )

    return counted


def _corrects(
    event: Event, logs: tuple[Log, Log], counted: Callable[[Event], bool]
) -> bool:
    """Say whether *event* stands, through amendments, for one that was counted."""
    seen = {event.id}
    replaced = _known(event.replaces, logs)
    while replaced and replaced.id not in seen:
        if counted(replaced):
            return True
        seen.add(replaced.id)
        replaced = _known(replaced.replaces, logs)
    return False


def _known(event_id: str, logs: tuple[Log, Log]) -> Event | None:
    if not event_id:
        return None
    return logs[1].event(event_id) or logs[0].event(event_id)


def _of(indicator: Indicator, events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(it for it in events if it.indicator == indicator.id)


def _ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.order))
