"""The level and the score of every day, walked month by month as far as asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from riskctl.analysis.floors import HeldFloor
from riskctl.analysis.rules import Rules
from riskctl.analysis.state import FIRM, WEAK, State
from riskctl.analysis.walk import MonthWalk, pressure_run, steady_run, walk_month
from riskctl.model.alert import AlertLevel, worst
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator
from riskctl.model.ledger import Ledger, Sheet
from riskctl.model.period import Period
from riskctl.model.tally import Tally, first_of, joined, month_of, tally

# What is noted beside a month of the ledger; another form of page, another name.
_KIND = "walk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    Where the level stands at the end of one day.

    Attributes:
        score: Points out of 100 on that day.
        since: The day on which the level came to be what it is.
        came_from: The level before that; nothing on the log's first stretch.
        calm_days: Consecutive days that have earned a calmer level so far.
        history: What the day belongs to.
    """

    day: date
    score: float
    level: AlertLevel
    since: date
    came_from: AlertLevel | None
    calm_days: int
    history: "History | None" = field(default=None, compare=False, repr=False)

    @property
    def floors(self) -> tuple[HeldFloor, ...]:
        """The floors that hold on that day, firm ones only."""
        held = self.history.floors_on(self.day) if self.history else ()
        return tuple(it for it in held if not it.provisional)

    @property
    def demanded_by_floors(self) -> AlertLevel:
        """The worst level that a floor holds today; calm when none does."""
        return worst(held.floor.level for held in self.floors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A day on which the level changed."""

    day: date
    before: AlertLevel
    after: AlertLevel


class History:
    """
    The level and the score of every day, from the first event's on.

    Attributes:
        catalogue: Under which the days are judged.
        ledger: What is walked; the months are noted in its margin.
        first: The day of the first event in force.
        last: The day up to which it goes.
    """

    def __init__(
        self, catalogue: Catalogue, ledger: Ledger, *, first: date, last: date
    ) -> None:
        """Take over what is walked; `walk` finds out whether there is anything."""
        self.catalogue = catalogue
        self.ledger = ledger
        self.first = first
        self.last = last
        self._rules = Rules(catalogue)
        self._months: dict[int, MonthWalk] = {}

    def __len__(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1

    def on(self, day: date) -> Standing | None:
        """Return the standing on *day*; nothing before the first event."""
        if not self.first <= day <= self.last:
            return None
        return self._standing(self._month(month_of(day)), day.toordinal())

    @property
    def end(self) -> Standing:
        """The standing of the last day."""
        return self._standing(self._month(month_of(self.last)), self.last.toordinal())

    def until(self, day: date) -> "History":
        """Return the history up to *day*, or up to a later one than its last."""
        other = History(self.catalogue, self.ledger, first=self.first, last=day)
        other._rules, other._months = self._rules, self._months
        return other

    def within(self, period: Period) -> Iterator[Standing]:
        """Yield the standings of the days that lie in *period*."""
        first, last = max(period.first, self.first), min(period.last, self.last)
        for month in range(month_of(first), month_of(last) + 1):
            walked = self._month(month)
            end = walked.first + len(walked.scores) - 1
            start = max(walked.first, first.toordinal())
            for day in range(start, min(end, last.toordinal()) + 1):
                yield self._standing(walked, day)

    def scores(self, period: Period) -> list[float]:
        """Return the score of each day that lies in *period*."""
        first, last = max(period.first, self.first), min(period.last, self.last)
        scores: list[float] = []
        for month in range(month_of(first), month_of(last) + 1):
            walked = self._month(month)
            start = max(first.toordinal() - walked.first, 0)
            scores += walked.scores[start : last.toordinal() - walked.first + 1]
        return scores

    def turns(self, period: Period | None = None) -> tuple[Turn, ...]:
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
            for day, before, after in self._month(month).turns()
            if first.toordinal() <= day <= last.toordinal()
        )

    def reading(self, place: int, day: date) -> float:
        """
        Return an indicator's pressure or state at the end of *day*.

        It is not held between 0 and 1.

        Args:
            place: Where the indicator stands in the catalogue.
        """
        return self.readings(place, Period(day, day))[-1]

    def readings(self, place: int, period: Period) -> list[float]:
        """Return an indicator's pressure or state at the end of each day."""
        indicator = self.catalogue.indicators[place]
        factor = next((it.factor for it in self._rules.faders if it.place == place), 0)
        run: list[float] = []
        for month in range(month_of(period.first), month_of(period.last) + 1):
            state = self._eve(month).readings[place]
            first = first_of(month).toordinal()
            last = min(_end_of(month), period.last.toordinal())
            lines = self.ledger.sheet(month).get(indicator.id, ())
            if indicator.kind.fades:
                days = pressure_run(state, factor, lines, first=first, last=last)
            else:
                days = steady_run(state, lines, first=first, last=last)
            run += days[max(period.first.toordinal() - first, 0) :]
        return run

    def floors_on(self, day: date) -> tuple[HeldFloor, ...]:
        """Return the floors that hold on *day*, and those that would provisionally."""
        month = month_of(day)
        state = self._eve(month).copy()
        news: dict[int, dict[str, Tally]] = {}
        sheet = self.ledger.sheet(month)
        for name in {it.name for it in self._rules.wires} & sheet.keys():
            for ordinal, happened in sheet[name]:
                if ordinal <= day.toordinal():
                    news.setdefault(ordinal, {})[name] = happened
        for ordinal in sorted({first_of(month).toordinal(), *news}):
            state.hold(self._rules, ordinal - 1)
            state.trip(self._rules, ordinal, news.get(ordinal, {}))
        state.hold(self._rules, day.toordinal())
        held = []
        for number, floor in enumerate(self.catalogue.floors):
            for way in (FIRM, WEAK):
                since = state.since[way][number]
                if since:
                    end = state.ends(self._rules, way)[number]
                    span = Period(date.fromordinal(since), date.fromordinal(end))
                    held.append(
                        HeldFloor(floor=floor, periods=(span,), provisional=way == WEAK)
                    )
                    break
        return tuple(held)

    def trial_on(self, day: date) -> "Trial":
        """Return *day* as a trial: what would one more event on it do?"""
        month, eve = month_of(day), self._eve(month_of(day))
        sheet = self.ledger.sheet(month)
        first = max(first_of(month), self.first).toordinal()
        if day.toordinal() > first:
            eve = walk_month(
                self._rules, eve, sheet, first=first, last=day.toordinal() - 1
            ).end
        today = {
            name: [line for line in lines if line[0] == day.toordinal()]
            for name, lines in sheet.items()
        }
        return Trial(self._rules, eve, today, day)

    def _standing(self, walked: MonthWalk, day: int) -> Standing:
        offset = day - walked.first
        level = walked.levels[offset]
        since, came_from = walked.before[2], walked.before[3]
        if not walked.before[0]:
            since = walked.first
        for turned, before, _ in walked.turns():
            if turned <= day:
                since, came_from = turned, before
        return Standing(
            day=date.fromordinal(day),
            score=walked.scores[offset],
            level=AlertLevel(level),
            since=date.fromordinal(since),
            came_from=AlertLevel(came_from) if came_from else None,
            calm_days=walked.calm_days[offset],
            history=self,
        )

    def _eve(self, month: int) -> State:
        """Return the state at the end of the day before a month."""
        if month <= month_of(self.first):
            return State.before_all(self._rules)
        return self._month(month - 1).end

    def _month(self, month: int) -> MonthWalk:
        """Return a month, walked now or before."""
        back = month
        while back not in self._months:
            page = self.ledger.recall(_KIND, back)
            if page is not None:
                self._months[back] = MonthWalk.from_page(self._rules, page)
            elif back == month_of(self.first):
                self._walk(back)
            else:
                back -= 1
        for later in range(back + 1, month + 1):
            if later not in self._months:
                self._walk(later)
        return self._months[month]

    def _walk(self, month: int) -> None:
        first = max(first_of(month), self.first)
        walked = walk_month(
            self._rules,
            self._eve(month),
            self.ledger.sheet(month),
            first=first.toordinal(),
            last=_end_of(month),
        )
        self._months[month] = walked
        self.ledger.note(_KIND, month, walked.page())


def walk(catalogue: Catalogue, ledger: Ledger, *, until: date) -> History | None:
    """
    Return every day's standing, from the first event's day to *until*.

    The days before the first event have no level: nothing is known of them.
    """
    if ledger.first is None or ledger.first > until:
        return None
    return History(catalogue, ledger, first=ledger.first, last=until)


def _end_of(month: int) -> int:
    """Return the ordinal of a month's last day."""
    return (first_of(month + 1) - timedelta(days=1)).toordinal()


class Trial:
    """
    One day, walked again with one more event.

    Attributes:
        score: The day's score as it is.
        level: The day's level as it is.
    """

    def __init__(self, rules: Rules, eve: State, sheet: Sheet, day: date) -> None:
        """Take over the day, and the state at the end of the day before."""
        self._rules, self._eve, self._sheet = rules, eve, sheet
        self._day = day.toordinal()
        self.score, self.level = self._walked(sheet)

    def with_value(
        self, indicator: Indicator, number: float
    ) -> tuple[float, AlertLevel]:
        """Return score and level with an event of credibility 1, the day's last."""
        known = self._sheet.get(indicator.id)
        one = tally(indicator, [(number, Grade("A", 1))])
        both = joined(indicator, known[0][1], one) if known else one
        return self._walked({**self._sheet, indicator.id: [(self._day, both)]})

    def _walked(self, sheet: Sheet) -> tuple[float, AlertLevel]:
        walked = walk_month(
            self._rules, self._eve, sheet, first=self._day, last=self._day
        )
        return walked.scores[0], AlertLevel(walked.levels[0])
