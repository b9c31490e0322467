"""Of very many alike an event says of some only that it is another one."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from riskctl.analysis.checks.list import CHECKS
from riskctl.analysis.checks.twins import MOST_COMPARED, said_distinct, twins_of
from riskctl.model.record import Event
from tests.helpers import event, watch

TODAY = date(2026, 11, 20)
SHOTS = event("2026-01-05", "clash", "shots", id="shots", title="Shots")
DAY = timedelta(days=1)


def alike(name: str, title: str = "Shots", day: date = SHOTS.date) -> Event:
    """Return an event that looks like the shots."""
    return SHOTS._replace(id=name, title=title, date=day)


def named(new: Event, others: Sequence[Event]) -> tuple[str, ...]:
    """Return which of some events a new one says it is not."""
    return said_distinct(new, twins_of(new, watch(*others))).distinct


def findings(*events: Event) -> int:
    """Return how many twins the check finds."""
    return sum(1 for _ in CHECKS["twins"](watch(*events), TODAY))


class TestSaidDistinct:
    def test_of_few_all_are_named(self) -> None:
        """However alike; what was named before stays."""
        others = [alike(f"{it}", title=f"Cry {it}") for it in range(5)]
        new = alike("new")._replace(distinct=("elsewhere",))

        assert ("elsewhere", "0", "1", "2", "3", "4") == named(new, others)

    def test_of_very_many_the_likeliest_and_nearest_are(self) -> None:
        """On either side of it."""
        days = [SHOTS.date - DAY] * 60 + [SHOTS.date + DAY] * 60
        others = [
            alike(f"{it:03}", "Shots" if it in (3, 115) else f"Cry {it}", day)
            for it, day in enumerate(days)
        ]
        near = range(60 - MOST_COMPARED + 1, 60 + MOST_COMPARED - 1)

        expected = ("003", *(f"{it:03}" for it in near), "115")
        assert expected == named(alike("new"), others)

    @pytest.mark.parametrize("day", [SHOTS.date - DAY, SHOTS.date, SHOTS.date + DAY])
    def test_then_the_check_finds_none_of_them(self, day: date) -> None:
        """Whether the new one comes before, among or after those that are alike."""
        log: list[Event] = []
        for it in range(150):
            new = alike(f"{it:03}")
            log.append(new._replace(distinct=named(new, log)))
        late = alike("late", day=day)
        before = findings(*log, late)
        log.append(late._replace(distinct=named(late, log)))

        assert before > 0
        assert 0 == findings(*log)
        assert 2 * MOST_COMPARED >= max(len(it.distinct) for it in log)
