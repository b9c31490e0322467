from datetime import date, timedelta

import pytest

from riskctl.analysis.days.day import MonthWalk, Turn
from riskctl.analysis.days.floors import floors_on
from riskctl.analysis.days.history import History, walk
from riskctl.model.alert import AlertLevel
from riskctl.model.amended import recounted
from riskctl.model.month import month_of
from riskctl.model.period import Period
from riskctl.model.record import Event
from tests.analysis.days.opened import Opened
from tests.helpers import CATALOGUE, event, ledger_of, watch

# Without floors, and so that deaths weigh less than the treaty does.
PLAIN = CATALOGUE[: CATALOGUE.index("[[floor]]")]


def history(*events: Event, until: str, catalogue: str = PLAIN) -> History:
    """Walk a log of the small catalogue."""
    model = watch(*events, catalogue=catalogue)
    ledger = model.log.ledger(model.catalogue)
    found = walk(model.catalogue, ledger, until=date.fromisoformat(until))
    assert found is not None
    return found


def opening(found: History) -> AlertLevel:
    """Return the level of the first day."""
    (standing,) = found.within(Period(found.first, found.first))
    return standing.level


def calm_days(found: History) -> list[int]:
    """Return the count of the descent rule, for each day."""
    return [it.calm_days for it in found.within(Period(found.first, found.last))]


def turns(found: History) -> list[str]:
    """Spell the changes of level."""
    return [f"{it.day} {it.before.value}>{it.after.value}" for it in found.turns()]


def summits(*days: str) -> list[Event]:
    """Return twenty years' worth of talks, so that silence counts for nothing."""
    return [
        event(day, "talks", "summit", title=f"summit {it}")
        for day in days
        for it in range(20)
    ]


class TestWalk:
    def test_begins_with_the_first_event(self) -> None:
        """Before it nothing is known, and its day's own score opens."""
        found = history(event("2026-01-05", "clash", "shots"), until="2026-01-08")

        assert date(2026, 1, 5) == found.first
        assert date(2026, 1, 8) == found.last
        assert 4 == len(found)
        assert AlertLevel.WATCHFUL is opening(found)
        assert found.on(date(2026, 1, 4)) is None
        assert found.on(date(2026, 1, 9)) is None

    def test_is_nothing_without_an_event(self) -> None:
        """Neither in an empty log nor before the first event."""
        model = watch(event("2026-01-05", "clash", "shots"))

        nothing, ledger = (
            ledger_of(model.catalogue, it) for it in ((), model.log.in_force)
        )

        assert walk(model.catalogue, nothing, until=date(2026, 1, 1)) is None
        assert walk(model.catalogue, ledger, until=date(2026, 1, 4)) is None

    def test_rises_at_once(self) -> None:
        """From calm to severe on the day, over two levels."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-10", "clash", "deaths"),
            until="2026-01-10",
        )

        assert ["2026-01-10 5>2"] == turns(found)

    def test_falls_on_the_last_day_of_the_dwell(self) -> None:
        """The treaty is kept from the 11th on: fourteen days, a step on the 24th."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-11", "treaty", "kept"),
            until="2026-02-28",
        )

        assert ["2026-01-24 3>4", "2026-02-07 4>5"] == turns(found)

    def test_counts_the_calm_days(self) -> None:
        """One on the first day that earns, none again after the step."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-11", "treaty", "kept"),
            until="2026-01-25",
        )

        assert [0, 1, 2] == calm_days(found)[9:12]
        assert [13, 0, 1] == calm_days(found)[22:25]

    def test_never_skips_on_the_way_down(self) -> None:
        """From imminent to calm in four steps of fourteen days each."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            *(event("2026-01-01", "clash", "deaths", title=it) for it in "abc"),
            event("2026-01-02", "treaty", "kept"),
            *(event("2026-01-02", "clash", -1.0, title=str(it)) for it in range(20)),
            until="2026-03-31",
        )

        assert [
            "2026-01-15 1>2",
            "2026-01-29 2>3",
            "2026-02-12 3>4",
            "2026-02-26 4>5",
        ] == turns(found)

    def test_starts_the_count_again_when_a_day_does_not_earn(self) -> None:
        """Thirteen calm days, one that is not, and fourteen more."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-11", "treaty", "kept"),
            event("2026-01-24", "treaty", 0.95),
            event("2026-01-25", "treaty", "kept"),
            until="2026-02-10",
        )

        assert ["2026-02-07 3>4"] == turns(found)

    def test_asks_for_the_margin(self) -> None:
        """27 points are three below 30 and do not earn; just under them do."""
        at_margin = [
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-11", "treaty", 0.9),
        ]
        below = [*at_margin[:1], event("2026-01-11", "treaty", 0.8999)]

        assert [] == turns(
            history(*summits("2026-01-01"), *at_margin, until="2026-03-01")
        )
        assert ["2026-01-24 3>4"] == turns(
            history(*summits("2026-01-01"), *below, until="2026-02-01")
        )

    def test_is_not_brought_down_while_a_floor_holds(self) -> None:
        """Thirty days of the floor, and only then the fourteen begin."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "clash", "deaths"),
            *(event("2026-01-02", "clash", -1.0, title=str(it)) for it in range(20)),
            until="2026-02-28",
            catalogue=CATALOGUE,
        )

        assert AlertLevel.SEVERE is opening(found)
        assert ["2026-02-13 2>3", "2026-02-27 3>4"] == turns(found)

    def test_falls_to_the_floors_level_and_no_further(self) -> None:
        """A floor at 3 lets 2 fall to 3."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-01", "clash", 0.9),
            *(event("2026-01-02", "clash", -1.0, title=str(it)) for it in range(20)),
            until="2026-12-31",
            catalogue=CATALOGUE.replace("weight = 30", "weight = 10"),
        )

        assert AlertLevel.TENSE is AlertLevel(3)
        assert AlertLevel.SEVERE is opening(found)
        assert ["2026-01-15 2>3"] == turns(found)

    def test_rises_when_a_floor_trips(self) -> None:
        """Whatever the score says."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-05", "treaty", "ended"),
            until="2026-01-06",
            catalogue=CATALOGUE.replace("weight = 30", "weight = 1"),
        )

        assert ["2026-01-05 5>3"] == turns(found)


class TestHistory:
    def test_tells_where_a_day_stands(self) -> None:
        """The level, since when, and from where."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-10", "clash", "deaths"),
            until="2026-01-20",
            catalogue=CATALOGUE,
        )
        before, after = found.on(date(2026, 1, 9)), found.on(date(2026, 1, 12))
        assert before is not None
        assert after is not None

        assert (AlertLevel.CALM, None) == (before.level, before.came_from)
        assert date(2026, 1, 1) == before.since
        assert (AlertLevel.SEVERE, AlertLevel.CALM) == (after.level, after.came_from)
        assert date(2026, 1, 10) == after.since
        assert ["bloodshed"] == [it.floor.name for it in floors_on(found, after.date)]
        assert () == floors_on(found, before.date)
        assert (
            Turn(
                day=date(2026, 1, 10),
                before=AlertLevel.CALM,
                after=AlertLevel.SEVERE,
            ),
        ) == found.turns()

    def test_goes_through_the_days_of_a_period(self) -> None:
        """Those that it has."""
        found = history(event("2026-01-05", "clash", "shots"), until="2026-01-08")
        period = Period(date(2026, 1, 1), date(2026, 1, 6))

        assert [date(2026, 1, 5), date(2026, 1, 6)] == [
            it.date for it in found.within(period)
        ]

    def test_is_the_same_for_a_day_wherever_the_walk_ends(self) -> None:
        """Later events are not foreseen."""
        events = (
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-11", "treaty", "kept"),
            event("2026-02-20", "clash", "deaths"),
        )
        whole = history(*events, until="2026-03-31", catalogue=CATALOGUE)

        for offset in range(0, 90, 5):
            day = date(2026, 1, 1) + timedelta(days=offset)
            part = history(*events, until=day.isoformat(), catalogue=CATALOGUE)
            one, other = whole.on(day), part.on(day)
            assert one is not None
            assert other is not None
            assert (one.level, one.since, one.calm_days, one.score) == (
                other.level,
                other.since,
                other.calm_days,
                other.score,
            )

    def test_gives_the_scores_of_the_days_of_a_period(self) -> None:
        """Those that it has, and none beside it, in the same month or another."""
        found = history(event("2026-01-20", "clash", "shots"), until="2026-02-10")
        every = [it.score for it in found.within(Period(found.first, found.last))]

        def scores(first: date, last: date) -> list[float]:
            return found.scores(Period(first, last))

        assert every == scores(date(2025, 1, 1), date(2027, 1, 1))
        assert every[2:14] == scores(date(2026, 1, 22), date(2026, 2, 2))
        for first, last in (
            (date(2025, 12, 1), date(2025, 12, 31)),
            (date(2026, 1, 1), date(2026, 1, 10)),
            (date(2026, 1, 1), date(2026, 1, 19)),
            (date(2026, 2, 11), date(2026, 2, 20)),
            (date(2026, 3, 1), date(2026, 3, 31)),
        ):
            assert [] == scores(first, last)
            assert [] == list(found.within(Period(first, last)))

    def test_gives_the_changes_of_a_period(self) -> None:
        """Both ends belong to it."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-11", "treaty", "kept"),
            until="2026-02-28",
        )

        def days(first: date, last: date) -> list[date]:
            return [it.day for it in found.turns(Period(first, last))]

        fall, end = date(2026, 1, 24), date(2026, 2, 7)
        assert [fall, end] == days(fall, end)
        assert [fall] == days(date(2025, 1, 1), end - timedelta(days=1))
        assert [end] == days(fall + timedelta(days=1), date(2027, 1, 1))
        assert [] == days(date(2025, 1, 1), date(2025, 1, 31))

    def test_gives_an_indicators_readings(self) -> None:
        """On any days, in the catalogue's order; nothing before it is set."""
        found = history(
            *(event("2026-01-20", "talks", "summit", title=it) for it in "ab"),
            event("2026-02-01", "treaty", "doubted"),
            until="2026-03-01",
        )

        talks = found.readings(2, date(2026, 1, 19), date(2026, 3, 21))
        assert [0.0, 0.0] == talks[:2]
        assert 0.5 == pytest.approx(talks[-1])
        assert [0.0, 0.5] == found.readings(1, date(2026, 1, 31), date(2026, 2, 1))

    def test_gives_what_events_come_to_and_what_is_set(self) -> None:
        """A review sets a contact from its day on, and a status never."""
        model = watch(
            event("2026-01-20", "clash", "shots"),
            event("2026-01-20", "clash", "apology"),
        )
        found = walk(
            model.catalogue,
            model.log.ledger(model.catalogue),
            until=date(2026, 2, 1),
            reviewed={"talks": date(2026, 1, 31), "treaty": date(2026, 1, 1)},
        )
        assert found

        assert [((-0.3, 0.4**2), True), ((0.0, 0.0), False), ((0.0, 0.0), False)] == (
            found.sums(date(2026, 1, 20))
        )
        set_ = [
            [it for _, it in found.sums(date(2026, 1, day))] for day in (19, 30, 31)
        ]
        assert [[False] * 3, [True, False, False], [True, False, True]] == set_
        assert [0.0, 1.0, 1.0] == found.readings(2, date(2026, 1, 30), date(2026, 2, 1))

    def test_names_its_pages_by_what_they_rest_on(self) -> None:
        """Another first look at a contact is another walk, on the same ledger."""
        model = watch(event("2026-01-20", "clash", "shots"))
        ledger = model.log.ledger(model.catalogue)
        scores = []
        for looked in ({}, {"talks": date(2026, 1, 1)}, {"clash": date(2026, 1, 1)}):
            found = walk(
                model.catalogue, ledger, until=date(2026, 1, 20), reviewed=looked
            )
            assert found
            scores.append(found.end.score)

        assert scores[0] == scores[2] < scores[1]

    def test_counts_what_comes_later_neither_for_a_floor_nor_a_reading(self) -> None:
        """A month is walked to its end, and a day is told by what was by then."""
        found = history(
            event("2026-01-05", "clash", "deaths"),
            event("2026-01-20", "clash", "deaths"),
            event("2026-01-21", "treaty", "ended"),
            until="2026-01-31",
            catalogue=CATALOGUE,
        )
        (floor,) = floors_on(found, date(2026, 1, 10))

        assert (date(2026, 1, 5), date(2026, 2, 3)) == (floor.since, floor.until)
        assert ["bloodshed", "lawless"] == [
            it.floor.name for it in floors_on(found, date(2026, 1, 31))
        ]
        assert [0.0] == found.readings(1, date(2026, 1, 20), date(2026, 1, 20))


class TestFloorsOn:
    def test_begin_anew_after_a_gap(self) -> None:
        """Of a day in one month, and not when they touch."""
        short = CATALOGUE.replace("hold_days = 30", "hold_days = 3")
        deaths = [event(f"2026-01-{day:02}", "clash", "deaths") for day in (5, 8, 20)]
        found = history(*deaths, until="2026-01-31", catalogue=short)
        held = {
            day: [(it.since, it.until) for it in floors_on(found, date(2026, 1, day))]
            for day in (5, 7, 8, 10, 11, 19, 20, 22, 23)
        }

        def span(first: int, last: int) -> list[tuple[date, date]]:
            return [(date(2026, 1, first), date(2026, 1, last))]

        assert {
            5: span(5, 7),
            7: span(5, 7),
            8: span(5, 10),
            10: span(5, 10),
            11: [],
            19: [],
            20: span(20, 22),
            22: span(20, 22),
            23: [],
        } == held


class TestPages:
    def test_are_read_and_not_walked_again(self) -> None:
        """A second history of the ledger looks at no sheet; it says the same."""
        model = watch(
            event("2026-01-05", "clash", "deaths"),
            event("2026-03-20", "treaty", "ended"),
        )
        base = ledger_of(model.catalogue, model.log.in_force)
        until = date(2026, 6, 30)
        first, again = Opened(base), Opened(base)
        one = walk(model.catalogue, first, until=until)
        other = walk(model.catalogue, again, until=until)
        assert one
        assert other

        days = Period(date(2026, 1, 1), until)
        assert list(one.within(days)) == list(other.within(days))
        assert one.turns() == other.turns()
        months = [month_of(date(2026, it, 1)) for it in range(1, 7)]
        assert months == first.sheets
        assert [] == again.sheets

    def test_of_the_months_before_an_amendment_are_kept(self) -> None:
        """News of April are walked from April on."""
        old = event("2026-01-05", "clash", "deaths")
        new = event("2026-04-20", "treaty", "ended")
        model = watch(old, new)
        base = ledger_of(model.catalogue, (old,))
        until = date(2026, 6, 30)
        before = walk(model.catalogue, base, until=until)
        assert before
        assert until == before.end.date
        ledger = Opened(recounted(base, model.catalogue, (new,), (old, new)))
        after = walk(model.catalogue, ledger, until=until)
        assert after

        assert date(2026, 4, 20) == after.end.since
        assert [month_of(date(2026, it, 1)) for it in (4, 5, 6)] == ledger.sheets

    def test_of_a_month_say_all_of_it(self) -> None:
        """Written and read, nothing is lost, not a bit."""
        found = history(
            event("2026-01-05", "clash", "deaths", grade="B2"),
            event("2026-01-07", "treaty", 0.7, grade="C3"),
            until="2026-02-28",
            catalogue=CATALOGUE,
        )
        walked = found.month(month_of(date(2026, 2, 1)))
        read = MonthWalk.from_page(walked.page())

        assert (walked.first, walked.before) == (read.first, read.before)
        assert list(walked.scores) == list(read.scores)
        assert list(walked.levels) == list(read.levels)
        assert list(walked.calm_days) == list(read.calm_days)
        assert walked.end == read.end
        assert walked.page() == read.page()
