"""A ledger that is kept up to date is the one that is counted afresh."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.days.events import force, sums_of
from riskctl.model.amended import ended, recounted
from riskctl.model.catalogue import Catalogue
from riskctl.model.ledger import Ledger
from riskctl.model.log import Log
from riskctl.model.month import month_of
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.tally import joined, tally_events
from tests.helpers import ledger_of, united, watch
from tests.laws.strategies import (
    LAW,
    SPAN_DAYS,
    START,
    VALUES,
    events,
    log_of,
    moments,
    records,
)

CATALOGUE = watch().catalogue
MONTHS = range(month_of(START) - 1, month_of(START + timedelta(days=SPAN_DAYS)) + 2)
CLOSE = 1e-9


def content(ledger: Ledger) -> tuple[object, ...]:
    """Return all that a ledger says; a sheet holds no line without a day."""
    sheets = [
        {name: list(lines) for name, lines in ledger.sheet(month).items()}
        for month in MONTHS
    ]
    return ledger.first, ledger.last, sheets


def fresh(log: Log, catalogue: Catalogue = CATALOGUE) -> tuple[object, ...]:
    """Return what the ledger says that is counted from every event."""
    return content(ledger_of(catalogue, log.in_force))


class TestLedger:
    @LAW
    @given(records(), st.lists(moments, min_size=2, max_size=4))
    def test_recounted_is_the_fresh_one(
        self, found: list[Record], known: list[datetime]
    ) -> None:
        """However often, from any knowledge to any other."""
        log = log_of(found)
        counted: tuple[Event, ...] = ()
        ledger: Ledger = ledger_of(CATALOGUE, ())
        for moment in (*known, None):
            then = log.as_known(moment)
            ledger = recounted(
                ledger, CATALOGUE, {*counted} ^ {*then.in_force}, then.in_force
            )
            counted = then.in_force
            assert fresh(then) == content(ledger)

    @LAW
    @given(records(), st.data())
    def test_recounted_by_more_than_was_touched_is_the_same(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """To count a day again that did not change does no harm."""
        log = log_of(found)
        touched = data.draw(st.lists(st.sampled_from(log.events)))
        ledger = recounted(
            ledger_of(CATALOGUE, log.in_force), CATALOGUE, touched, log.in_force
        )

        assert fresh(log) == content(ledger)

    @LAW
    @given(records(), st.one_of(st.none(), moments), st.integers(-2, SPAN_DAYS))
    def test_that_ends_on_a_day_is_that_of_the_events_by_then(
        self, found: list[Record], moment: datetime | None, days: int
    ) -> None:
        """A day before all of them, one between, the last one; of what was known."""
        log, end = log_of(found).as_known(moment), START + timedelta(days=days)
        ledger = ended(log.ledger(CATALOGUE), end)

        by_then = [it for it in log.in_force if it.date <= end]
        assert content(ledger_of(CATALOGUE, by_then)) == content(ledger)

    @LAW
    @given(records(), st.one_of(st.none(), moments))
    def test_of_a_log_is_that_of_its_events_in_force(
        self, found: list[Record], moment: datetime | None
    ) -> None:
        """Also of what was known at a moment, and asked twice."""
        log = log_of(found).as_known(moment)

        assert fresh(log) == content(log.ledger(CATALOGUE))
        assert log.ledger(CATALOGUE) is log.ledger(CATALOGUE)

    @LAW
    @given(records(), st.data())
    def test_with_a_record_is_that_of_the_longer_log(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """An event, an amendment, a retraction, a review."""
        log = log_of(found)
        named = st.sampled_from([it.id for it in log.events])
        record = data.draw(
            st.one_of(
                events("new"),
                events("new").flatmap(
                    lambda new: named.map(lambda it: replaced_by(new, it))
                ),
                named.map(
                    lambda it: Retraction(
                        id="x", record=it, reason="", recorded=log.events[0].recorded
                    )
                ),
                st.just(
                    Review(
                        id="r",
                        date=START,
                        indicators=("clash",),
                        recorded=log.events[0].recorded,
                    )
                ),
            )
        )
        ledger = log.ledger_after(log.followed_by(record), CATALOGUE)

        assert fresh(united(log, [record])) == content(ledger)
        # The log itself is as it was.
        assert fresh(log) == content(log.ledger(CATALOGUE))


def replaced_by(new: Event, name: str) -> Event:
    """Return *new* in the place of another event."""
    return new._replace(replaces=name)


class TestTally:
    @LAW
    @given(
        st.sampled_from(sorted(VALUES)).flatmap(
            lambda name: st.lists(events("new", indicator=name), min_size=1, max_size=8)
        ),
        st.integers(0, 8),
        st.floats(0, 1),
    )
    def test_of_two_parts_is_that_of_the_whole(
        self, day: list[Event], at: int, before: float
    ) -> None:
        """And for a status one step that does what its events do in turn."""
        indicator = CATALOGUE[day[0].indicator]
        whole = tally_events(indicator, day)
        one, other = day[:at], day[at:]
        both = joined(
            indicator, tally_events(indicator, one), tally_events(indicator, other)
        )

        assert (whole.firm, whole.weak) == (both.firm, both.weak)
        assert list(whole) == pytest.approx(list(both), abs=CLOSE)
        forces = [force(indicator, it) for it in day]
        good = [force(indicator, it) if it.grade.is_good else 0.0 for it in day]
        if indicator.kind.fades:
            assert 1.0 == whole.kept
            assert sums_of(indicator, forces) == (whole.force, whole.squares)
            assert sums_of(indicator, good) == (whole.good_force, whole.good_squares)
            return
        for start, parts, step in (
            (before, forces, whole.force),
            (before, good, whole.good_force),
        ):
            state = start
            for event, part in zip(day, parts, strict=True):
                state = part + (1.0 - event.grade.credence) * state
            assert abs(step + whole.kept * before - state) <= CLOSE
