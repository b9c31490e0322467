from datetime import date

import pytest

from riskctl.model.provenance import Provenance, batch_order, next_batch

VIA = Provenance("gdelt-2", "3f9a", "2026-11-27-12", "61#3/x")


class TestProvenance:
    def test_is_spelled_and_read_back(self) -> None:
        """A row may hold any sign."""
        assert str(VIA) == "gdelt-2@3f9a/2026-11-27-12#61#3/x"
        assert Provenance.parse(str(VIA)) == VIA

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "gdelt@3f9a/2026-11-27-1#",
            "gdelt@3f9a/2026-11-27#1",
            "gdelt@/2026-11-27-1#1",
            "GDELT@3f9a/2026-11-27-1#1",
            "see gdelt@3f9a/2026-11-27-1#1",
        ],
    )
    def test_what_a_person_wrote_is_none(self, text: str) -> None:
        """It speaks of no import."""
        assert Provenance.parse(text) is None

    def test_comes_of_the_stamp_of_a_mapping(self) -> None:
        """Which is its name, and what it was made of."""
        assert Provenance.of("gdelt-2@3f9a", "2026-11-27-12", "61#3/x") == VIA
        assert Provenance.of("plain", "b", "r") == Provenance("plain", "", "b", "r")


class TestNextBatch:
    @pytest.mark.parametrize(
        ("taken", "number"),
        [
            ([], 1),
            (["2026-11-26-7", "2026-11-28-9"], 1),
            (["2026-11-27-1"], 2),
            (["2026-11-27-10", "2026-11-27-9"], 11),
            (["2026-11-27-x"], 1),
        ],
    )
    def test_is_one_more_than_the_last_of_the_day(
        self, taken: list[str], number: int
    ) -> None:
        """As numbers, and of that day only."""
        assert next_batch(date(2026, 11, 27), taken) == f"2026-11-27-{number}"


def test_batches_are_in_order_by_day_and_number() -> None:
    """What is no number comes first."""
    batches = ["2026-11-28-1", "2026-11-27-10", "2026-11-27-9", "2026-11-27-x"]
    assert sorted(batches, key=batch_order) == batches[::-1]
    assert batch_order("2026-11-27-10") == ("2026-11-27", 10)
    assert batch_order("2026-11-27-x") == ("2026-11-27", 0)
