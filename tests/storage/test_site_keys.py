from datetime import date

import pytest

from riskctl.model.record import Event
from riskctl.storage.site_keys import page_keys
from tests.helpers import event, log_of

WEEKS = [(f"week-{it}", date(2026, 1, 7 * it), "") for it in (1, 2, 3)]
PLAN = event("2026-01-20", "talks", "call", id="plan", scheduled=True)
CALL = event("2026-01-20", "talks", "call", id="call")


def changed(before: list[Event], *more: Event) -> set[str]:
    """Return the pages that have another key once there are more records."""
    keys = page_keys("", log_of(before), WEEKS)
    after = page_keys("", log_of([*before, *more]), WEEKS)
    return {name for name in keys if keys[name] != after[name]}


class TestPageKeys:
    @pytest.mark.parametrize("day", [1, 8, 15])
    def test_change_from_the_day_of_a_record_on(self, day: int) -> None:
        """What came before it says nothing of it."""
        late = event(f"2026-01-{day:02}", "clash", "shots")

        assert {name for name, last, _ in WEEKS if last.day >= day} == changed(
            [CALL], late
        )

    def test_change_on_every_page_for_a_plan(self) -> None:
        """It is looked forward to."""
        assert {"week-1", "week-2", "week-3"} == changed([], PLAN)

    def test_change_on_every_page_for_the_answer_to_a_plan(self) -> None:
        """Which is no longer looked forward to."""
        assert {"week-1", "week-2", "week-3"} == changed(
            [PLAN], CALL._replace(confirms="plan")
        )
