from datetime import date

import pytest

from riskctl.analysis.days.events import by_indicator
from riskctl.analysis.days.floors import HeldFloor, floors_after
from riskctl.model.catalogue import Catalogue
from riskctl.model.record import Event
from tests.helpers import CATALOGUE, event, watch

BOTH = watch(
    catalogue=CATALOGUE
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
).catalogue


def held(
    name: str, *events: Event, on: str, catalogue: Catalogue | None = None
) -> HeldFloor | None:
    """Return the floor called *name* as it holds on a day; None if it does not."""
    day = date.fromisoformat(on)
    found = floors_after(
        catalogue or watch().catalogue, by_indicator(events, as_of=day), day=day
    )
    return next((it for it in found if it.floor.name == name), None)


def span(floor: HeldFloor | None) -> tuple[str, str] | None:
    """Return since when and until when a floor holds, if it does."""
    return (str(floor.since), str(floor.until)) if floor else None


class TestSince:
    """A floor holds since the first day on which all of its conditions are met."""

    @pytest.mark.parametrize(
        ("clash", "treaty", "since"),
        [
            ("2026-01-01", "2026-01-04", "2026-01-04"),
            ("2026-01-04", "2026-01-01", "2026-01-04"),
            ("2026-01-04", "2026-01-04", "2026-01-04"),
        ],
    )
    def test_is_the_day_of_the_last_condition(
        self, clash: str, treaty: str, since: str
    ) -> None:
        """Whichever of the two comes last."""
        found = held(
            "both",
            event(clash, "clash", "deaths"),
            event(treaty, "treaty", "doubted"),
            on="2026-01-06",
            catalogue=BOTH,
        )
        assert found
        assert str(found.since) == since

    def test_stays_while_it_is_said_again(self) -> None:
        """A treaty that is ended twice has been ended since the first day."""
        found = held(
            "lawless",
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-09", "treaty", "ended"),
            on="2026-01-20",
        )
        assert found
        assert str(found.since) == "2026-01-01"

    def test_is_a_new_day_after_a_gap(self) -> None:
        """It was kept for a while."""
        found = held(
            "lawless",
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-05", "treaty", "kept"),
            event("2026-01-09", "treaty", "ended"),
            on="2026-01-20",
        )
        assert found
        assert str(found.since) == "2026-01-09"


class TestIncidentFloor:
    def test_holds_its_days_with_its_own_day_counted(self) -> None:
        """Thirty days from the first of January end on the thirtieth."""
        deaths = event("2026-01-01", "clash", "deaths")

        for day in ("2026-01-01", "2026-01-30"):
            floor = held("bloodshed", deaths, on=day)
            assert ("2026-01-01", "2026-01-30") == span(floor)
        for day in ("2025-12-31", "2026-01-31"):
            assert held("bloodshed", deaths, on=day) is None

    def test_needs_the_value(self) -> None:
        """Shots below it, and relief, do not trip it."""
        floor = held(
            "bloodshed",
            event("2026-01-01", "clash", "shots"),
            event("2026-01-01", "clash", "apology"),
            event("2026-01-01", "clash", 0.99),
            on="2026-01-01",
        )

        assert floor is None

    def test_is_held_longer_by_the_next_event(self) -> None:
        """Days that touch are one stretch; a gap makes two."""
        one = event("2026-01-01", "clash", "deaths")
        touching = event("2026-01-31", "clash", "deaths")
        apart = event("2026-02-01", "clash", 1.0)

        both = held("bloodshed", one, touching, on="2026-02-01")
        assert ("2026-01-01", "2026-03-01") == span(both)
        second = held("bloodshed", one, apart, on="2026-02-01")
        assert ("2026-02-01", "2026-03-02") == span(second)

    def test_may_hold_for_as_long_as_there_are_days(self) -> None:
        """A hold past the calendar's end is open-ended, also twice."""
        model = watch().catalogue
        endless = model.replaced(
            floors=(model.floors[0]._replace(hold_days=99_999_999),)
        )
        floor = held(
            "bloodshed",
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-02", "clash", "deaths"),
            on="2199-12-31",
            catalogue=endless,
        )

        assert ("2026-01-01", "None") == span(floor)


class TestStatusFloor:
    def test_holds_while_the_state_holds(self) -> None:
        """To the eve of the next event, and no end is known before it."""
        ended = event("2026-01-01", "treaty", "ended")
        doubted = event("2026-03-01", "treaty", "doubted")

        holds = held("lawless", ended, doubted, on="2026-02-28")
        assert ("2026-01-01", "None") == span(holds)
        assert held("lawless", ended, doubted, on="2026-03-01") is None

    def test_goes_by_the_last_word_of_a_day(self) -> None:
        """Ended and kept on one day: nothing holds."""
        floor = held(
            "lawless",
            event("2026-01-01", "treaty", "ended", id="a"),
            event("2026-01-01", "treaty", "kept", id="b"),
            on="2026-01-01",
        )

        assert floor is None


class TestProvisional:
    @pytest.mark.parametrize(
        ("grade", "provisional"),
        [
            ("F1", False),
            ("F2", False),
            ("A3", True),
            ("A4", True),
            ("A5", None),
            ("A6", True),
        ],
    )
    def test_is_what_a_weaker_report_would_hold(
        self, grade: str, provisional: bool | None
    ) -> None:
        """Only credibility 1 and 2 are firm; an improbable report is not shown."""
        deaths = event("2026-01-01", "clash", "deaths", grade=grade)
        found = held("bloodshed", deaths, on="2026-01-02")

        assert provisional is (found.provisional if found else None)

    def test_does_not_end_a_firm_state(self) -> None:
        """A weak report that the treaty is kept lifts no floor."""
        floor = held(
            "lawless",
            event("2026-01-01", "treaty", "ended"),
            event("2026-02-01", "treaty", "kept", grade="C3"),
            on="2026-06-01",
        )

        assert floor
        assert not floor.provisional


class TestSeveralConditions:
    def test_hold_on_the_days_of_all(self) -> None:
        """The clash holds for ten days, the treaty from the fourth of them on."""
        events = (
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-04", "treaty", "doubted"),
        )

        assert held("both", *events, on="2026-01-03", catalogue=BOTH) is None
        floor = held("both", *events, on="2026-01-10", catalogue=BOTH)
        assert ("2026-01-04", "2026-01-10") == span(floor)
        assert held("both", *events, on="2026-01-11", catalogue=BOTH) is None

    def test_hold_on_no_day_when_one_is_missing(self) -> None:
        """Both, or nothing."""
        deaths = event("2026-01-01", "clash", "deaths")

        assert held("both", deaths, on="2026-01-01", catalogue=BOTH) is None

    def test_are_provisional_when_one_is_weak(self) -> None:
        """The whole is as firm as its weakest part."""
        floor = held(
            "both",
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-04", "treaty", "doubted", grade="C3"),
            on="2026-01-05",
            catalogue=BOTH,
        )

        assert floor
        assert floor.provisional
        assert ("2026-01-04", "2026-01-10") == span(floor)
