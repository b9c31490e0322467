from datetime import date, timedelta
from itertools import pairwise

import pytest

from riskctl.analysis.days.history import walk
from riskctl.analysis.judgement.trust import baselines
from riskctl.model.period import Period
from tests.helpers import CATALOGUE, event, watch

FIRST = date(2026, 1, 1)
# The treaty alone, which holds: a value of 0.01 is a score of 1 until the next.
TREATY = (
    CATALOGUE[: CATALOGUE.index("[[indicator]]")]
    + CATALOGUE[
        CATALOGUE.index('[[indicator]]\nid = "treaty"') : CATALOGUE.index(
            '[[indicator]]\nid = "talks"'
        )
    ]
).replace("weight = 30", "weight = 100")


def percentiles(*scores: float) -> list[float | None]:
    """Return the baselines of the last of some days."""
    moves = [
        event((FIRST + timedelta(days=offset)).isoformat(), "treaty", score / 100.0)
        for offset, (before, score) in enumerate(pairwise([-1.0, *scores]))
        if score != before
    ]
    model = watch(*moves, catalogue=TREATY)
    day = FIRST + timedelta(days=len(scores) - 1)
    history = walk(model.catalogue, model.log.ledger(model.catalogue), until=day)
    assert history
    assert scores == pytest.approx(
        [it.score for it in history.within(Period(FIRST, day))]
    )
    return [it.percentile for it in baselines(history, as_of=day)]


class TestBaselines:
    def test_are_of_90_and_365_days(self) -> None:
        """Always both, also where there is no history."""
        assert [(90, None), (365, None)] == [
            (it.days, it.percentile) for it in baselines(None, as_of=FIRST)
        ]

    def test_need_the_whole_window_before_the_day(self) -> None:
        """Ninety days are not ninety and the day itself."""
        assert [None, None] == percentiles(*[1.0] * 89, 2.0)
        assert [100.0, None] == percentiles(*[1.0] * 90, 2.0)
        assert [100.0, 100.0] == percentiles(*[1.0] * 365, 2.0)

    def test_count_the_days_below(self) -> None:
        """Thirty of ninety days are lower; a fifth of a year's."""
        scores = [1.0] * 73 + [5.0] * 202 + [1.0] * 30 + [5.0] * 60

        assert [pytest.approx(100 / 3), pytest.approx(100 * 103 / 365)] == percentiles(
            *scores, 3.0
        )

    def test_count_equal_days_half(self) -> None:
        """What prints the same is the same: a level line is in its own middle."""
        assert [50.0, None] == percentiles(*[1.0] * 90, 1.0)
        assert [50.0, None] == percentiles(*[1.0 + 1e-9] * 90, 1.0)

    def test_forget_what_is_older(self) -> None:
        """A crisis of the year before last is no measure of today."""
        assert [100.0, 100.0] == percentiles(*[99.0] * 500, *[1.0] * 365, 2.0)
