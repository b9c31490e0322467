"""The level and the score of every day, walked month by month as far as asked."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zlib import crc32

from riskctl.analysis.days.day import Day, MonthWalk, Turn
from riskctl.model.alert import AlertLevel
from riskctl.model.indicator import Kind
from riskctl.model.month import first_of, month_of

if TYPE_CHECKING:
    from riskctl.analysis.days.rules import Rules
    from riskctl.analysis.days.score import Sums
    from riskctl.analysis.days.state import State
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.indicator import Indicator
    from riskctl.model.ledger import Ledger
    from riskctl.model.log import Log
    from riskctl.model.period import Period

# What is noted beside a month of the ledger; another form of page, another name.
_KIND = "lift"


class History:
    """
    The level and the score of every day, from the first event's on.

    Attributes:
        catalogue: Under which the days are judged.
        ledger: What is walked; the months are noted in its margin.
        first: The day of the first event in force.
        last: The day up to which it goes.
        reviewed: The first day of each indicator that a review covers.
    """

    def __init__(
        self,
        catalogue: "Catalogue",
        ledger: "Ledger",
        *,
        first: date,
        last: date,
        reviewed: Mapping[str, date],
    ) -> None:
        """Take over what is walked; `walk` finds out whether there is anything."""
        self.reviewed = reviewed
        self.catalogue = catalogue
        self.ledger = ledger
        self.first = first
        self.last = last
        self._months: dict[int, MonthWalk] = {}

    def __len__(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1

    def on(self, day: date) -> Day | None:
        """Return *day* as it stands; None before the first event and after the last."""
        if not self.first <= day <= self.last:
            return None
        month, number = self.month(month_of(day)), day.toordinal()
        return next(self._days(month, number, number))

    @property
    def end(self) -> Day:
        """The last day."""
        last = self.last.toordinal()
        return next(self._days(self.month(month_of(self.last)), last, last))

    def within(self, period: "Period") -> Iterator[Day]:
        """Yield the days that lie in *period*."""
        first, last = max(period.first, self.first), min(period.last, self.last)
        for month in range(month_of(first), month_of(last) + 1):
            walked = self.month(month)
            yield from self._days(walked, first.toordinal(), last.toordinal())

    def scores(self, period: "Period") -> list[float]:
        """Return the score of each day that lies in *period*."""
        first, last = max(period.first, self.first), min(period.last, self.last)
        scores: list[float] = []
        for month in range(month_of(first), month_of(last) + 1):
            walked = self.month(month)
            start = max(first.toordinal() - walked.first, 0)
            stop = max(last.toordinal() - walked.first + 1, 0)
            scores += walked.scores[start:stop]
        return scores

    def turns(self, period: "Period | None" = None) -> tuple[Turn, ...]:
        """Return the changes of level in *period*, or all of them, oldest first."""
        first, last = self.first, self.last
        if period is not None:
            first, last = max(period.first, first), min(period.last, last)
        return tuple(
            Turn(
                day=date.fromordinal(day),
                before=AlertLevel(before),
                after=AlertLevel(after),
            )
            for month in range(month_of(first), month_of(last) + 1)
            for day, before, after in self.month(month).turns()
            if first.toordinal() <= day <= last.toordinal()
        )

    def sums(self, day: date) -> "list[tuple[Sums, bool]]":
        """
        Return what each indicator's events come to at the end of *day*.

        With it goes whether the indicator is set: logged, or looked at and quiet.
        """
        from riskctl.analysis.days.walk import sums_run

        month, today = month_of(day), day.toordinal()
        state, sheet = self.eve(month), self.ledger.sheet(month)
        first = first_of(month).toordinal()
        found = []
        for line in self.rules.lines:
            news = sheet.get(line.name, ())
            run = sums_run(line, state, news, first=first, last=today)
            indicator = self.catalogue.indicators[line.place]
            is_set = self._is_set(indicator, state.set_on[line.place], day)
            found.append((run[-1], is_set))
        return found

    def is_set(self, day: date) -> list[bool]:
        """Say of each indicator whether it is set: logged, or looked at and quiet."""
        count = len(self.catalogue.indicators)
        set_on = self.month(month_of(day)).end[2 * count : 3 * count]
        return [
            self._is_set(*it, day) for it in zip(self.catalogue, set_on, strict=True)
        ]

    def _is_set(self, indicator: "Indicator", set_on: float, day: date) -> bool:
        """
        Say whether an indicator is set on *day*.

        Args:
            set_on: From the walk. Its pages do not tell when an incident was first
                reviewed, for no level rests on that.
        """
        if 0 < set_on <= day.toordinal():
            return True
        looked = self.reviewed.get(indicator.id)
        return indicator.kind is Kind.INCIDENT and looked is not None and looked <= day

    def readings(self, place: int, first: date, last: date) -> list[float]:
        """Return an indicator's reading at the end of each day; 0 while not set."""
        from riskctl.analysis.days.walk import readings_run

        line = self.rules.lines[place]
        run: list[float] = []
        for month in range(month_of(first), month_of(last) + 1):
            state, start = self.eve(month), first_of(month).toordinal()
            end = min(_last_of(month), last.toordinal())
            news = self.ledger.sheet(month).get(line.name, ())
            days = readings_run(line, state, news, first=start, last=end)
            run += days[max(first.toordinal() - start, 0) :]
        return run

    def month(self, month: int) -> MonthWalk:
        """Return a month, walked now or before; it is named as by `month_of`."""
        back = month
        while back not in self._months:
            page = self.ledger.recall(self.page_name, back)
            if page is not None:
                self._months[back] = MonthWalk.from_page(page)
            elif back == month_of(self.first):
                self._walk(back)
            else:
                back -= 1
        for later in range(back + 1, month + 1):
            if later not in self._months:
                self._walk(later)
        return self._months[month]

    def eve(self, month: int) -> "State":
        """Return the state at the end of the day before a month, a copy each time."""
        from riskctl.analysis.days.state import State

        if month <= month_of(self.first):
            return State.before_all(self.rules, self.reviewed)
        return State.from_numbers(self.rules, self.month(month - 1).end)

    def first_of(self, month: int) -> int:
        """Return the ordinal of the first day of a month that has a level."""
        return max(first_of(month), self.first).toordinal()

    # Where every month is noted nothing is walked, and nothing is loaded that walks.
    @cached_property
    def rules(self) -> "Rules":
        """The catalogue, made ready for a walk."""
        from riskctl.analysis.days.rules import Rules

        return Rules(self.catalogue)

    @cached_property
    def page_name(self) -> str:
        """What its pages are called: what they rest on beside the ledger is in it."""
        looked = [
            (it.id, self.reviewed[it.id].toordinal())
            for it in self.catalogue
            if it.kind is Kind.CONTACT and it.id in self.reviewed
        ]
        return f"{_KIND}-{crc32(repr(looked).encode()):08x}" if looked else _KIND

    def _walk(self, month: int) -> None:
        from riskctl.analysis.days.walk import walk_month

        walked = walk_month(
            self.rules,
            self.eve(month),
            self.ledger.sheet(month),
            first=self.first_of(month),
            last=_last_of(month),
        )
        self._months[month] = walked
        self.ledger.note(self.page_name, month, walked.page())

    def _days(self, walked: MonthWalk, first: int, last: int) -> Iterator[Day]:
        """Yield the days of a month from one ordinal to another."""
        level, _, since, came_from = walked.before
        if not level:
            level, since = walked.levels[0], walked.first
        for offset, now in enumerate(walked.levels):
            day = walked.first + offset
            if now != level:
                since, came_from, level = day, level, now
            if first <= day <= last:
                yield Day(
                    date=date.fromordinal(day),
                    score=walked.scores[offset],
                    level=AlertLevel(level),
                    since=date.fromordinal(since),
                    came_from=AlertLevel(came_from) if came_from else None,
                    calm_days=walked.calm_days[offset],
                )


def walk(
    catalogue: "Catalogue",
    ledger: "Ledger",
    *,
    until: date,
    reviewed: Mapping[str, date] | None = None,
) -> History | None:
    """
    Return every day from the first event's to *until*; None when there is none.

    The days before the first event have no level: nothing is known of them.

    Args:
        reviewed: The first day of each indicator that a review covers.
    """
    if ledger.first is None or ledger.first > until:
        return None
    return History(
        catalogue, ledger, first=ledger.first, last=until, reviewed=reviewed or {}
    )


def walk_log(catalogue: "Catalogue", log: "Log", *, until: date) -> History | None:
    """Return every day of a log from its first event's to *until*; None without one."""
    return walk(
        catalogue, log.ledger(catalogue), until=until, reviewed=log.first_reviews()
    )


def _last_of(month: int) -> int:
    """Return the ordinal of a month's last day."""
    return (first_of(month + 1) - timedelta(days=1)).toordinal()
