from datetime import UTC, date, datetime
from typing import Any

import pytest

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.confidence import (
    Confidence,
    Coverage,
    Word,
    well_graded_share,
)
from riskctl.analysis.judgement.trust import trust_in
from riskctl.model.record import Record, Review
from tests.helpers import event, watch


def review(day: str, *indicators: str) -> Review:
    """Return a look that found nothing to add."""
    return Review(
        id=f"look-{day}",
        date=date.fromisoformat(day),
        indicators=indicators,
        recorded=datetime(2026, 1, 1, tzinfo=UTC),
    )


def cover(day: str, *records: Record) -> Coverage:
    """Return the coverage of a day of the small watch."""
    return assess(watch(*records), as_of=date.fromisoformat(day)).coverage


class TestCoverage:
    def test_is_the_weight_that_was_looked_at(self) -> None:
        """A clash counts for its seven days, the eighth does not."""
        shots = event("2026-01-01", "clash", "shots")

        assert 0.5 == cover("2026-01-01", shots).share
        assert 0.5 == cover("2026-01-08", shots).share
        assert 0.0 == cover("2026-01-09", shots).share

    def test_counts_a_review_like_an_event(self) -> None:
        """Looked and saw nothing is not the same as did not look."""
        shots = event("2026-01-01", "clash", "shots")
        found = cover("2026-01-15", shots, review("2026-01-14", "clash", "talks"))

        assert 0.7 == pytest.approx(found.share)
        assert [date(2026, 1, 14), None, date(2026, 1, 14)] == [
            it.last for it in found.looks
        ]

    def test_does_not_count_a_status_that_was_only_reviewed(self) -> None:
        """A look that found nothing new has not said where it stands."""
        found = cover("2026-01-15", review("2026-01-14", "treaty"))

        assert 0.0 == found.share
        assert not found.looks[1].is_set
        kept = event("2026-01-01", "treaty", "kept")
        again = cover("2026-05-15", kept, review("2026-05-14", "treaty"))
        assert 0.3 == pytest.approx(again.share)

    def test_goes_by_the_later_of_two_looks(self) -> None:
        """In whatever order they were written."""
        looks = [review("2026-01-10", "clash"), review("2026-01-03", "clash")]

        assert date(2026, 1, 10) == cover("2026-01-12", *looks).looks[0].last
        assert date(2026, 1, 10) == cover("2026-01-12", *looks[::-1]).looks[0].last

    def test_does_not_foresee_a_review(self) -> None:
        """Nor does it stumble over an indicator that is none."""
        assert 0.0 == cover("2026-01-01", review("2026-01-02", "clash", "tea")).share

    def test_is_thin_below_the_minimum(self) -> None:
        """0.3 itself is enough."""
        treaty = event("2026-01-01", "treaty", "kept")
        talks = event("2026-01-01", "talks", "call")

        assert not cover("2026-01-01", treaty).is_thin
        assert cover("2026-01-01", talks).is_thin

    def test_names_what_is_stale_the_heaviest_first(self) -> None:
        """By weight."""
        found = cover("2026-01-01", event("2026-01-01", "treaty", "kept"))

        assert ["clash", "talks"] == [it.indicator.id for it in found.stale]


def sure(**reasons: Any) -> Confidence:
    """Return a confidence without any weak reason, but for those given."""
    strong = {
        "is_current": True,
        "is_provisional": False,
        "coverage": 1.0,
        "agreement": 1.0,
        "well_graded": 1.0,
    }
    return Confidence(**{**strong, **reasons})


class TestConfidence:
    @pytest.mark.parametrize(
        ("shares", "word"),
        [
            ((1.0, 1.0, 1.0), Word.HIGH),
            ((2 / 3, 1.0, 1.0), Word.HIGH),
            ((0.66, 1.0, 1.0), Word.MODERATE),
            ((1.0, 0.8, 1.0), Word.HIGH),
            ((1.0, 0.79, 1.0), Word.MODERATE),
            ((1.0, 1 / 3, 1.0), Word.MODERATE),
            ((1.0, 1.0, 1 / 3), Word.MODERATE),
            ((1.0, 1.0, 0.33), Word.LOW),
        ],
    )
    def test_is_as_good_as_its_weakest_reason(
        self, shares: tuple[float, float, float], word: Word
    ) -> None:
        """Coverage, agreement, grades."""
        coverage, agreement, well_graded = shares

        found = sure(coverage=coverage, agreement=agreement, well_graded=well_graded)

        assert word is found.word

    @pytest.mark.parametrize(
        ("reason", "word"),
        [
            ({"is_provisional": True}, Word.LOW),
            ({"is_current": False}, Word.LOW),
        ],
    )
    def test_is_lower_for_a_reason_that_is_no_share(
        self, reason: dict[str, bool], word: Word
    ) -> None:
        """Too little of the ground is set, or nobody has looked."""
        assert word is sure(**reason).word


class TestWellGradedShare:
    def test_is_over_all_points(self) -> None:
        """Of every indicator, without signs."""
        assert 0.25 == well_graded_share([(1.0, 1.0), (3.0, 0.0)])
        assert 0.0 == well_graded_share([])
        assert 0.0 == well_graded_share([(0.0, 0.0)])

    def test_counts_points_of_either_sign(self) -> None:
        """B2 and better over all: an apology counts for what it takes away."""
        shots = event("2026-01-01", "clash", 0.9, grade="C1")
        apology = event("2026-01-01", "clash", "apology", grade="B2", id="sorry")
        found = trust_in(assess(watch(shots, apology), as_of=date(2026, 1, 1)))

        assert found
        assert pytest.approx(0.225 / 1.125) == found.confidence.well_graded
