"""Every week of a log, judged with all that is known, in one walk."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from riskctl.analysis.days.as_known import walk_as_known
from riskctl.analysis.days.history import History, walk_log
from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.analysis.reports.judge_week import report_between
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Week, end_of
from riskctl.model.watch import Watch


class WeekEnd(NamedTuple):
    """
    A week that is over.

    Attributes:
        history: The walk up to its last day, with what was known by then; None when
            nothing was.
    """

    week: Week
    history: History | None


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
    """Yield each of consecutive weeks with its history, as it was known at its end."""
    zone = watch.settings.timezone
    ends = ((end_of(it.period.last, zone), it.period.last) for it in weeks)
    walked = walk_as_known(watch.catalogue, watch.log, ends)
    for week, (_, history) in zip(weeks, walked, strict=True):
        if history:
            # Walked now, it leaves its months in the ledger for the week after it.
            _ = history.end
        yield WeekEnd(week, history)


def weekly_reports(
    watch: Watch,
    ends: list[WeekEnd],
    *,
    wanted: Callable[[Week], bool],
    version: str,
    draws: int,
) -> Iterator[WeeklyReport]:
    """
    Yield the report of each week that is wanted, with all that is known.

    Args:
        ends: Each week as it was known at its end.
        draws: How often robustness disturbs every judgement.
    """
    if not ends:
        return
    history = walk_log(watch.catalogue, watch.log, until=ends[-1].week.period.last)
    before: Assessment | None = None
    for end in ends:
        if not wanted(end.week):
            continue
        eve, last = end.week.before.period.last, end.week.period.last
        if before is None or before.as_of != eve:
            before = assess(watch, as_of=eve, history=history)
        assessment = assess(watch, as_of=last, history=history)
        then = assess(
            watch,
            as_of=last,
            known_at=end_of(last, watch.settings.timezone),
            history=end.history,
        )
        yield report_between(
            watch, end.week, before, assessment, then=then, version=version, draws=draws
        )
        before = assessment
