import pytest

from riskctl.model.similar import hint_for, nearest

NAMES = ("in-force", "suspended", "expired", "expired-limits-kept")


class TestNearest:
    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("expierd", "expired"),
            ("EXPIRED", "expired"),
            ("suspend", "suspended"),
            ("inforce", "in-force"),
            ("\uff45\uff58\uff50ired", "expired"),
            ("limits", "expired-limits-kept"),
        ],
    )
    def test_sees_through_slips(self, name: str, found: str) -> None:
        """Swapped letters, capitals, wide letters, a part alone."""
        assert found == nearest(name, NAMES)[0]

    def test_offers_nothing_that_is_far(self) -> None:
        """Neither for noise nor for nothing."""
        assert () == nearest("zzz", NAMES)
        assert () == nearest("", NAMES)

    def test_offers_three_at_most(self) -> None:
        """A hint is short."""
        assert 3 == len(nearest("a1", [f"a{it}" for it in range(1, 20)]))


class TestHintFor:
    def test_names_every_choice(self) -> None:
        """The near ones, each in backticks."""
        assert "did you mean `expired` or `expired-limits-kept`?" == hint_for(
            "expired", NAMES
        )

    def test_falls_back(self) -> None:
        """What to say when nothing is near."""
        assert "one of: a" == hint_for("zzz", ["a"], otherwise="one of: a")
        assert "" == hint_for("zzz", ["a"])
