import doctest

import pytest

from benchmarks import figures, forms, invented
from benchmarks.figures import growth_exponent, paired_ratio


class TestPairedRatio:
    def test_is_not_moved_by_a_slow_minute(self) -> None:
        """Both of a pair are slow then; the medians by themselves would say 3."""
        steady = [(2.0, 1.0), (2.0, 1.0)]
        slow = [(20.0, 10.0), (22.0, 10.0), (18.0, 10.0)]

        assert paired_ratio(steady + slow) == 2.0


class TestGrowthExponent:
    @pytest.mark.parametrize("exponent", [0.0, 0.1, 1.0, 2.0])
    def test_finds_the_power(self, exponent: float) -> None:
        """Of times that follow one exactly, whatever their unit."""
        points = [(size, 0.03 * size**exponent) for size in (10_000, 100_000, 10**6)]

        assert growth_exponent(points) == pytest.approx(exponent)


@pytest.mark.parametrize("module", [figures, forms, invented])
def test_examples(module: object) -> None:
    """The examples in the docstrings are right."""
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
