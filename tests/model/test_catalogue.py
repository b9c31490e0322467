import pytest

from riskctl.model.alert import AlertLevel
from tests.helpers import watch

CATALOGUE = watch().catalogue


class TestCatalogue:
    def test_finds_an_indicator_by_its_id(self) -> None:
        """An id is a key; one that is unknown is none."""
        assert "talks" == CATALOGUE["talks"].id
        assert "talks" in CATALOGUE
        assert "tea" not in CATALOGUE
        with pytest.raises(KeyError):
            _ = CATALOGUE["tea"]

    def test_goes_in_the_files_order(self) -> None:
        """The user's order is kept."""
        assert ["clash", "treaty", "talks"] == [it.id for it in CATALOGUE]

    def test_weighs_what_its_indicators_weigh(self) -> None:
        """50 and 30 and 20."""
        assert 100.0 == CATALOGUE.total_weight

    def test_has_a_band_for_each_level(self) -> None:
        """The row of the table comes back for its level."""
        assert ["calm", "watchful", "tense", "severe", "imminent"] == [
            CATALOGUE.band(level).word for level in AlertLevel
        ]


class TestLevelFor:
    @pytest.mark.parametrize(
        ("score", "number"),
        [
            (0.0, 5),
            (14.9, 5),
            (15.0, 4),
            (29.999, 4),
            (30.0, 3),
            (49.9, 3),
            (50.0, 2),
            (74.9, 2),
            (75.0, 1),
            (100.0, 1),
            (103.0, 1),
        ],
    )
    def test_changes_at_the_threshold_itself(self, score: float, number: int) -> None:
        """A band includes its own first score."""
        assert number == CATALOGUE.level_for(score).value

    def test_does_not_hang_on_the_last_bit(self) -> None:
        """What differs from a threshold by rounding alone counts as reaching it."""
        assert AlertLevel.TENSE is CATALOGUE.level_for(30.0 - 1e-9)
        assert AlertLevel.WATCHFUL is CATALOGUE.level_for(30.0 - 1e-5)


class TestNumber:
    def test_is_the_scales(self) -> None:
        """A name has the number that its scale gives; a number is itself."""
        assert 0.4 == CATALOGUE.number("clash", "shots")
        assert -0.25 == CATALOGUE.number("clash", -0.25)

    def test_refuses_what_is_not_on_the_scale(self) -> None:
        """A watch that was not checked is not judged."""
        with pytest.raises(KeyError):
            CATALOGUE.number("clash", "tea")
        with pytest.raises(KeyError):
            CATALOGUE.number("treaty", -0.1)
