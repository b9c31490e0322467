"""The weekly report as a value; every format is a function of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from riskctl.analysis.change.causes import Cause
from riskctl.analysis.change.change import Change
from riskctl.analysis.change.outlook import Outlook
from riskctl.analysis.days.day import Day, Turn
from riskctl.analysis.judgement.assessment import WEEK, Assessment
from riskctl.analysis.judgement.trust import Trust
from riskctl.analysis.reports.board import Board, BoardRow, board_rows, read_board
from riskctl.analysis.reports.jumps import Jump, jumps
from riskctl.analysis.reports.movers import (
    Driver,
    Easing,
    GoalShare,
    Mover,
    drivers,
    easings,
    goal_shares,
    movers,
    passing,
)
from riskctl.analysis.reports.news import WeekNews
from riskctl.model.alert import AlertLevel
from riskctl.model.indicator import Kind
from riskctl.model.issue import Issue
from riskctl.model.log import Log
from riskctl.model.period import Period, Week
from riskctl.model.record import Event, Note
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Settings

# What a second coder said is loaded where it is asked for.
if TYPE_CHECKING:
    from riskctl.analysis.reports.agreement import Agreement

WEEKS_SHOWN: Final = 26
MOST_DRIVERS: Final = 3
MOST_EASINGS: Final = 2


@dataclass(frozen=True, kw_only=True)
class WeeklyReport:
    """
    One ISO week, judged at its end with one knowledge.

    Attributes:
        so_far: The week is not over; the report stops at the as-of day.
        before: The judgement of the day before the week, with the same knowledge.
        then: The judgement with what was known at the week's end; None where that
            is the knowledge of the report itself.
        trust: How far the level can be trusted; None where there is no level.
        outlook: What half a year of silence would do; None where there is no level.
        change: Every point between the two judgements, by cause.
        news: The events in force that stand in this week and in no other.
        later: The events dated in the week that were learned after its end.
        entered: The events that were written down in the week and stand in earlier
            ones; empty where it is made again and again.
        notes: What else was noted of the week, and fits no indicator.
        log: The records that were known.
        version: Of riskctl.
        issued: The day on which it was made; None where it is made again and again.
        limit: What is marked above it is not shown; None shows all.
        withheld: How many more events of the week are not shown.
        issue: As what it leaves the house; None where it does not.
        revises: The bulletin of the same week that it takes the place of.
        agreement: How far a second coder agrees with the log; None without one.
    """

    settings: Settings
    week: Week
    period: Period
    so_far: bool
    assessment: Assessment
    before: Assessment
    then: Assessment | None
    trust: Trust | None
    outlook: Outlook | None
    change: Change
    news: tuple[WeekNews, ...]
    later: tuple[Event, ...]
    notes: tuple[Note, ...]
    log: Log
    version: str
    issued: date | None = None
    entered: tuple[Event, ...] = ()
    limit: Tlp | None = None
    withheld: int = 0
    issue: Issue | None = None
    revises: Issue | None = None
    agreement: "Agreement | None" = None

    # --- the level

    @property
    def level_steps(self) -> tuple[Turn, ...]:
        """The changes of level within the week."""
        history = self.assessment.history
        return history.turns(self.period) if history else ()

    @property
    def steps_worse(self) -> int | None:
        """Steps that the level got worse on the week; negative where it eased."""
        now, then = self.assessment.level, self.before.level
        return then.value - now.value if now and then else None

    @property
    def last_look(self) -> date | None:
        """The last day on which somebody looked, where it may be told."""
        return self.assessment.currency.last_look

    @property
    def valid_until(self) -> date | None:
        """The last day on which the level is current; None where nobody looked."""
        return self.assessment.currency.valid_until

    @property
    def is_expired(self) -> bool:
        """Whether nobody had looked lately on the day that is judged."""
        return self.assessment.is_expired

    @property
    def next_update(self) -> date:
        """The day after the next week's end, on which that week is reported."""
        if self.so_far:
            return self.period.last + WEEK
        return self.week.period.last + timedelta(days=1) + WEEK

    @property
    def was_revised(self) -> bool:
        """Whether what was learned later made the level another one."""
        return self.then is not None and self.then.level is not self.assessment.level

    @property
    def level_then(self) -> AlertLevel | None:
        """The level as it could be published then; None where there was none."""
        return self.then.level if self.then else None

    @property
    def highest_mark(self) -> Tlp:
        """The narrowest circle of what the report shows."""
        return max(
            (it.tlp for it in self.log.marked() if it.date <= self.period.last),
            key=lambda it: it.rank,
            default=Tlp.CLEAR,
        )

    # --- what moved it, what drives it

    @cached_property
    def movers(self) -> tuple[Mover, ...]:
        """What events moved by half a point or more, the largest first."""
        return movers(self.change) if self.before.day else ()

    @property
    def passing(self) -> dict[Cause, float]:
        """What only the passing of time moved, by half a point or more."""
        return passing(self.change) if self.before.day else {}

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """The three indicators that add most."""
        found = tuple(drivers(self.assessment, self.before))
        return found[:MOST_DRIVERS] if self.assessment.day else ()

    @property
    def goals(self) -> tuple[GoalShare, ...]:
        """What of the score falls on each goal."""
        return goal_shares(self.assessment) if self.assessment.day else ()

    @property
    def easings(self) -> tuple[Easing, ...]:
        """The two places where the two sides work together most."""
        return easings(self.assessment)[:MOST_EASINGS] if self.assessment.day else ()

    # --- over time

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
    def jumps(self) -> tuple[Jump, ...]:
        """The one or two days within them that a picture names."""
        catalogue = self.assessment.catalogue
        return jumps(self.days, self.log, catalogue, most=2, apart=2)

    @cached_property
    def board(self) -> Board | None:
        """Every indicator's reading over the weeks; None where there is no level."""
        if not self.weeks or self.assessment.history is None:
            return None
        return read_board(self.assessment.history, days=[it.date for it in self.weeks])

    @cached_property
    def rows(self) -> tuple[BoardRow, ...]:
        """Where every indicator stands, in the catalogue's order."""
        return tuple(board_rows(self.log, self.before, self.assessment))

    @property
    def statuses(self) -> tuple[BoardRow, ...]:
        """Every status, and since when it is what it is."""
        return tuple(it for it in self.rows if it.indicator.kind is Kind.STATUS)

    @property
    def contacts(self) -> tuple[BoardRow, ...]:
        """Every contact, and how long ago it was."""
        return tuple(it for it in self.rows if it.indicator.kind is Kind.CONTACT)

    @property
    def single_source(self) -> tuple[Event, ...]:
        """What is new and rests on one source or none."""
        return tuple(it.event for it in self.news if len(it.event.sources) <= 1)

    @property
    def ungraded(self) -> tuple[Event, ...]:
        """What is new and whose grade was not judged."""
        return tuple(it.event for it in self.news if it.event.grade.is_ungraded)

    @property
    def events_counted(self) -> int:
        """How many events in force the judgement rests on."""
        log, until = self.assessment.log, self.assessment.as_of
        return sum(
            log.count(until=until, indicator=it.id) for it in self.assessment.catalogue
        )
