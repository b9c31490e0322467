"""What is carried from month to month is what every single event still weighs."""

from datetime import date

import pytest

from riskctl.analysis.days.events import by_indicator, sums_on
from riskctl.analysis.days.sums import KNOTS, carried
from riskctl.model.month import month_of
from tests.analysis.days.opened import Opened
from tests.helpers import event, ledger_of, watch

CATALOGUE = watch().catalogue
EVENTS = [
    event("2025-12-30", "clash", "shots", grade="A2", id="a"),
    event("2026-01-05", "clash", "deaths", grade="C1", id="b"),
    event("2026-01-31", "talks", "call", grade="B2", id="c"),
    event("2026-02-01", "treaty", "doubted", grade="B1", id="d"),
    event("2026-02-28", "clash", "apology", grade="A1", id="e"),
    event("2026-03-01", "treaty", "ended", grade="D2", id="f"),
    event("2026-04-30", "clash", "shots", grade="F3", id="g"),
    event("2026-05-02", "talks", "summit", grade="A3", id="h"),
]
DAYS = [
    date(2025, 12, 30),
    date(2026, 1, 1),
    date(2026, 1, 31),
    date(2026, 2, 28),
    date(2026, 3, 1),
    date(2026, 5, 1),
    date(2026, 5, 2),
    date(2026, 12, 31),
]


class TestCarried:
    @pytest.mark.parametrize("day", DAYS)
    def test_is_what_each_event_weighs_at_every_half_life(self, day: date) -> None:
        """From half of the catalogue's to twice as long; a status has only one."""
        found = carried(CATALOGUE, ledger_of(CATALOGUE, EVENTS), as_of=day)
        known = by_indicator(EVENTS, as_of=day)

        for at, knot in enumerate(KNOTS):
            for it in CATALOGUE:
                if not it.kind.fades and at:
                    continue
                longer = it._replace(
                    half_life_days=it.half_life_days * 2.0**knot, initial=0.0
                )
                expected = sums_on(longer, known.get(it.id, []), day)
                assert found[it.id].knots[at] == pytest.approx(expected)

    @pytest.mark.parametrize("day", DAYS)
    def test_tells_apart_what_is_well_graded(self, day: date) -> None:
        """B2 or better, at the catalogue's own half-life."""
        found = carried(CATALOGUE, ledger_of(CATALOGUE, EVENTS), as_of=day)
        known = by_indicator(EVENTS, as_of=day)

        for it in CATALOGUE:
            events = known.get(it.id, [])
            if it.kind.fades:
                good = [one for one in events if one.grade.is_good]
                assert found[it.id].good == pytest.approx(sums_on(it, good, day))
                assert found[it.id].own == found[it.id].knots[4]

    def test_is_nothing_before_the_first_event(self) -> None:
        """And without any."""
        ledger = ledger_of(CATALOGUE, EVENTS)
        for found in (
            carried(CATALOGUE, ledger, as_of=date(2025, 12, 29)),
            carried(CATALOGUE, ledger_of(CATALOGUE, []), as_of=DAYS[-1]),
        ):
            assert {it.id for it in CATALOGUE} == found.keys()
            for it in CATALOGUE:
                assert len(found[it.id].knots) == (9 if it.kind.fades else 1)
                assert {tuple(one) for one in found[it.id].knots} == {(0.0, 0.0)}
                assert found[it.id].good == (0.0, 0.0)

    def test_takes_up_where_a_month_before_was_noted(self) -> None:
        """To the last bit, and only the months since are looked at."""
        ledger = ledger_of(CATALOGUE, EVENTS)
        first = carried(CATALOGUE, ledger, as_of=date(2026, 4, 30))
        opened = Opened(ledger)
        assert first == carried(CATALOGUE, opened, as_of=date(2026, 4, 30))
        assert opened.sheets == [month_of(date(2026, 4, 1))]

        later = carried(CATALOGUE, opened, as_of=date(2026, 6, 1))
        fresh = carried(CATALOGUE, ledger_of(CATALOGUE, EVENTS), as_of=date(2026, 6, 1))
        assert later == fresh
        assert opened.sheets[1:] == [month_of(date(2026, it, 1)) for it in (4, 5, 6)]
