"""Every week of a log, judged as it was known at its end, in one walk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from riskctl.analysis.days.day import Day
from riskctl.analysis.days.history import History, walk
from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.analysis.reports.weekly import WeeklyReport, report_between
from riskctl.model.amended import recounted
from riskctl.model.ledger import Ledger
from riskctl.model.log import Log
from riskctl.model.period import Week, end_of
from riskctl.model.record import Event
from riskctl.model.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekEnd:
    """
    A week that is over.

    Attributes:
        history: The walk up to its last day, with what was known by then.
        is_expired: There is a level, and nobody had looked lately.
        is_provisional: There is a level, and too little of its ground was set.
    """

    week: Week
    history: History | None
    is_expired: bool
    is_provisional: bool

    @property
    def day(self) -> Day | None:
        """Its last day; None when nothing was known by then."""
        return self.history.end if self.history else None


def whole_weeks(watch: Watch, *, today: date) -> list[Week]:
    """Return the weeks from the first event's on that were over before *today*."""
    span = watch.log.span
    weeks: list[Week] = []
    week = Week.of(span.first) if span else Week.of(today)
    while week.period.last < today:
        weeks.append(week)
        week = Week.of(week.period.last + timedelta(days=1))
    return weeks


def week_ends(watch: Watch, weeks: list[Week]) -> Iterator[WeekEnd]:
    """
    Yield each of consecutive weeks with its history.

    A new record changes no month before that of the earliest event that it adds,
    withdraws or restores, so only the months from there on are walked anew.
    """
    ledger: Ledger = Log().ledger(watch.catalogue)
    counted: frozenset[Event] = frozenset()
    for week in weeks:
        last = week.period.last
        known = watch.log.as_known(end_of(last, watch.settings.timezone))
        now = frozenset(known.in_force)
        ledger = recounted(ledger, watch.catalogue, counted ^ now, known.in_force)
        counted = now
        looked = known.first_reviews()
        history = walk(watch.catalogue, ledger, until=last, reviewed=looked)
        judged = _judged(watch, week, history)
        yield WeekEnd(
            week=week,
            history=history,
            is_expired=judged.is_expired,
            is_provisional=judged.is_provisional,
        )


def weekly_reports(
    watch: Watch,
    ends: list[WeekEnd],
    *,
    wanted: Callable[[Week], bool],
    version: str,
    draws: int,
) -> Iterator[WeeklyReport]:
    """
    Yield the report of each week that is wanted, as it was known at its end.

    Args:
        draws: How often robustness disturbs every judgement.
    """
    before: tuple[Week, Assessment] | None = None
    for index, end in enumerate(ends):
        if not wanted(end.week):
            continue
        eve = end.week.before
        if before is None or before[0] != eve:
            known = ends[index - 1].history if index else None
            before = (eve, _judged(watch, eve, known))
        assessment = _judged(watch, end.week, end.history)
        yield report_between(
            watch, end.week, before[1], assessment, version=version, draws=draws
        )
        before = (end.week, assessment)


def _judged(watch: Watch, week: Week, history: History | None) -> Assessment:
    last = week.period.last
    return assess(
        watch,
        as_of=last,
        known_at=end_of(last, watch.settings.timezone),
        history=history,
    )
