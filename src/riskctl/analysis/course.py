"""The course of a history: the steps from day to day that its months rest on."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from riskctl.analysis.month import MonthWalk
from riskctl.analysis.rules import Rules
from riskctl.analysis.state import FIRM, WEAK, State
from riskctl.analysis.walk import pressure_run, steady_run, walk_month
from riskctl.model.month import first_of, month_of
from riskctl.model.period import Period
from riskctl.model.tally import Tally

if TYPE_CHECKING:
    from riskctl.analysis.floors import HeldFloor
    from riskctl.analysis.history import History
    from riskctl.analysis.trial import Trial


class Course:
    """What a history is walked by."""

    def __init__(self, history: "History") -> None:
        """Make the rules of the history's catalogue ready."""
        self._history = history
        self._ledger = history.ledger
        self._rules = Rules(history.catalogue)

    def walked(self, month: int) -> MonthWalk:
        """Walk a month from its first day, or from the first of all."""
        return walk_month(
            self._rules,
            self._eve(month),
            self._ledger.sheet(month),
            first=self._first(month),
            last=_end_of(month),
        )

    def reading(self, place: int, day: date) -> float:
        """Return an indicator's pressure or state at the end of a day."""
        return self.readings(place, Period(day, day))[-1]

    def readings(self, place: int, period: Period) -> list[float]:
        """Return an indicator's pressure or state at the end of each day."""
        indicator = self._history.catalogue.indicators[place]
        factor = next((it.factor for it in self._rules.faders if it.place == place), 0)
        run: list[float] = []
        for month in range(month_of(period.first), month_of(period.last) + 1):
            state = self._eve(month).readings[place]
            first = first_of(month).toordinal()
            last = min(_end_of(month), period.last.toordinal())
            lines = self._ledger.sheet(month).get(indicator.id, ())
            if indicator.kind.fades:
                days = pressure_run(state, factor, lines, first=first, last=last)
            else:
                days = steady_run(state, lines, first=first, last=last)
            run += days[max(period.first.toordinal() - first, 0) :]
        return run

    def floors_on(self, day: date) -> "tuple[HeldFloor, ...]":
        """Return the floors that hold on *day*, and those that would provisionally."""
        from riskctl.analysis.floors import HeldFloor

        state = self._tripped_by(day)
        held = []
        for number, floor in enumerate(self._history.catalogue.floors):
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
        from riskctl.analysis.trial import Trial

        month, today = month_of(day), day.toordinal()
        sheet = self._ledger.sheet(month)
        eve = self._eve(month)
        if today > self._first(month):
            walked = walk_month(
                self._rules, eve, sheet, first=self._first(month), last=today - 1
            )
            eve = State.from_numbers(self._rules, walked.end)
        news = {
            name: [line for line in lines if line[0] == today]
            for name, lines in sheet.items()
        }
        return Trial(
            self._rules, eve, {name: it for name, it in news.items() if it}, day
        )

    def _tripped_by(self, day: date) -> State:
        """Return the state of the floors on *day*, by what happened until then."""
        month = month_of(day)
        state = self._eve(month)
        news: dict[int, dict[str, Tally]] = {}
        sheet = self._ledger.sheet(month)
        for name in {it.name for it in self._rules.wires} & sheet.keys():
            for ordinal, happened in sheet[name]:
                if ordinal <= day.toordinal():
                    news.setdefault(ordinal, {})[name] = happened
        for ordinal in sorted({first_of(month).toordinal(), *news}):
            state.hold(self._rules, ordinal - 1)
            state.trip(self._rules, ordinal, news.get(ordinal, {}))
        state.hold(self._rules, day.toordinal())
        return state

    def _eve(self, month: int) -> State:
        """Return the state at the end of the day before a month, a copy each time."""
        if month <= month_of(self._history.first):
            return State.before_all(self._rules)
        return State.from_numbers(self._rules, self._history.month(month - 1).end)

    def _first(self, month: int) -> int:
        return max(first_of(month), self._history.first).toordinal()


def _end_of(month: int) -> int:
    """Return the ordinal of a month's last day."""
    return (first_of(month + 1) - timedelta(days=1)).toordinal()
