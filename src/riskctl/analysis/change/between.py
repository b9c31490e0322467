"""The events on the path from one judgement to another: what joins, what leaves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from riskctl.analysis.days.events import by_indicator
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.ledger import Ledger
from riskctl.model.log import Log
from riskctl.model.month import month_of
from riskctl.model.record import Event
from riskctl.model.selection import EventFilter


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

    @cached_property
    def corrections(self) -> Mapping[str, Sequence[Event]]:
        """What was retracted or amended, and its amendments, by indicator."""
        return by_indicator(ordered((*self.removed, *self.restored, *self.moved)))

    @cached_property
    def late(self) -> Mapping[str, Sequence[Event]]:
        """What one of the two judgements learned late, by indicator."""
        return by_indicator(ordered((*self.late_out, *self.late_in)))

    def news(self, indicator: str) -> tuple[Event, ...]:
        """Return what else happened to an indicator after the start, in order."""
        moved = {it.id for it in self.moved}
        first = self.start + timedelta(days=1)
        happened = self.new.select(
            EventFilter(indicators=(indicator,), first=first, last=self.end)
        )
        return tuple(it for it in happened if it.id not in moved)

    def has_news(self, indicator: str, ledger: Ledger | None) -> bool:
        """
        Say whether anything else happened to an indicator after the start.

        Args:
            ledger: The tallies of what is known at the end.
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
        revised = log.revised(before.known_at, after.known_at)
        for event in revised:
            if was(event) and not is_(event):
                gone.append(event)
            elif event.date <= start and is_(event) and not was(event):
                come.append(event)
        # What happened since is news, unless it is a correction or one of the two
        # does not know it.
        suspects = {it.id: it for it in revised}
        replacing = EventFilter(
            first=start + timedelta(days=1), last=after.as_of, replacing=True
        )
        suspects |= {it.id: it for it in new.select(replacing)}
        come += [it for it in suspects.values() if it.date > start and is_(it)]
        # Gone because it was withdrawn, or because the older knowledge is the
        # end's; come back because the end does not know of the correction yet.
        removed = [
            it for it in gone if not new.stands(it) or _corrects(it, (old, new), is_)
        ]
        entered = [
            it for it in come if not old.stands(it) or _corrects(it, (old, new), was)
        ]
        corrections = {it.id for it in (*removed, *entered)}
        others = [it for it in come if it.id not in corrections]
        return cls(
            start=start,
            removed=ordered(removed),
            restored=ordered(it for it in entered if it.date <= start),
            moved=ordered(it for it in entered if it.date > start),
            late_out=ordered(it for it in gone if it.id not in corrections),
            late_in=ordered(it for it in others if it.date <= start),
            end=after.as_of,
            new=new,
        )


def _counted(assessment: Assessment) -> Callable[[Event], bool]:
    """Return what says of an event of the whole log whether it was counted."""
    as_of, known_at, log = assessment.as_of, assessment.known_at, assessment.log

    def counted(event: Event) -> bool:
        return (
            event.date <= as_of
            and (known_at is None or event.recorded <= known_at)
            and log.stands(event)
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


def ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in their order."""
    return tuple(sorted(events, key=lambda event: event.order))
