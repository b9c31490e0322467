"""What silence would do, and the smallest entries that would move the level."""

from dataclasses import dataclass
from datetime import date, timedelta

from riskctl.analysis.days.day import Turn
from riskctl.analysis.days.history import History
from riskctl.analysis.days.state import State
from riskctl.analysis.days.walk import walk_month
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.alert import AlertLevel
from riskctl.model.amended import ended
from riskctl.model.floor import Floor
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator, ScaleValue
from riskctl.model.month import month_of
from riskctl.model.period import Period
from riskctl.model.record import Event
from riskctl.model.sheet import Sheet
from riskctl.model.tally import joined, tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    What logging one value today, of credibility 1, would do.

    Attributes:
        points: By how much the score would change.
        level: The level that today would have.
    """

    value: ScaleValue
    points: float
    level: AlertLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """
    The smallest entries of one indicator that would move today's level.

    Attributes:
        raises: The one with the least effect on the score that gives a worse
            level; None when no single entry does.
        lowers: The same for a calmer level.
    """

    indicator: Indicator
    entries: tuple[Entry, ...]
    raises: Entry | None
    lowers: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """
    What comes if nothing is logged.

    Attributes:
        history: The walk, carried on to the last projected day; plans do not count.
        turns: The changes of level after today.
        scheduled: The open plans for the projected days.
        open_floors: The floors that do not hold today.
    """

    as_of: date
    history: History
    turns: tuple[Turn, ...]
    scheduled: tuple[Event, ...]
    open_floors: tuple[Floor, ...]

    @property
    def until(self) -> date:
        """The last of the projected days."""
        return self.history.last

    @property
    def levers(self) -> tuple[Lever, ...]:
        """The levers of every indicator; each value of each scale is tried anew."""
        trial = _Trial(self.history, self.as_of)
        return tuple(_lever(it, trial) for it in self.history.catalogue)

    def score_on(self, day: date) -> float:
        """Return the projected score of one of the days."""
        projected = self.history.on(day)
        return projected.score if projected else 0.0


def look_ahead(assessment: Assessment, *, days: int) -> Outlook | None:
    """
    Return the outlook from a judgement's day; None before the first event.

    Args:
        days: How many days to project, 1 or more.
    """
    if assessment.history is None:
        return None
    as_of, catalogue = assessment.as_of, assessment.catalogue
    ahead = Period(as_of + timedelta(days=1), as_of + timedelta(days=days))
    # What is dated in the future and no plan is a slip, and no prospect.
    ledger = ended(assessment.history.ledger, as_of)
    reviewed = assessment.history.reviewed
    looked = {name: day for name, day in reviewed.items() if day <= as_of}
    history = History(
        catalogue,
        ledger,
        first=assessment.history.first,
        last=ahead.last,
        reviewed=looked,
    )
    held = {it.floor.name for it in assessment.active_floors}
    return Outlook(
        as_of=as_of,
        history=history,
        turns=history.turns(ahead),
        scheduled=tuple(
            it for it in assessment.log.scheduled_after(as_of) if it.date in ahead
        ),
        open_floors=tuple(it for it in catalogue.floors if it.name not in held),
    )


class _Trial:
    """
    One day, walked again with one more event: what would that do?

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


def _lever(indicator: Indicator, trial: _Trial) -> Lever:
    """Try every value of one indicator on a day."""
    entries = []
    for value in indicator.scale:
        score, level = trial.with_value(indicator, value.number)
        entries.append(Entry(value=value, points=score - trial.score, level=level))
    ordered = sorted(entries, key=lambda it: (abs(it.points), it.value.number))
    return Lever(
        indicator=indicator,
        entries=tuple(ordered),
        raises=next(
            (it for it in ordered if it.level.is_worse_than(trial.level)), None
        ),
        lowers=next(
            (it for it in ordered if trial.level.is_worse_than(it.level)), None
        ),
    )
