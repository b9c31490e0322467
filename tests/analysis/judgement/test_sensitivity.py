from datetime import date

import pytest

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.sensitivity import (
    Assumption,
    Effect,
    Sensitivity,
    effects_on,
)
from riskctl.model.alert import AlertLevel
from riskctl.model.record import Record
from tests.helpers import CATALOGUE, event, watch

DAY = date(2026, 1, 11)


def tried(*records: Record, catalogue: str = CATALOGUE) -> Sensitivity:
    """Try every single change on a day of the small watch."""
    found = effects_on(assess(watch(*records, catalogue=catalogue), as_of=DAY))
    assert found
    return found


def effect(found: Sensitivity, judgement: Assumption, change: str, name: str) -> Effect:
    """Return the one effect of a change on an indicator."""
    (one,) = (
        it
        for it in found.effects
        if (it.assumption, it.change, it.indicator.id) == (judgement, change, name)
    )
    return one


# 50 · 0.2 + 30 · 0 + 20 · 1: thirty points, a threshold.
SHOTS = event("2026-01-01", "clash", "shots", grade="B2", id="shots")
HARD = event("2026-01-01", "clash", "shots", id="hard")


class TestEffectsOn:
    def test_is_nothing_without_a_level(self) -> None:
        """There is no judgement to change."""
        assert effects_on(assess(watch(), as_of=DAY)) is None

    def test_leaves_each_indicator_out(self) -> None:
        """Without talks ten points of eighty remain, without clash twenty of fifty."""
        found = tried(HARD)

        assert pytest.approx(30.0) == found.score
        assert (
            pytest.approx(12.5 - 30)
            == effect(found, Assumption.LEFT_OUT, "weight 0", "talks").points
        )
        assert (
            pytest.approx(40.0 - 30)
            == effect(found, Assumption.LEFT_OUT, "weight 0", "clash").points
        )

    def test_halves_and_raises_each_weight(self) -> None:
        """Talks at ten: 20 of 90; at thirty: 40 of 110."""
        found = tried(HARD)

        assert (
            pytest.approx(100 * 20 / 90 - 30)
            == effect(found, Assumption.WEIGHT, "× 0.5", "talks").points
        )
        assert (
            pytest.approx(100 * 40 / 110 - 30)
            == effect(found, Assumption.WEIGHT, "× 1.5", "talks").points
        )

    def test_halves_and_doubles_half_lives(self) -> None:
        """Ten days old: half at ten days, a quarter at five, 0.71 at twenty."""
        found = tried(HARD)

        assert (
            pytest.approx(-5.0)
            == effect(found, Assumption.HALF_LIFE, "× 0.5", "clash").points
        )
        assert (
            pytest.approx(20 * 2**-0.5 - 10)
            == effect(found, Assumption.HALF_LIFE, "× 2", "clash").points
        )
        assert not [
            it
            for it in found.effects
            if it.assumption is Assumption.HALF_LIFE and it.indicator.id != "clash"
        ]

    def test_shifts_the_scale_values_in_use(self) -> None:
        """Shots at 0.25 and at 0.55; what nobody used is left alone."""
        found = tried(HARD)
        shifts = {
            it.change: it.points
            for it in found.effects
            if it.assumption is Assumption.SCALE_VALUE
        }

        assert {
            "0.4 → 0.25": pytest.approx(-3.75),
            "0.4 → 0.55": pytest.approx(3.75),
        } == shifts

    def test_moves_each_grade_by_one_digit(self) -> None:
        """B2 to B1 and to B3; a 1 has only one neighbour."""
        found = tried(SHOTS)
        grades = {
            it.change: it.points
            for it in found.effects
            if it.assumption is Assumption.GRADE
        }

        assert {"B2 → B1": pytest.approx(2.5), "B2 → B3": pytest.approx(-2.5)} == grades
        assert ["A1 → A2"] == [
            it.change for it in tried(HARD).effects if it.assumption is Assumption.GRADE
        ]

    def test_judges_what_could_not_be_judged(self) -> None:
        """Six counts like three, so two and four are next to it, and not five."""
        found = tried(event("2026-01-01", "clash", "shots", grade="F6"))

        assert {"F6 → F2", "F6 → F4"} == {
            it.change for it in found.effects if it.assumption is Assumption.GRADE
        }

    def test_goes_from_the_largest_effect(self) -> None:
        """On the score, either way."""
        sizes = [abs(it.points) for it in tried(SHOTS, HARD).effects]

        assert sizes == sorted(sizes, reverse=True)

    def test_names_what_would_give_another_level(self) -> None:
        """Thirty is the threshold: less gives 4, and nothing small gives 2."""
        found = tried(HARD)

        assert AlertLevel.TENSE is found.level
        assert {AlertLevel.WATCHFUL, AlertLevel.CALM} == {
            it.level for it in found.decisive
        }
        assert all(it.points < 0 for it in found.decisive)

    def test_counts_the_floors(self) -> None:
        """A death that is only possibly true trips none."""
        found = tried(event("2026-01-11", "clash", "deaths", grade="A2"))
        weaker = effect(found, Assumption.GRADE, "A2 → A3", "clash")

        assert AlertLevel.SEVERE is found.level
        assert AlertLevel.TENSE is weaker.level

    def test_can_do_with_a_single_indicator_that_weighs(self) -> None:
        """To leave it out would leave nothing, so that is not tried."""
        lone = CATALOGUE.replace("weight = 30", "weight = 0").replace(
            "weight = 20", "weight = 0"
        )
        found = tried(HARD, catalogue=lone)

        assert not [
            it
            for it in found.effects
            if it.assumption is Assumption.LEFT_OUT and it.indicator.id == "clash"
        ]
