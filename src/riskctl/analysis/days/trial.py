"""A day walked again with one more event: what would that do?"""

from datetime import date

from riskctl.analysis.days.history import History
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

    def __init__(self, history: History, day: date) -> None:
        """Walk to the end of the day before, and take over what is new on the day."""
        month, self._day = month_of(day), day.toordinal()
        sheet, first = history.ledger.sheet(month), history.first_of(month)
        self._rules, self._eve = history.rules, history.eve(month)
        if self._day > first:
            walked = walk_month(
                self._rules, self._eve, sheet, first=first, last=self._day - 1
            )
            self._eve = State.from_numbers(self._rules, walked.end)
        news = {
            name: [line for line in lines if line[0] == self._day]
            for name, lines in sheet.items()
        }
        self._sheet: Sheet = {name: lines for name, lines in news.items() if lines}
        self.score, self.level = self._walked(self._sheet)

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
