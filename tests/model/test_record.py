from datetime import UTC, date, datetime

from riskctl.model.origin import Origin
from riskctl.model.record import Review
from tests.helpers import event


class TestEvent:
    def test_is_the_same_wherever_it_was_read(self) -> None:
        """Its file and line are for messages only."""
        one = event("2026-01-01", "clash", "shots")

        assert one == one._replace(origin=Origin("log/2026-01.toml", 9))
        assert hash(one) == hash(one._replace(origin=Origin("elsewhere")))

    def test_is_later_by_date_then_recorded_then_id(self) -> None:
        """The file never decides which of two events is the later one."""
        early = datetime(2026, 1, 5, tzinfo=UTC)
        late = datetime(2026, 1, 6, tzinfo=UTC)
        in_order = [
            event("2026-01-01", "clash", "shots", id="z", recorded=late),
            event("2026-01-02", "clash", "shots", id="y", recorded=early),
            event("2026-01-02", "clash", "shots", id="a", recorded=late),
            event("2026-01-02", "clash", "shots", id="b", recorded=late),
        ]

        assert in_order == sorted(
            (in_order[it] for it in (2, 0, 3, 1)), key=lambda it: it.order
        )


class TestReview:
    def test_of_a_period_covers_each_of_its_days(self) -> None:
        """The last look by a day is that day itself, from the first day to the last."""
        review = looked(date(2026, 1, 9), since=date(2026, 1, 5))

        assert date(2026, 1, 5) == review.first_day
        assert [None, 5, 7, 9, 9] == [
            found and found.day
            for it in (4, 5, 7, 9, 12)
            for found in [review.last_look(until=date(2026, 1, it))]
        ]

    def test_of_a_day_covers_that_day(self) -> None:
        """It is first and last in one."""
        review = looked(date(2026, 1, 9))

        assert date(2026, 1, 9) == review.first_day
        assert review.last_look(until=date(2026, 1, 8)) is None
        assert date(2026, 1, 9) == review.last_look(until=date(2026, 1, 12))


def looked(day: date, *, since: date | None = None) -> Review:
    """Return a review of one indicator."""
    return Review(
        id="look",
        date=day,
        since=since,
        indicators=("talks",),
        recorded=datetime(2026, 1, 20, tzinfo=UTC),
    )
