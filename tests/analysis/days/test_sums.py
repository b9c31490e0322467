"""What a level's confidence rests on when reports of one status follow each other."""

from datetime import date

import pytest

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.trust import trust_in
from tests.helpers import event, watch

# Certain and well graded; probable and from an unreliable source.
GOOD, POOR = "A1", "E2"


def well_graded(*reports: tuple[str, str | float, str], day: str) -> float:
    """Return the share of good grades; a report has its day, value and grade."""
    records = [
        event(on, "treaty", value, grade=grade, id=f"{number}")
        for number, (on, value, grade) in enumerate(reports)
    ]
    found = trust_in(assess(watch(*records), as_of=date.fromisoformat(day)), draws=10)
    assert found
    return found.confidence.well_graded


class TestWellGradedShareOfAStatus:
    @pytest.mark.parametrize(
        ("second", "as_of"),
        [
            ("2026-01-01", "2026-01-01"),
            ("2026-01-20", "2026-01-20"),
            ("2026-01-20", "2026-01-25"),
            ("2026-03-05", "2026-03-05"),
            ("2026-03-05", "2026-06-30"),
        ],
    )
    def test_keeps_what_the_later_report_leaves_of_the_earlier(
        self, second: str, as_of: str
    ) -> None:
        """A probable report leaves a quarter, on the same day or months later."""
        one, other = ("2026-01-01", "ended"), (second, "ended")

        assert 0.25 == pytest.approx(
            well_graded((*one, GOOD), (*other, POOR), day=as_of)
        )
        assert 0.0 == well_graded((*one, POOR), day=as_of)

    def test_forgets_the_earlier_after_a_certain_report(self) -> None:
        """Nothing is left of it, neither of its size nor of its grade."""
        assert 1.0 == well_graded(
            ("2026-01-01", "ended", POOR), ("2026-02-01", 0.5, GOOD), day="2026-02-10"
        )

    def test_weighs_each_by_what_it_still_holds(self) -> None:
        """Three quarters of a half, and a quarter of the whole, are five eighths."""
        found = well_graded(
            ("2026-01-01", "ended", GOOD),
            ("2026-02-01", "doubted", POOR),
            day="2026-02-10",
        )

        assert 0.25 / (0.75 * 0.5 + 0.25) == pytest.approx(found)
