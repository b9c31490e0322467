from datetime import date

import pytest

from riskctl.analysis.days.events import by_indicator
from riskctl.analysis.days.scores import score_run
from riskctl.model.record import Event
from tests.helpers import event, watch

CATALOGUE = watch().catalogue


def run(*events: Event, first: str, last: str) -> list[float]:
    """Return the scores of a run of days of the small catalogue."""
    return score_run(
        CATALOGUE,
        by_indicator(events),
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
    )


class TestScoreRun:
    def test_carries_each_day_on_to_the_next(self) -> None:
        """20 for silence, 20 for the shots, which halve in ten days."""
        scores = run(
            event("2026-01-01", "clash", "shots"), first="2026-01-01", last="2026-01-11"
        )

        assert 11 == len(scores)
        assert pytest.approx(40.0) == scores[0]
        assert pytest.approx(30.0) == scores[-1]

    def test_moves_a_status_on_its_day_alone(self) -> None:
        """30 points from the third day on."""
        scores = run(
            event("2026-01-03", "treaty", "ended"),
            first="2026-01-01",
            last="2026-01-05",
        )

        assert [20.0, 20.0, 50.0, 50.0, 50.0] == pytest.approx(scores)

    def test_may_start_on_any_day(self) -> None:
        """What happened before is taken up as if every day had been walked."""
        events = (
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-02", "treaty", "ended", grade="B2"),
            event("2026-01-05", "talks", "call"),
            event("2026-01-09", "clash", "apology"),
        )
        whole = run(*events, first="2026-01-01", last="2026-01-20")

        for offset in range(20):
            part = run(*events, first=f"2026-01-{offset + 1:02}", last="2026-01-20")
            assert whole[offset:] == pytest.approx(part)

    def test_clamps_readings_and_not_what_lies_under_them(self) -> None:
        """Two summits outlast one: the surplus fades first."""
        summits = [
            event("2026-01-01", "talks", "summit", title=str(it)) for it in range(2)
        ]
        scores = run(*summits, first="2026-01-01", last="2026-01-31")

        assert pytest.approx(0.0) == scores[0]
        assert pytest.approx(0.0, abs=1e-9) == scores[-1]
