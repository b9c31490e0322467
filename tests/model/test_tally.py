from math import inf

import pytest

from riskctl.model.tally import NONE, Tally, joined, tally, tally_events
from tests.helpers import event, graded, watch

CATALOGUE = watch().catalogue
CLASH, TREATY = CATALOGUE["clash"], CATALOGUE["treaty"]


class TestOfWhatFades:
    def test_adds_up_values_times_credence(self) -> None:
        """An incident's squares and its relief apart; a contact's as they are."""
        shots, sorry = (0.4, graded("C1"), 1), (-0.3, graded("B2"), 1)
        found = tally(CLASH, [shots, sorry, (0.2, graded("A1"), 1)])

        assert found.force == pytest.approx(-0.225)
        assert found.good_force == pytest.approx(-0.225)
        assert found.squares == pytest.approx(0.16 + 0.04)
        assert found.good_squares == pytest.approx(0.04)
        assert 1.0 == found.kept
        talked = tally(CATALOGUE["talks"], [shots, (0.2, graded("A1"), 1)])
        assert (0.6, 0.0) == pytest.approx((talked.force, talked.squares))
        assert (0.2, 0.0) == pytest.approx((talked.good_force, talked.good_squares))

    def test_knows_the_highest_number_that_trips(self) -> None:
        """Credibility 1 and 2 trip, weaker reports provisionally, 5 never."""
        found = tally(
            CLASH,
            [
                (0.2, graded("A2"), 1),
                (-0.3, graded("A1"), 1),
                (0.6, graded("A3"), 1),
                (1.0, graded("A5"), 1),
            ],
        )

        assert (0.2, 0.6) == (found.firm, found.weak)

    def test_has_no_number_where_no_report_may_trip(self) -> None:
        """What is only possible is not firm; what is improbable is neither."""
        assert NONE == tally(CLASH, [(1.0, graded("A3"), 1)]).firm
        assert NONE == tally(CLASH, [(1.0, graded("A5"), 1)]).weak
        assert -inf < NONE < -1.0


class TestOfAStatus:
    def test_is_one_step(self) -> None:
        """Ended, three quarters believed; then half believed to be kept."""
        found = tally(TREATY, [(1.0, graded("C2"), 1), (0.0, graded("B3"), 1)])

        assert found.force == pytest.approx(0.375)
        assert found.kept == pytest.approx(0.125)
        assert 0.0 == found.squares
        assert 0.0 == found.good_force

    def test_goes_by_the_last_word(self) -> None:
        """Not by the highest: kept after ended lifts the floor."""
        found = tally(
            TREATY,
            [(1.0, graded("A1"), 1), (0.0, graded("A2"), 1), (1.0, graded("A3"), 1)],
        )

        assert (0.0, 1.0) == (found.firm, found.weak)


class TestTallyEvents:
    def test_reads_values_off_the_scale(self) -> None:
        """Names and numbers alike."""
        events = [
            event("2026-01-01", "clash", "shots"),
            event("2026-01-01", "clash", 0.6),
        ]

        squares = 0.4**2 + 0.6**2

        assert Tally(0.0, squares, 1.0, 0.0, squares, 0.6, 0.6) == (
            tally_events(CLASH, events)
        )

    def test_refuses_a_value_that_is_not_on_it(self) -> None:
        """A watch that was not checked is not judged."""
        with pytest.raises(KeyError, match="tea"):
            tally_events(CLASH, [event("2026-01-01", "clash", "tea")])


class TestJoined:
    def test_lets_the_later_part_have_the_last_word(self) -> None:
        """Where it has one."""
        ended, kept = (tally(TREATY, [(it, graded("A1"), 1)]) for it in (1.0, 0.0))
        silent = tally(TREATY, [(0.5, graded("A5"), 1)])

        assert kept == joined(TREATY, ended, kept)
        assert ended == joined(TREATY, kept, ended)
        assert ended == joined(TREATY, ended, silent)
