from dataclasses import replace
from datetime import date

import pytest

from riskctl.analysis.floors import HeldFloor, held_floors
from riskctl.analysis.reading import by_indicator
from riskctl.model.period import Period
from riskctl.model.record import Event
from tests.helpers import CATALOGUE, event, watch

BOTH = (
    CATALOGUE
    + """
[[floor]]
name = "both"
level = 1
hold_days = 10
reason = "Worse together."
when = [
  { indicator = "clash", at_least = "deaths" },
  { indicator = "treaty", at_least = "doubted" },
]
"""
)


def held(name: str, *events: Event, catalogue: str = CATALOGUE) -> list[HeldFloor]:
    """Return what is held of the floor called *name*."""
    found = held_floors(watch(catalogue=catalogue).catalogue, by_indicator(events))
    return [it for it in found if it.floor.name == name]


def days(first: str, last: str) -> Period:
    """Return a period."""
    return Period(date.fromisoformat(first), date.fromisoformat(last))


class TestIncidentFloor:
    def test_holds_its_days_with_its_own_day_counted(self) -> None:
        """Thirty days from the first of January end on the thirtieth."""
        (floor,) = held("bloodshed", event("2026-01-01", "clash", "deaths"))

        assert (days("2026-01-01", "2026-01-30"),) == floor.periods
        assert floor.period_on(date(2026, 1, 30))
        assert floor.period_on(date(2026, 1, 31)) is None
        assert floor.period_on(date(2025, 12, 31)) is None

    def test_needs_the_value(self) -> None:
        """Shots below it, and relief, do not trip it."""
        (floor,) = held(
            "bloodshed",
            event("2026-01-01", "clash", "shots"),
            event("2026-01-01", "clash", "apology"),
            event("2026-01-01", "clash", 0.99),
        )

        assert () == floor.periods

    def test_is_held_longer_by_the_next_event(self) -> None:
        """Days that touch are one period; a gap makes two."""
        one = event("2026-01-01", "clash", "deaths")
        touching = event("2026-01-31", "clash", "deaths")
        apart = event("2026-02-01", "clash", 1.0)

        assert (days("2026-01-01", "2026-03-01"),) == held("bloodshed", one, touching)[
            0
        ].periods
        assert (
            days("2026-01-01", "2026-01-30"),
            days("2026-02-01", "2026-03-02"),
        ) == held("bloodshed", one, apart)[0].periods

    def test_may_hold_for_as_long_as_there_are_days(self) -> None:
        """A hold past the calendar's end is open-ended, also twice."""
        model = watch().catalogue
        endless = replace(
            model, floors=(model.floors[0]._replace(hold_days=99_999_999),)
        )
        (floor,) = held_floors(
            endless,
            by_indicator(
                [
                    event("2026-01-01", "clash", "deaths"),
                    event("2026-01-02", "clash", "deaths"),
                ]
            ),
        )

        assert (Period(date(2026, 1, 1), date.max),) == floor.periods


class TestStatusFloor:
    def test_holds_while_the_state_holds(self) -> None:
        """To the eve of the next event, or for ever."""
        ended = event("2026-01-01", "treaty", "ended")
        doubted = event("2026-03-01", "treaty", "doubted")

        assert (Period(date(2026, 1, 1), date.max),) == held("lawless", ended)[
            0
        ].periods
        assert (days("2026-01-01", "2026-02-28"),) == held("lawless", ended, doubted)[
            0
        ].periods

    def test_goes_by_the_last_word_of_a_day(self) -> None:
        """Ended and kept on one day: nothing holds."""
        (floor,) = held(
            "lawless",
            event("2026-01-01", "treaty", "ended", id="a"),
            event("2026-01-01", "treaty", "kept", id="b"),
        )

        assert () == floor.periods


class TestProvisional:
    @pytest.mark.parametrize(
        ("grade", "firm", "provisional"),
        [
            ("F1", True, False),
            ("F2", True, False),
            ("A3", False, True),
            ("A4", False, True),
            ("A5", False, False),
            ("A6", False, True),
        ],
    )
    def test_is_what_a_weaker_report_would_hold(
        self, grade: str, firm: bool, provisional: bool
    ) -> None:
        """Only credibility 1 and 2 are firm; an improbable report is not shown."""
        found = held("bloodshed", event("2026-01-01", "clash", "deaths", grade=grade))

        assert firm is any(it.periods for it in found if not it.provisional)
        assert provisional is any(it.periods for it in found if it.provisional)

    def test_does_not_end_a_firm_state(self) -> None:
        """A weak report that the treaty is kept lifts no floor."""
        firm, loose = held(
            "lawless",
            event("2026-01-01", "treaty", "ended"),
            event("2026-02-01", "treaty", "kept", grade="C3"),
        )

        assert firm.period_on(date(2026, 6, 1))
        assert loose.period_on(date(2026, 6, 1)) is None


class TestSeveralConditions:
    def test_hold_on_the_days_of_all(self) -> None:
        """The clash holds for ten days, the treaty from the fourth of them on."""
        (floor,) = held(
            "both",
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-04", "treaty", "doubted"),
            catalogue=BOTH,
        )

        assert (days("2026-01-04", "2026-01-10"),) == floor.periods

    def test_hold_on_no_day_when_one_is_missing(self) -> None:
        """Both, or nothing."""
        (floor,) = held("both", event("2026-01-01", "clash", "deaths"), catalogue=BOTH)

        assert () == floor.periods

    def test_are_provisional_when_one_is_weak(self) -> None:
        """The whole is as firm as its weakest part."""
        firm, loose = held(
            "both",
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-04", "treaty", "doubted", grade="C3"),
            catalogue=BOTH,
        )

        assert () == firm.periods
        assert (days("2026-01-04", "2026-01-10"),) == loose.periods
