from datetime import date

import pytest

from riskctl.model.record import Retraction
from riskctl.model.selection import EventFilter
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
