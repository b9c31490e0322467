import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.reporting.words import counted, percent, points, signed


class TestPoints:
    @given(st.floats(-100, 100))
    def test_are_never_minus_nothing(self, value: float) -> None:
        """Nor is a sign."""
        assert "−0.0" != points(value)
        assert signed(value) not in {"−0.0", "+0.0"}
        assert "-" not in points(value) + signed(value)

    @given(st.floats(-100, 100))
    def test_have_the_size_of_their_signed_form(self, value: float) -> None:
        """One number, two spellings."""
        assert points(abs(value)) == signed(value).lstrip("+−±")


class TestCounted:
    @pytest.mark.parametrize(
        ("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days")]
    )
    def test_knows_one_from_many(self, number: int, words: str) -> None:
        """Nothing is many."""
        assert words == counted(number, "day")


class TestPercent:
    def test_is_whole(self) -> None:
        """The share lies between 0 and 1."""
        assert ["0 %", "50 %", "100 %"] == [percent(it) for it in (0.0, 0.5, 1.0)]
