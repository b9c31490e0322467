from datetime import date
from math import exp2

import pytest

from riskctl.analysis.days.rules import Rules
from riskctl.analysis.days.state import FIRM, NEVER_ENDS, WEAK, State
from riskctl.analysis.days.walk import readings_run, sums_run, walk_month
from riskctl.model.month import month_of
from riskctl.model.record import Event
from riskctl.model.tally import Tally, tally
from tests.helpers import event, graded, ledger_of, watch

CATALOGUE = watch().catalogue
RULES = Rules(CATALOGUE)
NEW_YEAR = date(2026, 1, 1).toordinal()
HALF = exp2(-0.1)


CLASH, TREATY, TALKS = RULES.lines


def news(force: float, indicator: str = "clash") -> Tally:
    """Return a day of what fades."""
    return tally(CATALOGUE[indicator], [(force, graded("A1"), 1)])


class TestSumsRun:
    def test_fades_every_day(self) -> None:
        """A square by the square of what a force keeps; relief is kept apart."""
        line = CLASH._replace(kept=0.5, kept_squares=0.25)
        state = State.before_all(RULES)
        state.squares[0] = 1.0
        added = [(11, news(0.5)), (13, news(-0.2))]
        run = sums_run(line, state, added, first=10, last=14)

        assert [0.25, 0.3125, 0.078125, 0.01953125, 0.0048828125] == [
            it.squares for it in run
        ]
        assert [0.0, 0.0, 0.0, -0.2, -0.1] == [it.force for it in run]
        assert (-0.1, 0.0048828125) == (state.forces[0], state.squares[0])

    def test_leaves_out_what_lies_beside_it(self) -> None:
        """The days before are in the state of the eve, later ones not yet."""
        line = TALKS._replace(kept=0.5)
        state = State.before_all(RULES)
        state.forces[2] = 1.0
        added = [(9, news(0.5, "talks")), (15, news(0.5, "talks"))]

        assert [(0.5, 0.0), (0.25, 0.0)] == sums_run(
            line, state, added, first=10, last=11
        )
        assert 0 == state.set_on[2]

    def test_may_be_of_one_day(self) -> None:
        """With news, or without."""
        line = TALKS._replace(kept=0.5)
        for added, force in (([], 0.5), ([(10, news(0.5, "talks"))], 1.0)):
            state = State.before_all(RULES)
            state.forces[2] = 1.0
            assert [(force, 0.0)] == sums_run(line, state, added, first=10, last=10)

    def test_moves_a_status_on_the_days_of_its_news(self) -> None:
        """As far as they are believed."""
        half = Tally(0.5, 0.0, 0.5, 0.0, 0.0, 1.0, 1.0)
        state = State.before_all(RULES)
        state.forces[1] = 0.2
        added = [(9, half), (11, half), (13, half), (15, half)]
        run = sums_run(TREATY, state, added, first=10, last=14)

        assert [0.2, 0.6, 0.6, 0.8, 0.8] == pytest.approx([it.force for it in run])
        assert 11 == state.set_on[1]


class TestReadingsRun:
    def test_is_nothing_before_it_is_set(self) -> None:
        """By the first event, or for a contact by the first look at it."""
        looked = {"talks": date.fromordinal(12), "treaty": date.fromordinal(12)}
        state = State.before_all(RULES, looked)
        ended = tally(CATALOGUE["treaty"], [(1.0, graded("A1"), 1)])

        assert [0.0, 0.0, 1.0, 1.0] == readings_run(TALKS, state, [], first=10, last=13)
        assert [0.0, 0.0, 0.0, 1.0] == readings_run(
            TREATY, state, [(13, ended)], first=10, last=13
        )

    def test_of_an_incident_is_the_root_less_the_relief(self) -> None:
        """On every day."""
        both = tally(
            CATALOGUE["clash"], [(0.3, graded("A1"), 1), (-0.1, graded("A1"), 1)]
        )
        run = readings_run(
            CLASH, State.before_all(RULES), [(10, both)], first=10, last=20
        )

        assert 0.2 == pytest.approx(run[0])
        assert 0.1 == pytest.approx(run[-1])


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

    def test_without_a_day_that_earns_another_level_counts_none(self) -> None:
        """The count of the month before ends with its first day."""
        eve = State.before_all(RULES)
        eve.level, eve.calm, eve.level_since = 5, 7, NEW_YEAR - 20
        walked = walk_month(RULES, eve, {}, first=NEW_YEAR, last=NEW_YEAR + 30)
        after = State.from_numbers(RULES, walked.end)

        assert walked.before == (5, 7, NEW_YEAR - 20, 0)
        assert (list(walked.levels), list(walked.calm_days)) == ([5] * 31, [0] * 31)
        assert (after.level, after.calm) == (5, 0)
        assert (after.level_since, after.came_from) == (NEW_YEAR - 20, 0)

    def test_leaves_the_eve_as_it_is(self) -> None:
        """It may be gone on from again."""
        sheet = {"clash": [(NEW_YEAR, news(1.0))]}
        eve = State.before_all(RULES)
        numbers = eve.numbers()
        walk_month(RULES, eve, sheet, first=NEW_YEAR, last=NEW_YEAR + 5)

        assert numbers == eve.numbers()


class TestRules:
    def test_are_the_catalogues(self) -> None:
        """Weights as they are, and what a day leaves of a force and of a square."""
        assert ["clash", "treaty", "talks"] == [it.name for it in RULES.lines]
        assert [50.0, 30.0, 20.0] == [it.weight for it in RULES.lines]
        assert (HALF, 1.0) == (CLASH.kept, TREATY.kept)
        assert pytest.approx(HALF**2) == CLASH.kept_squares
        assert 50.0 == RULES.half_pressure
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
        state.forces[0], state.squares[0] = -0.1, 0.04
        state.set_on[0], state.level, state.calm = NEW_YEAR, 3, 7
        state.level_since, state.came_from = NEW_YEAR, 2

        assert held(state) == held(State.from_numbers(RULES, state.numbers()))
        assert NEVER_ENDS in state.until[FIRM]

    def test_copies_are_apart(self) -> None:
        """What one goes through leaves the other alone."""
        state = State.before_all(RULES)
        other = state.copy()
        other.trip(RULES, NEW_YEAR, tallies(event("2026-01-01", "clash", "deaths")))
        other.forces[0] = 1.0

        assert held(state) == held(State.before_all(RULES))
        assert held(state) != held(other)

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


def held(state: State) -> dict[str, object]:
    """Return all that a state holds."""
    return {name: getattr(state, name) for name in State.__slots__}


def tallies(*events: Event) -> dict[str, Tally]:
    """Return the tallies of a day."""
    return {
        it.indicator: tally(
            CATALOGUE[it.indicator],
            [(CATALOGUE[it.indicator].number(it.value) or 0.0, it.grade, 1)],
        )
        for it in events
    }
