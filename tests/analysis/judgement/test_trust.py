from datetime import date

import pytest

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.confidence import Word
from riskctl.analysis.judgement.trust import trust_in
from riskctl.model.alert import AlertLevel
from tests.helpers import event, watch

DAY = date(2026, 1, 1)


class TestAppraise:
    def test_is_nothing_without_a_level(self) -> None:
        """There is nothing to be sure of."""
        assert trust_in(assess(watch(), as_of=DAY)) is None

    def test_rests_on_coverage_draws_and_grades(self) -> None:
        """Two of three were looked at, and the good grade carries the lift."""
        found = trust_in(
            assess(
                watch(
                    event("2026-01-01", "clash", "shots", grade="A1"),
                    event("2026-01-01", "treaty", 2 / 3, grade="C3"),
                ),
                as_of=DAY,
            )
        )

        assert found
        assert pytest.approx(0.8) == found.confidence.coverage
        lift = 90.0 * (1.0 - 2.0**-0.4)
        assert pytest.approx(lift / (lift + 10.0)) == found.confidence.well_graded
        assert found.robustness.agreement == found.confidence.agreement
        assert found.robustness.by_score is AlertLevel.TENSE
        assert found.confidence.word in Word
        assert [None, None] == [it.percentile for it in found.baselines]

    def test_draws_the_same_again(self) -> None:
        """Asked again it says the same."""
        assessment = assess(watch(event("2026-01-01", "clash", "shots")), as_of=DAY)

        assert trust_in(assessment) == trust_in(assessment)
