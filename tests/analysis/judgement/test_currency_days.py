"""Which day was the last one on which something happened."""

from datetime import date

import pytest

from riskctl.analysis.judgement.currency import last_event_day
from tests.analysis.days.opened import Opened
from tests.helpers import event, ledger_of, watch

CATALOGUE = watch().catalogue
DAY = date(2026, 1, 5)


class TestLastEventDay:
    LEDGER = ledger_of(
        CATALOGUE,
        [
            event("2026-01-01", "clash", "shots"),
            event("2026-01-31", "clash", "shots"),
            event("2026-01-31", "talks", "call"),
            event("2026-04-10", "talks", "call"),
        ],
    )

    @pytest.mark.parametrize(
        ("until", "found"),
        [
            ("2026-01-01", "2026-01-01"),
            ("2026-01-30", "2026-01-01"),
            ("2026-01-31", "2026-01-31"),
            ("2026-04-09", "2026-01-31"),
            ("2026-04-10", "2026-04-10"),
            ("2026-12-31", "2026-04-10"),
        ],
    )
    def test_is_the_last_one_by_a_day(self, until: str, found: str) -> None:
        """That day included, however many months before."""
        for _ in range(2):
            assert last_event_day(
                self.LEDGER, first=date(2026, 1, 1), until=date.fromisoformat(until)
            ) == date.fromisoformat(found)

    def test_is_none_where_nothing_happened_yet(self) -> None:
        """From the first day on."""
        ledger = ledger_of(CATALOGUE, [event("2026-01-05", "clash", "shots")])
        assert last_event_day(ledger, first=DAY, until=date(2026, 1, 4)) is None

    def test_a_month_is_looked_at_once(self) -> None:
        """It is noted beside the ledger."""
        opened = Opened(ledger_of(CATALOGUE, [event("2026-01-05", "clash", "shots")]))
        for _ in range(2):
            last_event_day(opened, first=DAY, until=date(2026, 3, 1))
        assert len(opened.sheets) == len(set(opened.sheets)) == 3
