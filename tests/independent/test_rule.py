"""The independent program on watches that are small enough to check by hand."""

from datetime import date
from itertools import pairwise
from math import sqrt
from typing import Any

import pytest

from tests.independent.rule import Day, judge

Table = dict[str, Any]
FIRST = date(2026, 1, 1)
CATALOGUE: Table = {
    "rule": {"half_pressure": 20},
    "descent": {"dwell_days": 14, "margin": 3},
    "level": [
        {"number": number, "from_score": start}
        for number, start in ((5, 0), (4, 15), (3, 30), (2, 50), (1, 75))
    ],
    "indicator": [
        {
            "id": "treaty",
            "kind": "status",
            "weight": 30,
            "initial": "kept",
            "scale": {"kept": {"number": 0}, "ended": {"number": 1}},
        },
        {
            "id": "talks",
            "kind": "contact",
            "weight": 20,
            "half_life_days": 10,
            "scale": {"held": {"number": 1}},
        },
        {
            "id": "clash",
            "kind": "incident",
            "weight": 40,
            "half_life_days": 10,
            "scale": {
                "shots": {"number": 0.5},
                "deaths": {"number": 1},
                "apology": {"number": -0.5},
            },
        },
    ],
    "floor": [
        {
            "level": 2,
            "hold_days": 5,
            "when": [{"indicator": "clash", "at_least": "deaths"}],
        }
    ],
}


def event(name: str, value: str, day: date = FIRST, **more: object) -> Table:
    """Return a table of an event; its id says what and when."""
    return {
        "id": f"{day}-{value}",
        "date": day,
        "indicator": name,
        "value": value,
        "grade": "A1",
        "recorded": day,
        **more,
    }


def days(*events: Table, until: date, **more: list[Table]) -> list[Day]:
    """Judge a log of these events."""
    return list(judge(CATALOGUE, [{"event": list(events), **more}], until))


def last(*events: Table, until: date = FIRST, **more: list[Table]) -> Day:
    """Return the last day's judgement."""
    return days(*events, until=until, **more)[-1]


class TestScore:
    def test_is_ground_and_lift(self) -> None:
        """Forty points of pressure close three quarters of the way to 100."""
        day = last(event("treaty", "ended"), event("clash", "deaths"))

        assert (30, 40, 52.5, 82.5) == day[1:5]

    def test_of_a_thing_never_logged_is_nothing(self) -> None:
        """Neither the treaty nor the silence of the talks counts."""
        assert 0 == last(event("clash", "deaths")).ground

    def test_counts_silence_from_the_first_look_on(self) -> None:
        """A review is one."""
        review = {"id": "r", "date": date(2026, 1, 3), "indicators": ["talks"]}
        found = days(event("clash", "shots"), review=[review], until=date(2026, 1, 3))

        assert [0, 0, 20] == [it.ground for it in found]

    def test_counts_silence_from_the_beginning_of_a_reviewed_period(self) -> None:
        """And not from its end."""
        review = {"id": "r", "from": FIRST, "to": FIRST, "indicators": ["talks"]}

        assert 20 == last(event("clash", "shots"), review=[review]).ground

    def test_takes_the_root_of_squares(self) -> None:
        """Two of the same count as one and four tenths; relief is taken off whole."""
        more = event("clash", "shots", id="other")
        shots = last(event("clash", "shots"), more)
        relief = last(event("clash", "shots"), more, event("clash", "apology"))

        assert pytest.approx(40 * sqrt(0.5)) == shots.pressure
        assert pytest.approx(40 * (sqrt(0.5) - 0.5)) == relief.pressure

    def test_believes_as_far_as_the_digit_says(self) -> None:
        """Credibility 2 moves a status three quarters of the way."""
        assert 22.5 == last(event("treaty", "ended", grade="F2")).ground


class TestInForce:
    @pytest.mark.parametrize("key", ["event", "record"])
    def test_is_not_what_was_retracted(self, key: str) -> None:
        """By either name of the key; unless the retraction is retracted."""
        gone = {"id": "x", key: f"{FIRST}-deaths", "recorded": FIRST}
        back = {"id": "y", key: "x", "recorded": FIRST}
        log = (event("clash", "shots"), event("clash", "deaths"))

        assert 20 == last(*log, retraction=[gone]).pressure
        assert 40 < last(*log, retraction=[gone, back]).pressure

    def test_is_neither_a_plan_nor_what_was_replaced(self) -> None:
        """The score knows the new event alone."""
        day = last(
            event("clash", "deaths"),
            event("clash", "shots", replaces=f"{FIRST}-deaths"),
            event("treaty", "ended", scheduled=True),
        )

        assert (0, 20) == (day.ground, day.pressure)


class TestLevel:
    def test_is_held_by_a_floor_and_eases_after_the_dwell(self) -> None:
        """Five days of the floor, its own counted, and fourteen of dwell."""
        found = days(
            event("clash", "deaths", grade="A2"),
            event("clash", "apology"),
            until=date(2026, 2, 28),
        )
        eased = [it.day for it in found if it.level > 2]

        assert date(2026, 1, 5 + 14) == eased[0]
        assert 3 == found[18].level

    def test_does_not_heed_a_weak_report(self) -> None:
        """Credibility 3 trips no floor."""
        relief = event("clash", "apology", grade="A4")

        assert 3 == last(event("clash", "deaths", grade="A3"), relief).level

    def test_eases_one_step_at_a_time(self) -> None:
        """And starts to count again."""
        found = days(event("clash", "deaths", grade="A1"), until=date(2026, 4, 30))
        steps = [after.level - before.level for before, after in pairwise(found)]

        assert {0, 1} == set(steps)
        assert 5 == found[-1].level
