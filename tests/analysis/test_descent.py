from datetime import date, timedelta

from riskctl.analysis.history import History, Turn, walk
from riskctl.model.alert import AlertLevel
from riskctl.model.period import Period
from riskctl.model.record import Event
from tests.helpers import CATALOGUE, event, watch

# One contact and one status, without floors: scores are chosen by hand.
PLAIN = CATALOGUE[: CATALOGUE.index("[[floor]]")]


def history(*events: Event, until: str, catalogue: str = PLAIN) -> History:
    """Walk a log of the small catalogue."""
    model = watch(*events, catalogue=catalogue)
    found = walk(model.catalogue, model.log.in_force, until=date.fromisoformat(until))
    assert found is not None
    return found


def turns(found: History) -> list[str]:
    """Spell the changes of level."""
    return [f"{it.day} {it.before.value}>{it.after.value}" for it in found.turns]


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
        assert AlertLevel.TENSE is found.opening
        assert found.on(date(2026, 1, 4)) is None
        assert found.on(date(2026, 1, 9)) is None

    def test_is_nothing_without_an_event(self) -> None:
        """Neither in an empty log nor before the first event."""
        model = watch(event("2026-01-05", "clash", "shots"))

        assert walk(model.catalogue, (), until=date(2026, 1, 1)) is None
        assert walk(model.catalogue, model.log.in_force, until=date(2026, 1, 4)) is None

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

        assert [0, 1, 2] == list(found.calm_days[9:12])
        assert [13, 0, 1] == list(found.calm_days[22:25])

    def test_never_skips_on_the_way_down(self) -> None:
        """From imminent to calm in four steps of fourteen days each."""
        found = history(
            *summits("2026-01-01"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-01", "clash", "deaths"),
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

        assert AlertLevel.SEVERE is found.opening
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
        assert AlertLevel.SEVERE is found.opening
        assert ["2026-01-15 2>3"] == turns(found)

    def test_rises_when_a_floor_trips(self) -> None:
        """Whatever the mean says."""
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
        assert ["bloodshed"] == [it.floor.name for it in after.floors]
        assert AlertLevel.SEVERE is after.demanded_by_floors
        assert AlertLevel.CALM is before.demanded_by_floors
        assert (
            Turn(
                day=date(2026, 1, 10),
                before=AlertLevel.CALM,
                after=AlertLevel.SEVERE,
            ),
        ) == found.turns

    def test_goes_through_the_days_of_a_period(self) -> None:
        """Those that it has."""
        found = history(event("2026-01-05", "clash", "shots"), until="2026-01-08")
        period = Period(date(2026, 1, 1), date(2026, 1, 6))

        assert [date(2026, 1, 5), date(2026, 1, 6)] == [
            it.day for it in found.within(period)
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
