import pytest

from riskctl.model.indicator import Kind
from tests.helpers import watch

CATALOGUE = watch().catalogue


class TestKind:
    def test_says_what_fades(self) -> None:
        """A status holds until it changes."""
        assert [False, True, True] == [kind.fades for kind in Kind]

    def test_says_what_is_ground(self) -> None:
        """Incidents make the pressure, and they alone add up as squares."""
        assert [True, True, False] == [kind.is_ground for kind in Kind]
        assert [False, False, True] == [kind.is_squared for kind in Kind]

    def test_says_how_low_a_number_may_be(self) -> None:
        """Only an incident may bring relief."""
        assert [0.0, 0.0, -1.0] == [kind.lowest_number for kind in Kind]


class TestNumber:
    @pytest.mark.parametrize(
        ("indicator", "value", "number"),
        [
            ("clash", "shots", 0.4),
            ("clash", "apology", -0.3),
            ("clash", -1.0, -1.0),
            ("clash", -1.001, None),
            ("clash", 1.0, 1.0),
            ("clash", 1.001, None),
            ("clash", "Shots", None),
            ("treaty", 0.0, 0.0),
            ("treaty", -0.001, None),
            ("talks", -0.5, None),
            ("talks", "", None),
        ],
    )
    def test_is_bounded_by_the_kind(
        self, indicator: str, value: str | float, number: float | None
    ) -> None:
        """A name of the scale, or a number from the kind's lowest to 1."""
        assert number == CATALOGUE[indicator].number(value)


class TestValueNames:
    def test_stand_in_the_files_order(self) -> None:
        """The order of the scale is the user's."""
        assert ("shots", "deaths", "apology") == CATALOGUE["clash"].value_names
