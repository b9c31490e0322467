"""A score a hair under a threshold, and one that rounds to it."""

from datetime import date

import pytest

from riskctl.analysis.judgement.assessment import assess
from tests.helpers import CATALOGUE, event, watch

# The treaty alone is the score; no floor interferes.
PLAIN = CATALOGUE[: CATALOGUE.index("[[floor]]")].replace("weight = 30", "weight = 100")


def standing(*scores: float) -> tuple[int, int]:
    """Return level and calm days after a day at each of these scores."""
    records = [
        event(f"2026-01-{day:02}", "treaty", score / 100.0)
        for day, score in enumerate(scores, start=1)
    ]
    found = assess(
        watch(*records, catalogue=PLAIN), as_of=date(2026, 1, len(scores))
    ).day
    assert found
    assert scores[-1] == pytest.approx(found.score, abs=1e-9)
    return found.level.value, found.calm_days


class TestThreshold:
    """A score counts as rounded to six decimals."""

    @pytest.mark.parametrize(
        ("score", "level"),
        [(29.999999, 4), (29.9999994, 4), (29.9999996, 3), (30.0, 3), (30.0000004, 3)],
    )
    def test_makes_the_level_worse_where_the_rounded_score_reaches_it(
        self, score: float, level: int
    ) -> None:
        """Alone, and after a day well under it."""
        assert (level, 0) == standing(score)
        assert (level, 0) == standing(22.0, score)

    @pytest.mark.parametrize(
        ("score", "calm_days"),
        [(26.999999, 1), (26.9999994, 1), (26.9999996, 0), (27.0, 0), (27.0000004, 0)],
    )
    def test_earns_a_calmer_level_where_the_rounded_score_is_under_it(
        self, score: float, calm_days: int
    ) -> None:
        """By the margin of three points, after a day well over it."""
        assert (3, calm_days) == standing(35.0, score)

    def test_ends_the_calm_days_where_the_rounded_score_returns_to_it(self) -> None:
        """The count starts again; a hair less goes on with it."""
        assert (3, 2) == standing(35.0, 22.0, 26.999999)
        assert (3, 0) == standing(35.0, 22.0, 26.9999996)
