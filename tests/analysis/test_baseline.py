from datetime import date, timedelta

import pytest

from riskctl.analysis.baseline import baselines
from riskctl.analysis.history import History
from riskctl.model.alert import AlertLevel

FIRST = date(2026, 1, 1)


def percentiles(*scores: float) -> list[float | None]:
    """Return the baselines of the last of some days."""
    history = History(
        first=FIRST,
        scores=scores,
        calm_days=[0] * len(scores),
        opening=AlertLevel.CALM,
        turns=(),
        held=(),
    )
    day = FIRST + timedelta(days=len(scores) - 1)
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
