import pytest

from riskctl.model.field_test import FieldTest, How, Sides


class TestPasses:
    @pytest.mark.parametrize(
        ("low", "high", "text", "passes"),
        [
            (5.0, None, "5", True),
            (5.0, None, "4.9", False),
            (None, 5.0, "-1e3", True),
            (0.0, 0.0, "0", True),
            (0.0, None, "", False),
            (0.0, None, "Not available", False),
            (0.0, None, "nan", False),
        ],
    )
    def test_takes_a_number_within_its_range(
        self, low: float | None, high: float | None, text: str, passes: bool
    ) -> None:
        """What is no number is not 0, and passes no range."""
        assert FieldTest("n", How.RANGE, (), low, high).passes(text) is passes

    def test_finds_words_and_no_part_of_one(self) -> None:
        """`scan` is not in `scandal`; capitals and hyphens never matter."""
        test = FieldTest("title", How.WORDS, ("scan", "op ed"))
        assert test.passes("A SCAN of ports")
        assert test.passes("Op-Ed: why")
        assert not test.passes("A scandal")


class TestSides:
    SIDES = Sides(
        ("a", "b"),
        FieldTest("one", How.IS, ("USA",)),
        FieldTest("other", How.IN, ("RUS", "SUN")),
    )

    def test_are_named_in_either_order(self) -> None:
        """Whoever acts, the row is about the pair."""
        assert self.SIDES.hold({"a": "USA", "b": "RUS"})
        assert self.SIDES.hold({"a": "SUN", "b": "USA"})

    def test_must_both_be_named(self) -> None:
        """One side with itself, or with a third, is another pair."""
        assert not self.SIDES.hold({"a": "USA", "b": "USA"})
        assert not self.SIDES.hold({"a": "USA", "b": "CHN"})
        assert not self.SIDES.hold({"a": "USA"})

    def test_may_be_one_of_several_in_a_cell(self) -> None:
        """Two victims in one cell: each is one of them."""
        assert self.SIDES.hold({"a": "RUS", "b": "Germany; USA"})

    def test_are_not_two_in_one_cell(self) -> None:
        """Two victims of a third are not at each other."""
        assert not self.SIDES.hold({"a": "CHN", "b": "RUS; USA"})
