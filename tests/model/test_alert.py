import pytest

from riskctl.model.alert import AlertLevel, worst


class TestAlertLevel:
    def test_counts_down_to_the_worst(self) -> None:
        """A lower number is more alarming, and a level is as alarming as itself."""
        assert AlertLevel.IMMINENT.is_at_least(AlertLevel.CALM)
        assert AlertLevel.TENSE.is_at_least(AlertLevel.TENSE)
        assert not AlertLevel.WATCHFUL.is_at_least(AlertLevel.TENSE)

    def test_is_worse_only_than_another(self) -> None:
        """No level is worse than itself."""
        assert AlertLevel.SEVERE.is_worse_than(AlertLevel.TENSE)
        assert not AlertLevel.SEVERE.is_worse_than(AlertLevel.SEVERE)
        assert not AlertLevel.CALM.is_worse_than(AlertLevel.IMMINENT)

    @pytest.mark.parametrize(
        ("level", "calmer", "worse"),
        [
            (AlertLevel.CALM, AlertLevel.CALM, AlertLevel.WATCHFUL),
            (AlertLevel.TENSE, AlertLevel.WATCHFUL, AlertLevel.SEVERE),
            (AlertLevel.IMMINENT, AlertLevel.SEVERE, AlertLevel.IMMINENT),
        ],
    )
    def test_has_neighbours(
        self, level: AlertLevel, calmer: AlertLevel, worse: AlertLevel
    ) -> None:
        """One step either way, and the ends stay where they are."""
        assert calmer is level.one_calmer
        assert worse is level.one_worse

    def test_cannot_be_compared_by_number(self) -> None:
        """`<` between levels would read as the opposite of what it means."""
        with pytest.raises(TypeError):
            _ = AlertLevel.CALM < AlertLevel.IMMINENT  # type: ignore[operator]


class TestWorst:
    def test_is_the_most_alarming(self) -> None:
        """The lowest number wins, wherever it stands."""
        assert AlertLevel.SEVERE is worst(
            [AlertLevel.TENSE, AlertLevel.SEVERE, AlertLevel.CALM]
        )

    def test_of_nothing_is_calm(self) -> None:
        """No floor means that none alarms."""
        assert AlertLevel.CALM is worst([])
