from datetime import date
from math import exp2

import pytest

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.sensitivity import (
    Assumption,
    Sensitivity,
    VariantEffect,
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


def effect(
    found: Sensitivity, judgement: Assumption, change: str, name: str
) -> VariantEffect:
    """Return the one effect of a change on an indicator."""
    (one,) = (
        it
        for it in found.effects
        if (it.assumption, it.change, it.subject) == (judgement, change, name)
    )
    return one


# 50 · 0.2: ten points of pressure, which close an eighth of what is left above 30.
SHOTS = event("2026-01-01", "clash", "shots", grade="B2", id="shots")
HARD = event("2026-01-01", "clash", "shots", id="hard")
ENDED = event("2026-01-01", "treaty", "ended")


def score(*, ground: float = 30.0, pressure: float = 10.0, half: float = 50.0) -> float:
    """Return the score of a ground and a pressure."""
    return ground + (100.0 - ground) * (1.0 - exp2(-pressure / half))


class TestEffectsOn:
    def test_is_nothing_without_a_level(self) -> None:
        """There is no judgement to change."""
        assert effects_on(assess(watch(), as_of=DAY)) is None

    def test_leaves_each_indicator_out(self) -> None:
        """Without the treaty its points are missing, without clash the lift."""
        found = tried(HARD, ENDED)

        assert pytest.approx(score()) == found.score
        assert (
            pytest.approx(score(ground=0.0) - score())
            == effect(found, Assumption.LEFT_OUT, "weight 0", "treaty").points
        )
        assert (
            pytest.approx(30.0 - score())
            == effect(found, Assumption.LEFT_OUT, "weight 0", "clash").points
        )

    def test_halves_and_raises_each_weight(self) -> None:
        """And the points of pressure that close half the distance."""
        found = tried(HARD, ENDED)

        assert (
            pytest.approx(score(ground=15.0) - score())
            == effect(found, Assumption.WEIGHT, "× 0.5", "treaty").points
        )
        assert (
            pytest.approx(score(pressure=15.0) - score())
            == effect(found, Assumption.WEIGHT, "× 1.5", "clash").points
        )
        assert {"× 0.5": score(half=25.0), "× 1.5": score(half=75.0)} == {
            it.change: pytest.approx(it.points + score())
            for it in found.effects
            if it.assumption is Assumption.HALF_PRESSURE
        }

    def test_halves_and_doubles_half_lives(self) -> None:
        """Ten days old: half at ten days, a quarter at five, 0.71 at twenty."""
        found = tried(HARD, ENDED)

        assert (
            pytest.approx(score(pressure=5.0) - score())
            == effect(found, Assumption.HALF_LIFE, "× 0.5", "clash").points
        )
        assert (
            pytest.approx(score(pressure=20 * 2**-0.5) - score())
            == effect(found, Assumption.HALF_LIFE, "× 2", "clash").points
        )
        assert ["clash", "clash"] == [
            it.subject for it in found.effects if it.assumption is Assumption.HALF_LIFE
        ]

    def test_shifts_the_scale_values_in_use(self) -> None:
        """Shots at 0.25 and at 0.55; what nobody used is left alone."""
        shifts = {
            it.change: it.points + score()
            for it in tried(HARD, ENDED).effects
            if it.subject == "clash = shots"
        }

        assert {
            "0.4 → 0.25": pytest.approx(score(pressure=6.25)),
            "0.4 → 0.55": pytest.approx(score(pressure=13.75)),
        } == shifts

    def test_moves_each_grade_by_one_digit(self) -> None:
        """B2 to B1 and to B3; a 1 has only one neighbour."""
        before = score(ground=0.0, pressure=7.5)
        grades = {
            it.change: it.points + before
            for it in tried(SHOTS).effects
            if it.assumption is Assumption.GRADE
        }

        assert {
            "B2 → B1": pytest.approx(score(ground=0.0)),
            "B2 → B3": pytest.approx(score(ground=0.0, pressure=5.0)),
        } == grades
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
        """Thirty is the threshold of 3; a treaty that ended for sure gives 2."""
        doubted = event("2026-01-01", "treaty", "doubted")
        found = tried(event("2026-01-11", "clash", "shots"), doubted)

        assert AlertLevel.TENSE is found.level
        assert found.score > 30.0
        assert {AlertLevel.WATCHFUL} == {
            it.level for it in found.decisive if it.points < 0
        }
        assert not [it for it in found.decisive if it.points > 0 and it.points < 10]

    def test_counts_the_floors(self) -> None:
        """A death that is only possibly true trips none."""
        found = tried(event("2026-01-11", "clash", "deaths", grade="A2"))
        (weaker,) = (it for it in found.effects if it.change == "A2 → A3")

        assert AlertLevel.SEVERE is found.level
        assert AlertLevel.WATCHFUL is weaker.level
