"""What each step on the path from one judgement to another moved, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from math import fsum

from riskctl.analysis.change.between import Stages, ordered
from riskctl.analysis.days.events import force, force_on
from riskctl.analysis.days.fading import clamped, faded
from riskctl.analysis.judgement.contribution import Contribution
from riskctl.analysis.judgement.evidence import Evidence
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.ledger import Ledger
from riskctl.model.record import Event


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


def steps_of(
    stages: Stages, old: Contribution, new: Contribution, *, ledger: Ledger | None
) -> Iterator[Step]:
    """
    Yield what moved one indicator, in the order of the path.

    Args:
        ledger: The tallies of what is known at the end.
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
        for event in ordered((*since, *come)):
            state = self._moved(state, event)
        return state

    def _moved(self, state: float, event: Event) -> float:
        doubt = 1.0 - event.grade.credence
        return force(self._indicator, event) + doubt * state


def _of(indicator: Indicator, events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(it for it in events if it.indicator == indicator.id)
