from datetime import UTC, date, datetime

import pytest

from riskctl.model.record import Retraction, Review
from riskctl.model.selection import EventFilter, reviews_in
from tests.helpers import event, log_of

ONE = event("2026-01-01", "clash", "shots", id="one", title="Shots at the RIVER")
TWO = event("2026-01-02", "talks", "call", id="two", title="A call", note="by river")
GONE = event("2026-01-03", "talks", "summit", id="gone", title="A summit")
LOG = log_of(
    events=(GONE, TWO, ONE),
    retractions=(
        Retraction(id="r", record="gone", reason="no", recorded=GONE.recorded),
    ),
)


class TestSelect:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (EventFilter(), ["one", "two"]),
            (EventFilter(withdrawn=True), ["one", "two", "gone"]),
            (EventFilter(indicators=("talks",)), ["two"]),
            (EventFilter(indicators=("talks", "clash")), ["one", "two"]),
            (EventFilter(first=date(2026, 1, 2)), ["two"]),
            (EventFilter(last=date(2026, 1, 1)), ["one"]),
            (EventFilter(first=date(2026, 1, 2), last=date(2026, 1, 1)), []),
            (EventFilter(text="river"), ["one", "two"]),
            (EventFilter(text="RIVER", indicators=("clash",)), ["one"]),
            (EventFilter(text="tw"), ["two"]),
            (EventFilter(text="[.*"), []),
            (EventFilter(newest=1), ["two"]),
            (EventFilter(newest=2, withdrawn=True), ["two", "gone"]),
            (EventFilter(newest=1, indicators=("clash",)), ["one"]),
            (EventFilter(newest=9), ["one", "two"]),
            (EventFilter(newest=0), []),
        ],
    )
    def test_gives_what_is_meant_oldest_first(
        self, wanted: EventFilter, found: list[str]
    ) -> None:
        """Every wish narrows it; text is a part, not a pattern."""
        assert found == [it.id for it in LOG.select(wanted)]


def review(
    name: str, day: int, *indicators: str, note: str = "", hour: int = 12
) -> Review:
    """Return a look at some indicators."""
    return Review(
        id=name,
        date=date(2026, 1, day),
        indicators=indicators,
        recorded=datetime(2026, 1, day, hour, tzinfo=UTC),
        note=note,
    )


class TestReviews:
    late = review("a", 5, "clash", "talks", hour=14)
    early = review("b", 5, "clash", note="by the River", hour=9)
    same = review("c", 5, "talks", hour=9)
    first = review("d", 2, "treaty")
    period = review("e", 9, "treaty")._replace(since=date(2026, 1, 4))

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (EventFilter(), "dbcae"),
            (EventFilter(indicators=("clash",)), "ba"),
            (EventFilter(indicators=("clash", "treaty")), "dbae"),
            (EventFilter(first=date(2026, 1, 5)), "bcae"),
            (EventFilter(first=date(2026, 1, 6)), "e"),
            (EventFilter(last=date(2026, 1, 4)), "de"),
            (EventFilter(last=date(2026, 1, 3)), "d"),
            (EventFilter(text="river"), "b"),
            (EventFilter(text="TREATY"), "de"),
            (EventFilter(recorded_since=late.recorded), "ae"),
            (EventFilter(newest=2), "ae"),
            (EventFilter(newest=0), ""),
        ],
    )
    def test_are_found_as_events_are(self, wanted: EventFilter, found: str) -> None:
        """By their last day, then as they were recorded, then by id."""
        reviews = (self.late, self.period, self.same, self.first, self.early)
        assert found == "".join(it.id for it in reviews_in(reviews, wanted))
