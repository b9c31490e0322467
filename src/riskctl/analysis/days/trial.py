"""A day walked again with one more event: what would that do?"""

from datetime import date

from riskctl.analysis.days.history import History
from riskctl.analysis.days.rules import Rules
from riskctl.analysis.days.state import State
from riskctl.analysis.days.walk import walk_month
from riskctl.model.alert import AlertLevel
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator
from riskctl.model.month import month_of
from riskctl.model.sheet import Sheet
from riskctl.model.tally import joined, tally


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
        one = tally(indicator, [(number, Grade("A", 1), 1)])
        both = joined(indicator, known[0][1], one) if known else one
        return self._walked({**self._sheet, indicator.id: [(self._day, both)]})

    def _walked(self, sheet: Sheet) -> tuple[float, AlertLevel]:
        walked = walk_month(
            self._rules, self._eve, sheet, first=self._day, last=self._day
        )
        return walked.scores[0], AlertLevel(walked.levels[0])


def trial_on(history: History, day: date) -> Trial:
    """Return *day* as a trial: what would one more event on it do?"""
    month, today = month_of(day), day.toordinal()
    sheet, first = history.ledger.sheet(month), history.first_of(month)
    eve = history.eve(month)
    if today > first:
        walked = walk_month(history.rules, eve, sheet, first=first, last=today - 1)
        eve = State.from_numbers(history.rules, walked.end)
    news = {
        name: [line for line in lines if line[0] == today]
        for name, lines in sheet.items()
    }
    return Trial(history.rules, eve, {name: it for name, it in news.items() if it}, day)
