"""A log as counts is judged as the log event by event, to the last bit."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.days.history import History, walk
from riskctl.analysis.days.rules import Rules
from riskctl.model.counts import Count, CountLedger
from riskctl.model.ledger import Ledger
from riskctl.model.month import month_of
from riskctl.model.record import Event
from riskctl.model.tally import NONE
from riskctl.sweep.judge import judge
from tests.helpers import graded, ledger_of, watch
from tests.laws.strategies import LAW, SPAN_DAYS, START, events

CATALOGUE = watch().catalogue
END = START + timedelta(days=SPAN_DAYS + 60)
MONTHS = range(month_of(START) - 1, month_of(END) + 1)


@st.composite
def crowds(draw: st.DrawFn) -> list[Event]:
    """Return events of which some come many times, as reports do."""
    found = draw(st.lists(events("new"), min_size=1, max_size=12))
    copies = draw(
        st.lists(st.integers(1, 70), min_size=len(found), max_size=len(found))
    )
    return [
        it._replace(id=f"{number:02}-{copy:02}")
        for number, (it, times) in enumerate(zip(found, copies, strict=True))
        for copy in range(times)
        if not it.scheduled
    ]


def counted(found: Iterable[Event]) -> list[Count]:
    """Count as a database does: alike in all that is named, in no order."""
    cells: Counter[Count] = Counter()
    for it in found:
        holds = not CATALOGUE[it.indicator].kind.fades
        cells[
            Count(
                indicator=it.indicator,
                day=it.date.toordinal(),
                turn=f"{it.recorded.isoformat()} {it.id}" if holds else "",
                number=CATALOGUE.number(it.indicator, it.value),
                grade=it.grade,
                times=0,
            )
        ] += 1
    return [it._replace(times=number) for it, number in cells.items()]


def pages(history: History | None) -> list[bytes]:
    """Return every month as the walk notes it: scores, levels, and its state."""
    if history is None:
        return []
    return [
        history.month(it).page() for it in range(month_of(history.first), MONTHS[-1])
    ]


class TestCountLedger:
    @LAW
    @given(crowds())
    def test_is_that_of_the_events(self, found: list[Event]) -> None:
        """Sheet by sheet, and so is the walk: with floors, relief and statuses."""
        ledgers: list[Ledger] = [
            ledger_of(CATALOGUE, found),
            CountLedger(CATALOGUE, counted(found)),
        ]
        one, other = ledgers
        assert (one.first, one.last) == (other.first, other.last)
        for month in MONTHS:
            assert dict(one.sheet(month)) == dict(other.sheet(month))
        assert pages(walk(CATALOGUE, one, until=END)) == pages(
            walk(CATALOGUE, other, until=END)
        )

    @LAW
    @given(crowds(), st.sets(st.sampled_from(MONTHS)))
    def test_is_walked_month_by_month_or_at_one_go(
        self, found: list[Event], kept: set[int]
    ) -> None:
        """However the months are cut, days, turns and states are the same."""
        ledger = CountLedger(CATALOGUE, counted(found))
        rules = Rules(CATALOGUE)
        by_month = judge(rules, ledger, until=END, keeps=lambda _: True)
        for keeps in (kept.__contains__, lambda _: False):
            at_one_go = judge(rules, ledger, until=END, keeps=keeps)
            if by_month is None:
                assert at_one_go is None
                continue
            states = {it: by_month.states[it] for it in by_month.states if keeps(it)}
            assert by_month._replace(states=states) == at_one_go

    def test_keeps_what_is_noted_beside_a_month(self) -> None:
        """And knows nothing of what was never noted."""
        ledger = CountLedger(CATALOGUE, [])
        ledger.note("lift", MONTHS[0], b"page")
        assert b"page" == ledger.recall("lift", MONTHS[0])
        assert ledger.recall("lift", MONTHS[1]) is None
        assert (None, None) == (ledger.first, ledger.last)

    @pytest.mark.parametrize("lost", range(3))
    def test_tells_a_lost_event_and_another_order(self, lost: int) -> None:
        """The law above could fail: each of these days is another without one."""
        day = START.toordinal()
        grade = graded("C2")
        counts = [
            Count("clash", day, "", 0.4, grade, 7),
            Count("treaty", day, "1", 1.0, grade, 1),
            Count("treaty", day, "2", 0.0, grade, 1),
        ]
        whole = CountLedger(CATALOGUE, counts).sheet(month_of(START))
        fewer = [*counts[:lost], *counts[lost + 1 :]]
        turned = [it._replace(turn="3" if it.turn == "1" else it.turn) for it in counts]
        assert whole != CountLedger(CATALOGUE, fewer).sheet(month_of(START))
        assert whole != CountLedger(CATALOGUE, turned).sheet(month_of(START))
        assert NONE != whole["clash"][0][1].firm
