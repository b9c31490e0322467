from datetime import date
from math import isclose

from riskctl.analysis.change.change import Moment, compare
from riskctl.analysis.change.news import News, news_of
from tests.helpers import event, watch

OLD = event("2026-01-01", "clash", "shots")
SHOTS = event("2026-01-18", "clash", "deaths")
DOUBT = event("2026-01-19", "treaty", "doubted")
CALL = event("2026-01-01", "talks", "call")


def news(*, most: int) -> News:
    """Return what moved the score of the small watch in nine days."""
    change = compare(
        watch(OLD, SHOTS, DOUBT, CALL),
        Moment(as_of=date(2026, 1, 11)),
        Moment(as_of=date(2026, 1, 20)),
    )
    return news_of(change, most=most)


class TestNewsOf:
    def test_names_the_largest_events_first(self) -> None:
        """Fading and silence have no event, and are in the rest."""
        found = news(most=5)
        assert {SHOTS, DOUBT} == {it.event for it in found.moves}
        sizes = [abs(it.points) for it in found.moves]
        assert sizes == sorted(sizes, reverse=True)

    def test_adds_up_as_it_is_told(self) -> None:
        """With one decimal, and however few are named."""
        for most in range(4):
            found = news(most=most)
            told = sum(round(it.points, 1) for it in found.moves) + found.rest
            assert len(found.moves) <= most
            assert isclose(found.difference, told, abs_tol=1e-9)

    def test_is_shortened_without_a_loss(self) -> None:
        """What is left out goes into the rest."""
        assert news(most=1) == news(most=2).shortened(1)
