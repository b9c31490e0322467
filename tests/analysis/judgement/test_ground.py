from datetime import date

from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.model.record import Record, Review
from tests.helpers import event, watch

SHOTS = event("2026-01-10", "clash", "shots")
KEPT = event("2026-01-10", "treaty", "kept")
CALL = event("2026-01-10", "talks", "call")


def look(*indicators: str) -> Review:
    """Return a review on the day of the events."""
    return Review(
        id="2026-01-10-look01",
        date=date(2026, 1, 10),
        indicators=indicators,
        recorded=SHOTS.recorded,
    )


def judged(*records: Record, minimum: float = 0.5) -> Assessment:
    """Return a judgement of the day after."""
    model = watch(*records)
    settings = model.settings._replace(minimum_ground=minimum)
    return assess(model._replace(settings=settings), as_of=date(2026, 1, 11))


class TestKnownGround:
    def test_names_what_is_not_set_the_heaviest_first(self) -> None:
        """Statuses and contacts; an incident that never happened is not missing."""
        assert ["treaty", "talks"] == [
            it.id for it in judged(SHOTS).known_ground.missing
        ]
        assert ["talks"] == [it.id for it in judged(SHOTS, KEPT).known_ground.missing]
        assert () == judged(KEPT, CALL).known_ground.missing

    def test_a_review_says_nothing_of_a_status(self) -> None:
        """A channel that was found silent is known to be silent."""
        found = judged(SHOTS, look("treaty", "talks"))

        assert ["treaty"] == [it.id for it in found.known_ground.missing]

    def test_what_comes_later_is_not_set_yet(self) -> None:
        """On the day itself it is."""
        later = event("2026-01-12", "treaty", "kept")

        assert ["treaty", "talks"] == [
            it.id for it in judged(SHOTS, later).known_ground.missing
        ]

    def test_is_shared_by_weight(self) -> None:
        """Treaty 30, talks 20."""
        assert 0.0 == judged(SHOTS).known_ground.share
        assert 0.6 == judged(KEPT).known_ground.share
        assert 1.0 == judged(KEPT, CALL).known_ground.share


class TestProvisional:
    def test_is_a_level_on_less_than_the_minimum(self) -> None:
        """Half of the weight unless the settings say otherwise; itself is enough."""
        assert judged(SHOTS).is_provisional
        assert judged(CALL).is_provisional
        assert not judged(KEPT).is_provisional
        assert not judged(KEPT, minimum=0.6).is_provisional
        assert judged(KEPT, minimum=0.61).is_provisional

    def test_is_no_word_for_no_level(self) -> None:
        """Before the first event there is nothing to call so."""
        assert not judged().is_provisional
        assert ["treaty", "talks"] == [it.id for it in judged().known_ground.missing]
