"""
Why the score moved: every point of a difference, by cause, summing exactly.

The two judgements may differ in the day and in what was known. The path from
one to the other is walked in fixed steps, one cause at a time, so the parts
telescope and their sum is the difference:

1. corrected: what was retracted or amended leaves, its amendments enter;
2. learned late: events that had happened by the first day, written down since;
3. fading (incidents) and silence (contacts): the days pass, nothing new;
4. corrected again: amendments that date an event after the first day enter;
5. new events, and status changes: what else happened after the first day.

Where a reading is clamped at 0 or 1 the order decides which cause gets the
point; the order is always this one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from math import fsum

from riskctl.analysis.assessment import contributions_on
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.model.watch import Watch


class Cause(Enum):
    """Why points came or went; each point has exactly one cause."""

    NEW_EVENTS = "new events"
    STATUS_CHANGES = "status changes"
    FADING = "fading"
    SILENCE = "silence"
    LEARNED_LATE = "learned late"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day to be judged, and the moment whose knowledge is used (nothing: all)."""

    as_of: date
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    The points that one cause moved on one indicator.

    Attributes:
        points: Signed, of the score.
        events: Those that did it; none for fading and silence.
    """

    cause: Cause
    indicator: Indicator
    points: float
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The difference between two judgements."""

    start: Moment
    end: Moment
    score_before: float
    score_after: float
    parts: tuple[Part, ...]

    @property
    def difference(self) -> float:
        """Points gained or lost; the sum of the parts."""
        return self.score_after - self.score_before

    def by_cause(self, cause: Cause) -> float:
        """Return the points that *cause* moved."""
        return fsum(part.points for part in self.parts if part.cause is cause)

    def by_causes(self, causes: Iterable[Cause]) -> float:
        """Return the points that several causes moved together."""
        return fsum(self.by_cause(it) for it in causes)

    @property
    def causes(self) -> dict[Cause, float]:
        """The points of every cause, in the fixed order."""
        return {cause: self.by_cause(cause) for cause in Cause}

    @property
    def largest(self) -> tuple[Part, ...]:
        """The parts, the largest movement first."""
        return tuple(
            sorted(
                self.parts,
                key=lambda it: (-abs(it.points), it.indicator.id, it.cause.value),
            )
        )


def has_evidence(watch: Watch, at: Moment) -> bool:
    """Say whether a judgement rests on any event."""
    known = watch.log.as_known(at.known_at).in_force
    return any(event.date <= at.as_of for event in known)


def compare(watch: Watch, start: Moment, end: Moment) -> Change:
    """
    Return every point of the difference between two judgements.

    Args:
        start: The earlier day; the knowledge of either may be the older one.
        end: The same day or a later one.
    """
    stages = _Stages.between(
        watch.log.as_known(start.known_at), watch.log.as_known(end.known_at), start, end
    )
    before = _points(watch, stages.before, start.as_of)
    corrected = _points(watch, stages.corrected, start.as_of)
    completed = _points(watch, stages.completed, start.as_of)
    passed = _points(watch, stages.completed, end.as_of)
    moved = _points(watch, stages.moved, end.as_of)
    after = _points(watch, stages.after, end.as_of)

    parts = []
    for indicator in watch.catalogue:
        name = indicator.id
        happening = (
            Cause.STATUS_CHANGES if indicator.kind is Kind.STATUS else Cause.NEW_EVENTS
        )
        passing = Cause.SILENCE if indicator.kind is Kind.CONTACT else Cause.FADING
        steps = [
            (
                Cause.CORRECTED,
                fsum(
                    (
                        corrected[name],
                        -before[name],
                        moved[name],
                        -passed[name],
                    )
                ),
                stages.corrections,
            ),
            (Cause.LEARNED_LATE, completed[name] - corrected[name], stages.late),
            (passing, passed[name] - completed[name], ()),
            (happening, after[name] - moved[name], stages.news),
        ]
        for cause, points, events in steps:
            mine = tuple(event for event in events if event.indicator == name)
            if points or mine:
                parts.append(
                    Part(cause=cause, indicator=indicator, points=points, events=mine)
                )
    return Change(
        start=start,
        end=end,
        score_before=fsum(before.values()),
        score_after=fsum(after.values()),
        parts=tuple(parts),
    )


def _points(watch: Watch, events: Iterable[Event], as_of: date) -> dict[str, float]:
    ordered = tuple(sorted(events, key=lambda event: event.order))
    return {
        it.reading.indicator.id: it.points
        for it in contributions_on(watch.catalogue, ordered, as_of=as_of)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stages:
    """The sets of events along the path, and what each step adds or removes."""

    before: frozenset[Event]
    corrected: frozenset[Event]
    completed: frozenset[Event]
    moved: frozenset[Event]
    after: frozenset[Event]
    corrections: tuple[Event, ...]
    late: tuple[Event, ...]
    news: tuple[Event, ...]

    @classmethod
    def between(cls, old: Log, new: Log, start: Moment, end: Moment) -> "_Stages":
        before = frozenset(it for it in old.in_force if it.date <= start.as_of)
        after = frozenset(it for it in new.in_force if it.date <= end.as_of)
        gone, come = before - after, after - before
        # Gone because it was withdrawn, or because the older knowledge is the end's.
        withdrawn = {
            it for it in gone if it.id in new.retracted or it.id in new.replaced
        }
        # Come back because the end does not know of the correction yet.
        restored = {
            it for it in come if it.id in old.retracted or it.id in old.replaced
        }
        known = old.by_id | new.by_id
        amending = {it for it in come if _corrects(it, known, before)}
        unamended = {it for it in gone if _corrects(it, known, after)}
        corrections = withdrawn | restored | amending | unamended
        late_in = {
            it for it in come if it not in corrections and it.date <= start.as_of
        }
        late_out = gone - corrections
        corrected = (before - corrections) | {
            it for it in corrections & come if it.date <= start.as_of
        }
        completed = (corrected - late_out) | late_in
        moved = completed | (corrections & come)
        return cls(
            before=before,
            corrected=corrected,
            completed=completed,
            moved=moved,
            after=after,
            corrections=_ordered(corrections),
            late=_ordered(late_in | late_out),
            news=_ordered(after - moved),
        )


def _corrects(
    event: Event, known: Mapping[str, Event], counted: frozenset[Event]
) -> bool:
    """Say whether *event* stands, through amendments, for one that was counted."""
    seen = {event.id}
    replaced = known.get(event.replaces)
    while replaced and replaced.id not in seen:
        if replaced in counted:
            return True
        seen.add(replaced.id)
        replaced = known.get(replaced.replaces)
    return False


def _ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.order))
