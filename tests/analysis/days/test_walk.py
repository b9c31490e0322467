from datetime import date
from math import exp2

import pytest

from riskctl.analysis.days.rules import Rules
from riskctl.analysis.days.state import FIRM, NEVER_ENDS, WEAK, State
from riskctl.analysis.days.walk import pressure_run, steady_run, walk_month
from riskctl.model.month import month_of
from riskctl.model.record import Event
from riskctl.model.tally import Tally, tally
from tests.helpers import event, graded, ledger_of, watch

CATALOGUE = watch().catalogue
RULES = Rules(CATALOGUE)
NEW_YEAR = date(2026, 1, 1).toordinal()
HALF = exp2(-0.1)


def news(force: float) -> Tally:
    """Return a day of what fades."""
    return tally(CATALOGUE["clash"], [(force, graded("A1"))])


class TestPressureRun:
    def test_fades_every_day(self) -> None:
        """By the factor; what is new comes on its day, whole."""
        run = pressure_run(
            1.0, 0.5, [(11, news(0.5)), (13, news(-0.2))], first=10, last=14
        )

        assert [0.5, 0.75, 0.375, -0.0125, -0.00625] == pytest.approx(run)

    def test_leaves_out_what_lies_beside_it(self) -> None:
        """The days before are in the pressure of the eve, later ones not yet."""
        lines = [(9, news(0.5)), (15, news(0.5))]

        assert [0.5, 0.25] == pytest.approx(
            pressure_run(1.0, 0.5, lines, first=10, last=11)
        )

    def test_may_be_of_one_day(self) -> None:
        """With news, or without."""
        assert [0.5] == pressure_run(1.0, 0.5, [], first=10, last=10)
        assert [1.0] == pressure_run(1.0, 0.5, [(10, news(0.5))], first=10, last=10)


class TestSteadyRun:
    def test_moves_on_the_days_of_its_news(self) -> None:
        """As far as they are believed."""
        half = Tally(0.5, 0.5, 0.5, 0.0, 1.0, 1.0)
        run = steady_run(
            0.2, [(9, half), (11, half), (13, half), (15, half)], first=10, last=14
        )

        assert [0.2, 0.6, 0.6, 0.8, 0.8] == pytest.approx(run)


class TestWalkMonth:
    def test_takes_up_where_the_month_before_ended(self) -> None:
        """Two parts of a month are the whole, to the last bit, and so is the state."""
        events = (
            event("2026-01-03", "clash", "deaths", grade="B2"),
            event("2026-01-09", "treaty", "ended"),
            event("2026-01-20", "talks", "summit"),
        )
        sheet = ledger_of(CATALOGUE, events).sheet(month_of(date(2026, 1, 1)))
        start = State.before_all(RULES)
        whole = walk_month(RULES, start, sheet, first=NEW_YEAR, last=NEW_YEAR + 30)

        for day in range(NEW_YEAR, NEW_YEAR + 30):
            one = walk_month(RULES, start, sheet, first=NEW_YEAR, last=day)
            eve = State.from_numbers(RULES, one.end)
            other = walk_month(RULES, eve, sheet, first=day + 1, last=NEW_YEAR + 30)
            assert list(whole.scores) == [*one.scores, *other.scores]
            assert list(whole.levels) == [*one.levels, *other.levels]
            assert list(whole.calm_days) == [*one.calm_days, *other.calm_days]
            assert [*whole.turns()] == [*one.turns(), *other.turns()]
            assert whole.end == other.end

    def test_leaves_the_eve_as_it_is(self) -> None:
        """It may be gone on from again."""
        sheet = {"clash": [(NEW_YEAR, news(1.0))]}
        eve = State.before_all(RULES)
        numbers = eve.numbers()
        walk_month(RULES, eve, sheet, first=NEW_YEAR, last=NEW_YEAR + 5)

        assert numbers == eve.numbers()


class TestRules:
    def test_are_the_catalogues(self) -> None:
        """Points that a reading of 1 moves; a contact takes its silence away."""
        clash, talks = RULES.faders
        (treaty,) = RULES.holders

        assert ("clash", "treaty", "talks") == RULES.names
        assert [50.0, -20.0] == pytest.approx([clash.weight, talks.weight])
        assert 30.0 == pytest.approx(treaty.weight)
        assert [20.0] == pytest.approx(list(RULES.silence))
        assert HALF == clash.factor
        assert (2, 3) == tuple(RULES.floors)

    @pytest.mark.parametrize(
        ("score", "level"),
        [(0.0, 5), (14.999, 5), (15.0, 4), (29.0, 4), (30.0, 3), (74.9, 2), (100.0, 1)],
    )
    def test_give_the_level_that_the_catalogue_gives(
        self, score: float, level: int
    ) -> None:
        """By itself, without floors."""
        assert level == RULES.level_for(score) == CATALOGUE.level_for(score).value


class TestState:
    def test_is_read_as_it_was_written(self) -> None:
        """All its numbers, also the day that never comes."""
        state = State.before_all(RULES)
        state.trip(RULES, NEW_YEAR, tallies(event("2026-01-01", "treaty", "ended")))
        state.readings[0], state.level, state.calm = 0.1, 3, 7
        state.level_since, state.came_from = NEW_YEAR, 2

        assert state == State.from_numbers(RULES, state.numbers())
        assert NEVER_ENDS in state.until[FIRM]

    def test_copies_are_apart(self) -> None:
        """What one goes through leaves the other alone."""
        state = State.before_all(RULES)
        other = state.copy()
        other.trip(RULES, NEW_YEAR, tallies(event("2026-01-01", "clash", "deaths")))
        other.readings[0] = 1.0

        assert state == State.before_all(RULES)
        assert state != other

    def test_says_since_when_a_floor_holds(self) -> None:
        """Anew after a gap, and not after a touching one."""
        state = State.before_all(RULES)
        deaths = tallies(event("2026-01-01", "clash", "deaths"))
        since = []
        for day in (NEW_YEAR, NEW_YEAR + 30, NEW_YEAR + 61):
            state.hold(RULES, day - 1)
            state.trip(RULES, day, deaths)
            since.append(state.since[FIRM][0] - NEW_YEAR)

        assert [0, 0, 61] == since
        state.hold(RULES, NEW_YEAR + 91)
        assert 0 == state.since[FIRM][0]

    def test_tells_firm_from_weak(self) -> None:
        """A weak report trips one of the two ways."""
        state = State.before_all(RULES)
        weak = tallies(event("2026-01-01", "clash", "deaths", grade="C3"))
        state.trip(RULES, NEW_YEAR, weak)

        assert [0, NEW_YEAR] == [state.since[it][0] for it in (FIRM, WEAK)]


def tallies(*events: Event) -> dict[str, Tally]:
    """Return the tallies of a day."""
    return {
        it.indicator: tally(
            CATALOGUE[it.indicator],
            [(CATALOGUE[it.indicator].number(it.value) or 0.0, it.grade)],
        )
        for it in events
    }
