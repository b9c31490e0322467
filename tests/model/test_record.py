from datetime import UTC, datetime

from riskctl.model.origin import Origin
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
