from datetime import date
from math import exp2

import pytest

from riskctl.analysis.change.outlook import Lever, Outlook, look_ahead
from riskctl.analysis.judgement.assessment import assess
from riskctl.model.record import Record
from tests.helpers import event, watch

TODAY = date(2026, 1, 10)
CALM = [event("2026-01-01", "talks", 1.0, title=str(it)) for it in range(40)]


def ahead(*records: Record, days: int = 60, as_of: date = TODAY) -> Outlook:
    """Look ahead in the small watch."""
    found = look_ahead(assess(watch(*records), as_of=as_of), days=days)
    assert found
    return found


def turns(found: Outlook) -> list[str]:
    """Spell the coming changes of level."""
    return [f"{it.day} {it.before.value}>{it.after.value}" for it in found.turns]


def lever(found: Outlook, name: str) -> Lever:
    """Return the lever of one indicator."""
    return next(it for it in found.levers if it.indicator.id == name)


class TestLookAhead:
    def test_is_nothing_before_the_first_event(self) -> None:
        """There is no level to look ahead from, though an event is scheduled."""
        model = watch(event("2026-02-01", "treaty", "ended", scheduled=True))

        assert look_ahead(assess(model, as_of=TODAY), days=60) is None

    def test_follows_the_descent_rule(self) -> None:
        """The treaty is kept again: a step after each dwell."""
        found = ahead(
            *CALM,
            event("2026-01-05", "treaty", "ended"),
            event("2026-01-10", "treaty", "kept"),
        )

        assert ["2026-01-23 3>4", "2026-02-06 4>5"] == turns(found)
        assert date(2026, 3, 11) == found.until == found.history.last

    def test_lists_a_plan_and_does_not_count_it(self) -> None:
        """Nor what is dated later and no plan, which is a slip."""
        found = ahead(
            *CALM,
            event("2026-02-01", "treaty", "ended", id="end", scheduled=True),
            event("2026-01-20", "clash", "deaths"),
        )

        assert turns(found) == turns(ahead(*CALM))
        assert ["end"] == [it.id for it in found.scheduled]

    def test_ends_with_the_last_day_asked_for(self) -> None:
        """One day is enough; what is planned for it is listed."""
        plan = event("2026-01-11", "treaty", "ended", scheduled=True)
        found = ahead(*CALM, plan, days=1)

        assert (plan,) == found.scheduled
        assert date(2026, 1, 11) == found.until

    def test_names_the_floors_that_are_open(self) -> None:
        """One that holds is not open."""
        found = ahead(event("2026-01-01", "treaty", "ended"))

        assert ["bloodshed"] == [it.name for it in found.open_floors]

    def test_gives_the_score_of_each_day(self) -> None:
        """Before the log there is none: nought."""
        found = ahead(event("2026-01-10", "clash", "shots"))

        pressures = {TODAY: 20.0, date(2026, 1, 20): 10.0}
        assert {it: found.score_on(it) for it in pressures} == {
            it: pytest.approx(100.0 * (1.0 - exp2(-pressure / 50.0)))
            for it, pressure in pressures.items()
        }
        assert 0.0 == found.score_on(date(2020, 1, 1))


class TestLevers:
    def test_are_the_smallest_by_effect(self) -> None:
        """Doubt is 15 points and gives 4; an end gives 3; doubt is the smaller."""
        found = lever(ahead(*CALM), "treaty")

        assert ["kept", "doubted", "ended"] == [it.value.name for it in found.entries]
        assert found.raises
        assert ("doubted", 15.0) == (
            found.raises.value.name,
            round(found.raises.points, 6),
        )
        assert found.lowers is None

    def test_know_the_floors(self) -> None:
        """A death closes half the distance and holds at 2."""
        found = lever(ahead(*CALM), "clash")

        assert [4, 2] == [
            it.level.value for it in found.entries if it.value.name != "apology"
        ]

    def test_can_lower_on_the_last_day_of_the_dwell(self) -> None:
        """Thirteen calm days, then a new one: an apology would let it ease."""
        records = [
            event("2026-01-01", "treaty", 0.99),
            event("2026-01-01", "clash", 0.1),
            event("2026-01-09", "treaty", "doubted"),
            event("2026-01-22", "clash", 0.3),
        ]
        moving = {
            day: [it.value.name]
            for day in range(2, 32)
            for it in [
                lever(ahead(*records, as_of=date(2026, 1, day), days=1), "clash").lowers
            ]
            if it
        }

        assert {22: ["apology"]} == moving

    def test_are_there_for_every_indicator(self) -> None:
        """Also for those that no single entry can move."""
        found = ahead(event("2026-01-10", "clash", "deaths"))

        assert ["clash", "treaty", "talks"] == [it.indicator.id for it in found.levers]

    def test_work_on_the_logs_first_day(self) -> None:
        """The walk is then taken up from scratch."""
        found = ahead(event("2026-01-10", "talks", "call"))

        assert ["doubted", "doubted"] == [
            it.raises.value.name
            for it in (lever(found, "treaty"), lever(found, "treaty"))
            if it.raises
        ]
