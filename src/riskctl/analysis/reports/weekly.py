"""The weekly report as a value; every format is a function of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile
from typing import Final

from riskctl.analysis.change.change import Change, Moment, change_between
from riskctl.analysis.change.outlook import Outlook, look_ahead
from riskctl.analysis.days.day import Day, Turn
from riskctl.analysis.judgement.assessment import WEEK, Assessment, assess
from riskctl.analysis.judgement.confidence import Look
from riskctl.analysis.judgement.robustness import DRAWS
from riskctl.analysis.judgement.trust import Trust, trust_in
from riskctl.analysis.reports.board import Board, read_board
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.log import Log
from riskctl.model.period import Period, Week, end_of
from riskctl.model.record import Event, Note
from riskctl.model.selection import EventFilter, notes_in
from riskctl.model.watch import Settings, Watch

WEEKS_SHOWN: Final = 26
OUTLOOK_DAYS: Final = 26 * 7


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """
    Where one status or contact stands.

    Attributes:
        state: The value of its last event; None when there is none.
        since: The day from which it has held, or on which the contact was.
        days: Whole days since then.
    """

    indicator: Indicator
    state: str | float | None
    since: date | None
    days: int | None


@dataclass(frozen=True, kw_only=True)
class WeeklyReport:
    """
    One ISO week, judged at its end.

    Attributes:
        so_far: The week is not over; the report stops at the as-of day.
        before: The judgement of the week before, as it was reported then.
        trust: How far the level can be trusted; None where there is no level.
        outlook: What half a year of silence would do; None where there is no level.
        change: Every point between the two judgements, by cause.
        happened: The events in force that are dated in the week.
        notes: What else was noted of the week, and fits no indicator.
        log: The records that were known.
        version: Of riskctl.
        withheld: How many more events of the week are not shown.
    """

    settings: Settings
    week: Week
    period: Period
    so_far: bool
    assessment: Assessment
    before: Assessment
    trust: Trust | None
    outlook: Outlook | None
    change: Change
    happened: tuple[Event, ...]
    log: Log
    version: str
    notes: tuple[Note, ...] = ()
    withheld: int = 0

    @property
    def level_steps(self) -> tuple[Turn, ...]:
        """The changes of level within the week."""
        history = self.assessment.history
        return history.turns(self.period) if history else ()

    @property
    def weeks(self) -> tuple[Day, ...]:
        """The last day of each of the last 26 weeks, and the as-of day."""
        history, last = self.assessment.history, self.assessment.as_of
        days = [last - WEEK * back for back in reversed(range(WEEKS_SHOWN))]
        ends = [history.on(day) for day in days] if history else []
        return tuple(it for it in ends if it)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Every day of the last 26 weeks that has a level."""
        history, last = self.assessment.history, self.assessment.as_of
        first = last - WEEK * WEEKS_SHOWN + timedelta(days=1)
        return tuple(history.within(Period(first, last))) if history else ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The changes of level within those days."""
        history, days = self.assessment.history, self.days
        if history is None or not days:
            return ()
        return history.turns(Period(days[0].date, days[-1].date))

    @cached_property
    def board(self) -> Board | None:
        """Every indicator's reading over the weeks; None where there is no level."""
        if not self.weeks or self.assessment.history is None:
            return None
        return read_board(self.assessment.history, days=[it.date for it in self.weeks])

    @property
    def statuses(self) -> tuple[BoardRow, ...]:
        """Every status, and since when it is what it is."""
        return tuple(self._board(Kind.STATUS))

    @property
    def contacts(self) -> tuple[BoardRow, ...]:
        """Every contact, and how long ago it was."""
        return tuple(self._board(Kind.CONTACT))

    @property
    def unlooked(self) -> tuple[Look, ...]:
        """What was not looked at within its review days."""
        return self.assessment.coverage.stale

    @property
    def single_source(self) -> tuple[Event, ...]:
        """The week's events that rest on one source or none."""
        return tuple(it for it in self.happened if len(it.sources) <= 1)

    @property
    def ungraded(self) -> tuple[Event, ...]:
        """The week's events whose grade was not judged."""
        return tuple(it for it in self.happened if it.grade.is_ungraded)

    def _board(self, kind: Kind) -> Iterable[BoardRow]:
        as_of = self.assessment.as_of
        for indicator in self.assessment.catalogue:
            if indicator.kind is kind:
                events = self.log.newest_first(until=as_of, indicator=indicator.id)
                yield _board_row(indicator, events, as_of=as_of)


def weekly_report(
    watch: Watch,
    week: Week,
    end: Moment,
    *,
    with_hindsight: bool,
    version: str,
) -> WeeklyReport:
    """
    Report on one week.

    Args:
        end: The week's last day, or the day on which it is reported so far, and
            the knowledge that is used.
        with_hindsight: Judge the week before with that knowledge too, and not
            with that of its own end.
    """
    day_before = week.period.first - timedelta(days=1)
    known_before = (
        end.known_at if with_hindsight else end_of(day_before, watch.settings.timezone)
    )
    return report_between(
        watch,
        week,
        assess(watch, as_of=day_before, known_at=known_before),
        assess(watch, as_of=end.as_of, known_at=end.known_at),
        version=version,
    )


def report_between(  # noqa: PLR0913 (what is judged, and how)
    watch: Watch,
    week: Week,
    before: Assessment,
    assessment: Assessment,
    *,
    version: str,
    draws: int = DRAWS,
) -> WeeklyReport:
    """
    Report on the days between two judgements.

    Args:
        before: The judgement of the day before the week.
        assessment: That of the week's last day, or of the day reported so far.
        draws: How often robustness disturbs every judgement.
    """
    end = Moment(as_of=assessment.as_of, known_at=assessment.known_at)
    period = Period(week.period.first, min(week.period.last, end.as_of))
    return WeeklyReport(
        settings=watch.settings,
        week=week,
        period=period,
        so_far=end.as_of < week.period.last,
        assessment=assessment,
        trust=trust_in(assessment, draws=draws),
        outlook=look_ahead(assessment, days=OUTLOOK_DAYS),
        before=before,
        change=change_between(watch.log, before, assessment),
        happened=assessment.log.select(
            EventFilter(first=period.first, last=period.last)
        ),
        log=assessment.log,
        notes=notes_in(
            assessment.log.standing_notes,
            EventFilter(first=period.first, last=period.last),
        ),
        version=version,
    )


def _board_row(
    indicator: Indicator, events: Iterator[Event], *, as_of: date
) -> BoardRow:
    """
    Say where an indicator stands; repeats of the same status do not restart it.

    Args:
        events: Those in force by the day, newest first.
    """
    latest = next(events, None)
    since = latest.date if latest else None
    if latest and indicator.kind is Kind.STATUS:
        for event in takewhile(lambda it: it.value == latest.value, events):
            since = event.date
    return BoardRow(
        indicator=indicator,
        state=latest.value if latest else None,
        since=since,
        days=(as_of - since).days if since else None,
    )
