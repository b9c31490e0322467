"""One indicator's readings on the way from one judgement to another."""

from collections.abc import Iterable
from datetime import date
from math import exp2
from typing import NamedTuple

from riskctl.analysis.change.between import Stages, ordered
from riskctl.analysis.days.events import force_on, state_after, sums_of
from riskctl.analysis.days.score import Sums
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Contribution
from riskctl.analysis.judgement.reading import Reading
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event

# What two roundings leave of a sum from which everything was taken again.
_NOISE = 1e-12


def path_of(
    stages: Stages,
    after: Assessment,
    old: Contribution,
    new: Contribution,
    *,
    has_news: bool,
) -> list[float]:
    """
    Return an indicator's reading at each stage of the way.

    They are: as it was judged; corrected; with what was learned late; when the days
    have passed; with corrections that are dated in them; as it is judged now.

    Args:
        has_news: Anything else happened to it in those days.
    """
    path = _Path(stages, old.reading, reviewed=_reviewed(after, old.reading.indicator))
    start = _Stage(old.reading.sums, old.reading.is_set)
    corrected = path.changed(start, stages.removed, stages.restored)
    completed = path.looked(
        path.changed(
            corrected,
            stages.late_out,
            stages.late_in,
            also=(stages.removed, stages.restored),
        ),
        stages.start,
    )
    passed = path.looked(path.passed(completed, stages.end), stages.end)
    moved = path.entered(passed, stages.moved, stages.end)
    last = _Stage(new.reading.sums, new.reading.is_set)
    # Two ways of summing differ by a rounding, which must not look like news: where
    # there is none, the step before it arrives at the end.
    if not has_news:
        passed = last if moved == passed else passed
        moved = last
    kind = old.reading.indicator.kind
    stops = (start, corrected, completed, passed, moved, last)
    return [it.sums.reading(kind) if it.is_set else 0.0 for it in stops]


class _Stage(NamedTuple):
    sums: Sums
    is_set: bool


class _Path:
    """How what an indicator's events come to follows the way."""

    def __init__(
        self, stages: Stages, reading: Reading, *, reviewed: date | None
    ) -> None:
        self._stages = stages
        self._indicator = reading.indicator
        self._evidence = reading.evidence
        self._reviewed = reviewed

    def changed(
        self,
        stage: _Stage,
        out: Iterable[Event],
        into: Iterable[Event],
        *,
        also: tuple[Iterable[Event], Iterable[Event]] = ((), ()),
    ) -> _Stage:
        """
        Return the sums on the first day when some events leave and others enter.

        Args:
            also: What left and entered in the step before.
        """
        leaving, entering = self._mine(out), self._mine(into)
        if not leaving and not entering:
            return stage
        left, entered = self._mine(also[0]), self._mine(also[1])
        logged = len(self._evidence) - len(leaving) - len(left)
        is_set = logged + len(entering) + len(entered) > 0
        if self._indicator.kind is Kind.STATUS:
            gone = {it.id for it in (*leaving, *left)}
            state = self._state(gone, (*entering, *entered))
            return _Stage(Sums(state), is_set)
        day = self._stages.start
        come, go = self._sums(entering, day), self._sums(leaving, day)
        return _Stage(
            Sums(*map(_less, _added(stage.sums, come), go)),
            is_set or (stage.is_set and not leaving),
        )

    def looked(self, stage: _Stage, day: date) -> _Stage:
        """Return the same, set if it was looked at by a day and found quiet."""
        quiet = self._indicator.kind is not Kind.STATUS
        reviewed = self._reviewed is not None and self._reviewed <= day
        return stage._replace(is_set=stage.is_set or (quiet and reviewed))

    def passed(self, stage: _Stage, day: date) -> _Stage:
        """Return what is left on a later day without news."""
        if self._indicator.kind is Kind.STATUS:
            return stage
        days = (day - self._stages.start).days
        left = exp2(-days / self._indicator.half_life_days)
        sums = stage.sums
        return stage._replace(sums=Sums(sums.force * left, sums.squares * left * left))

    def entered(self, stage: _Stage, news: Iterable[Event], day: date) -> _Stage:
        """Return the sums on a later day when some events of the days between enter."""
        mine = self._mine(news)
        if not mine:
            return stage
        if self._indicator.kind is Kind.STATUS:
            state = state_after(self._indicator, stage.sums.force, mine)
            return _Stage(Sums(state), is_set=True)
        return _Stage(_added(stage.sums, self._sums(mine, day)), is_set=True)

    def _sums(self, events: Iterable[Event], day: date) -> Sums:
        indicator = self._indicator
        return sums_of(indicator, [force_on(indicator, it, day) for it in events])

    def _state(self, gone: set[str], come: tuple[Event, ...]) -> float:
        """Return a status from its events, from the last certain one on."""
        since = []
        for event in self._evidence.newest_first():
            if event.id not in gone:
                since.append(event)
                if event.grade.credence >= 1.0:
                    break
        initial = self._indicator.initial
        return state_after(self._indicator, initial, ordered((*since, *come)))

    def _mine(self, events: Iterable[Event]) -> tuple[Event, ...]:
        return tuple(it for it in events if it.indicator == self._indicator.id)


def _added(one: Sums, other: Sums) -> Sums:
    return Sums(one.force + other.force, one.squares + other.squares)


def _less(whole: float, part: float) -> float:
    """Return a sum without a part of it; what is only rounding is nothing."""
    left = whole - part
    return 0.0 if abs(left) <= _NOISE * abs(part) else left


def _reviewed(assessment: Assessment, indicator: Indicator) -> date | None:
    """Return the first day that a review of an indicator covers, if any does."""
    history = assessment.history
    looked = history.reviewed if history else assessment.log.first_reviews()
    return looked.get(indicator.id)
