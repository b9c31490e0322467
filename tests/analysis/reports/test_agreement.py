"""Against the worked examples of Krippendorff (2011) and of Wikipedia's article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.reports.agreement import nominal, ordinal


def units(*coders: str) -> list[list[int]]:
    """Return what each coder said of each unit; a dot is nothing."""
    rows = [it.split() for it in coders]
    return [[int(it) for it in unit if it != "."] for unit in zip(*rows, strict=True)]


# Krippendorff (2011), A: two observers, binary data.
BINARY = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
# The same, B: two observers, nominal data (a to e).
NAMES = units("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")
# The same, C: four observers, with values missing.
MISSING = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Wikipedia, "Krippendorff's alpha": three coders, with values missing.
THREE = units(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)


class TestNominal:
    @pytest.mark.parametrize(
        ("data", "alpha"),
        [(BINARY, 0.095), (NAMES, 0.692), (MISSING, 0.743), (THREE, 0.691)],
    )
    def test_gives_the_published_figures(
        self, data: list[list[int]], alpha: float
    ) -> None:
        """To their third decimal."""
        assert nominal(data) == pytest.approx(alpha, abs=0.0006)


class TestOrdinal:
    @pytest.mark.parametrize(("data", "alpha"), [(MISSING, 0.815), (THREE, 0.807)])
    def test_gives_the_published_figures(
        self, data: list[list[int]], alpha: float
    ) -> None:
        """To their third decimal."""
        assert ordinal(data) == pytest.approx(alpha, abs=0.0006)

    @given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=3), min_size=2))
    def test_asks_for_the_order_alone(self, data: list[list[int]]) -> None:
        """Ranks that are stretched say the same; so do coders in another order."""
        stretched = [[it**3 + 7.5 for it in unit] for unit in data]
        turned = [unit[::-1] for unit in data]
        alpha = ordinal(data)
        for other in (ordinal(stretched), ordinal(turned)):
            assert (alpha is None) is (other is None)
            assert alpha is None or alpha == pytest.approx(other)

    def test_of_two_ranks_is_that_of_names(self) -> None:
        """There is nothing between them."""
        assert ordinal(BINARY) == pytest.approx(nominal(BINARY))

    def test_is_one_for_agreement_and_nothing_without_any_difference(self) -> None:
        """What nobody coded twice tells nothing either."""
        assert ordinal([[1, 1], [2, 2]]) == 1.0
        assert ordinal([[1, 1], [1, 1]]) is None
        assert ordinal([[1], [2]]) is None
