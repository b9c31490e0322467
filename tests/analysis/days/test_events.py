"""What events weigh, one by one and a day of them."""

from datetime import date, timedelta

import pytest

from riskctl.analysis.days.events import (
    by_indicator,
    force,
    force_on,
    lines_of,
    state_after,
    sums_of,
    sums_on,
)
from riskctl.analysis.days.score import Sums
from riskctl.model.tally import tally_events
from tests.helpers import event, watch

CATALOGUE = watch().catalogue
CLASH, TALKS, TREATY = (CATALOGUE[it] for it in ("clash", "talks", "treaty"))
DAY = date(2026, 1, 5)


class TestForce:
    def test_is_value_times_credence_and_halves(self) -> None:
        """By the credibility alone, with the indicator's half-life."""
        it = event("2026-01-05", "clash", "deaths", grade="F2")
        number = CLASH.number("deaths")
        assert number is not None
        assert force(CLASH, it) == 0.75 * number
        later = DAY + timedelta(days=int(CLASH.half_life_days))
        assert force_on(CLASH, it, DAY) == force(CLASH, it)
        assert force_on(CLASH, it, later) == pytest.approx(force(CLASH, it) / 2)

    def test_of_what_is_not_on_the_scale_is_an_error_that_names_it(self) -> None:
        """The watch was not checked before it was judged."""
        with pytest.raises(KeyError, match="nothing"):
            force(CLASH, event("2026-01-05", "clash", "nothing"))


class TestSums:
    def test_of_an_incident_keep_relief_apart(self) -> None:
        """Nought is neither."""
        assert sums_of(CLASH, [0.5, -0.25, 0.0, 0.25, -0.5]) == Sums(-0.75, 0.3125)

    def test_of_a_contact_are_one_sum(self) -> None:
        """Without squares."""
        assert sums_of(TALKS, [0.5, 0.25]) == Sums(0.75, 0.0)

    def test_of_a_status_are_its_state(self) -> None:
        """From where it starts, each report in turn."""
        reports = [
            event("2026-01-05", "treaty", 0.5, grade="A2"),
            event("2026-01-06", "treaty", 1.0, grade="A4"),
        ]
        first = 0.75 * 0.5 + 0.25 * 0.2
        assert state_after(TREATY, 0.2, reports) == 0.25 + 0.75 * first
        found = sums_on(TREATY._replace(initial=0.2), reports, DAY)
        assert found == Sums(0.25 + 0.75 * first)


class TestByIndicator:
    def test_takes_what_happened_by_a_day(self) -> None:
        """The day itself included; all where there is none."""
        one = event("2026-01-05", "clash", "shots")
        two = event("2026-01-06", "talks", "call")
        three = event("2026-01-06", "clash", "shots")
        assert by_indicator([one, two, three]) == {
            "clash": [one, three],
            "talks": [two],
        }
        assert by_indicator([one, two, three], as_of=DAY) == {"clash": [one]}


def test_the_lines_of_an_indicator_are_its_days() -> None:
    """Each with the tally of what happened on it."""
    one = event("2026-01-05", "clash", "shots")
    two = event("2026-01-05", "clash", "deaths")
    three = event("2026-01-06", "clash", "shots")
    assert lines_of(CLASH, [one, two, three]) == [
        (DAY.toordinal(), tally_events(CLASH, [one, two])),
        (DAY.toordinal() + 1, tally_events(CLASH, [three])),
    ]
