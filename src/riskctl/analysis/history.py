"""The level and the score of every day, walked month by month as far as asked."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from riskctl.analysis.month import MonthWalk
from riskctl.analysis.standing import Standing, Turn
from riskctl.model.alert import AlertLevel
from riskctl.model.month import month_of

if TYPE_CHECKING:
    from riskctl.analysis.course import Course
    from riskctl.analysis.floors import HeldFloor
    from riskctl.analysis.trial import Trial
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.ledger import Ledger
    from riskctl.model.period import Period

# What is noted beside a month of the ledger; another form of page, another name.
_KIND = "walk"


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
        self, catalogue: "Catalogue", ledger: "Ledger", *, first: date, last: date
    ) -> None:
        """Take over what is walked; `walk` finds out whether there is anything."""
        self.catalogue = catalogue
        self.ledger = ledger
        self.first = first
        self.last = last
        self._months: dict[int, MonthWalk] = {}

    def __len__(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1

    def on(self, day: date) -> Standing | None:
        """Return the standing on *day*; nothing before the first event."""
        if not self.first <= day <= self.last:
            return None
        month, number = self.month(month_of(day)), day.toordinal()
        return next(self._standings(month, number, number))

    @property
    def end(self) -> Standing:
        """The standing of the last day."""
        last = self.last.toordinal()
        return next(self._standings(self.month(month_of(self.last)), last, last))

    def within(self, period: "Period") -> Iterator[Standing]:
        """Yield the standings of the days that lie in *period*."""
        first, last = max(period.first, self.first), min(period.last, self.last)
        for month in range(month_of(first), month_of(last) + 1):
            walked = self.month(month)
            yield from self._standings(walked, first.toordinal(), last.toordinal())

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

    def reading(self, place: int, day: date) -> float:
        """
        Return an indicator's pressure or state at the end of *day*.

        It is not held between 0 and 1.

        Args:
            place: Where the indicator stands in the catalogue.
        """
        return self._course.reading(place, day)

    def readings(self, place: int, period: "Period") -> list[float]:
        """Return an indicator's pressure or state at the end of each day."""
        return self._course.readings(place, period)

    def floors_on(self, day: date) -> "tuple[HeldFloor, ...]":
        """Return the floors that hold on *day*, and those that would provisionally."""
        return self._course.floors_on(day)

    def trial_on(self, day: date) -> "Trial":
        """Return *day* as a trial: what would one more event on it do?"""
        return self._course.trial_on(day)

    def month(self, month: int) -> MonthWalk:
        """Return a month, walked now or before; it is named as by `month_of`."""
        back = month
        while back not in self._months:
            page = self.ledger.recall(_KIND, back)
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

    @cached_property
    def _course(self) -> "Course":
        # Where all months are noted, nothing is walked, and nothing of it loaded.
        from riskctl.analysis.course import Course

        return Course(self)

    def _walk(self, month: int) -> None:
        walked = self._course.walked(month)
        self._months[month] = walked
        self.ledger.note(_KIND, month, walked.page())

    def _standings(
        self, walked: MonthWalk, first: int, last: int
    ) -> Iterator[Standing]:
        """Yield the standings of a month from one ordinal to another."""
        level, _, since, came_from = walked.before
        if not level:
            level, since = walked.levels[0], walked.first
        for offset, now in enumerate(walked.levels):
            day = walked.first + offset
            if now != level:
                since, came_from, level = day, level, now
            if first <= day <= last:
                yield Standing(
                    day=date.fromordinal(day),
                    score=walked.scores[offset],
                    level=AlertLevel(level),
                    since=date.fromordinal(since),
                    came_from=AlertLevel(came_from) if came_from else None,
                    calm_days=walked.calm_days[offset],
                    history=self,
                )


def walk(catalogue: "Catalogue", ledger: "Ledger", *, until: date) -> History | None:
    """
    Return every day's standing, from the first event's day to *until*.

    The days before the first event have no level: nothing is known of them.
    """
    if ledger.first is None or ledger.first > until:
        return None
    return History(catalogue, ledger, first=ledger.first, last=until)
