from datetime import date

import pytest

from riskctl.model.amended import AmendedLedger, ended, recounted
from riskctl.model.ledger import LogLedger
from riskctl.model.month import LAST_MONTH, month_of
from riskctl.model.record import Event
from tests.helpers import event, ledger_of, log_of, watch

CATALOGUE = watch().catalogue
JANUARY, FEBRUARY, MARCH = (month_of(date(2026, it, 1)) for it in (1, 2, 3))
EVENTS = (
    event("2026-01-05", "clash", "shots", id="one"),
    event("2026-02-03", "talks", "call", id="two"),
    event("2026-02-03", "clash", "shots", id="three"),
    event("2026-02-03", "clash", "apology", id="four"),
    event("2026-03-09", "clash", "shots", id="five"),
)


def days(ledger: LogLedger | AmendedLedger, month: int) -> dict[str, list[int]]:
    """Return the days of a month that have a tally, by indicator."""
    return {
        name: [date.fromordinal(day).day for day, _ in lines]
        for name, lines in ledger.sheet(month).items()
    }


def without(*ids: str) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return the events that go and those that stay."""
    return (
        tuple(it for it in EVENTS if it.id in ids),
        tuple(it for it in EVENTS if it.id not in ids),
    )


def amended(ledger: LogLedger | AmendedLedger, *ids: str) -> AmendedLedger:
    """Return a ledger without some events."""
    found = recounted(ledger, CATALOGUE, *without(*ids))
    assert isinstance(found, AmendedLedger)
    return found


class TestLogLedger:
    def test_has_a_sheet_for_each_month(self) -> None:
        """With one line for an indicator and a day, however many its events."""
        ledger = ledger_of(CATALOGUE, EVENTS)

        assert (date(2026, 1, 5), date(2026, 3, 9)) == (ledger.first, ledger.last)
        assert {"clash": [5]} == days(ledger, JANUARY)
        assert {"clash": [3], "talks": [3]} == days(ledger, FEBRUARY)
        assert {} == days(ledger, MARCH + 1)
        ((_, both),) = ledger.sheet(FEBRUARY)["clash"]
        assert (-0.3, 0.16) == pytest.approx((both.force, both.squares))

    def test_of_nothing_is_empty(self) -> None:
        """It has no first day and no last."""
        ledger = ledger_of(CATALOGUE, ())

        assert (None, None) == (ledger.first, ledger.last)
        assert {} == ledger.sheet(JANUARY)

    def test_keeps_what_is_noted(self) -> None:
        """By kind and month."""
        ledger = ledger_of(CATALOGUE, EVENTS)
        ledger.note("a", JANUARY, b"page")

        assert b"page" == ledger.recall("a", JANUARY)
        assert ledger.recall("b", JANUARY) is None
        assert ledger.recall("a", FEBRUARY) is None


class TestAmendedLedger:
    def test_replaces_the_days_that_changed(self) -> None:
        """And leaves the rest, and the base itself, as they are."""
        base = ledger_of(CATALOGUE, EVENTS)
        ledger = amended(base, "two", "four")

        assert {"clash": [3]} == days(ledger, FEBRUARY)
        ((_, left),) = ledger.sheet(FEBRUARY)["clash"]
        assert (0.0, 0.16) == pytest.approx((left.force, left.squares))
        assert base.sheet(MARCH) is ledger.sheet(MARCH)
        assert {"clash": [3], "talks": [3]} == days(base, FEBRUARY)

    def test_finds_its_ends_anew(self) -> None:
        """Where the first or the last event goes, or all of them."""
        base = ledger_of(CATALOGUE, EVENTS)
        inner = amended(base, "one", "five")

        assert (date(2026, 2, 3), date(2026, 2, 3)) == (inner.first, inner.last)
        none = amended(base, *(it.id for it in EVENTS))
        assert (None, None) == (none.first, none.last)

    def test_of_an_amended_one_stands_on_the_first(self) -> None:
        """However often it is amended."""
        base = ledger_of(CATALOGUE, EVENTS)
        once = amended(base, "two")
        gone, left = without("two", "five")
        twice = recounted(once, CATALOGUE, gone, left)

        assert isinstance(twice, AmendedLedger)
        assert {"clash": [3]} == days(twice, FEBRUARY)
        assert {} == days(twice, MARCH)
        assert {"clash": [9]} == days(once, MARCH)

    def test_without_a_change_is_the_base(self) -> None:
        """Nothing came and nothing went."""
        base = ledger_of(CATALOGUE, EVENTS)

        assert base is recounted(base, CATALOGUE, (), EVENTS)


class TestEnded:
    def test_notes_of_the_months_before_the_last_hold_for_both(self) -> None:
        """Of the month in which it ends, only what is noted beside it."""
        base = ledger_of(CATALOGUE, EVENTS)
        for month in (JANUARY, FEBRUARY, MARCH):
            base.note("a", month, b"old")
        ledger = ended(base, date(2026, 2, 2))

        assert [b"old", None, None] == [
            ledger.recall("a", it) for it in (JANUARY, FEBRUARY, MARCH)
        ]
        for month in (JANUARY, FEBRUARY):
            ledger.note("a", month, b"new")
        assert b"new" == ledger.recall("a", FEBRUARY)
        assert [b"new", b"old"] == [base.recall("a", it) for it in (JANUARY, FEBRUARY)]

    def test_of_one_without_later_days_is_the_base(self) -> None:
        """Then all that is noted of it holds."""
        base = ledger_of(CATALOGUE, EVENTS)

        assert base is ended(base, date(2026, 3, 9))


class TestMargin:
    def test_holds_for_the_months_before_the_amendment(self) -> None:
        """What follows from the changed month, and later ones, is forgotten."""
        base = ledger_of(CATALOGUE, EVENTS)
        for month in (JANUARY, FEBRUARY, MARCH):
            base.note("a", month, b"old")
        ledger = amended(base, "two")

        assert [b"old", None, None] == [
            ledger.recall("a", it) for it in (JANUARY, FEBRUARY, MARCH)
        ]

    def test_notes_what_is_new_beside_itself(self) -> None:
        """What holds for the base too is noted there, for the next one."""
        base = ledger_of(CATALOGUE, EVENTS)
        ledger = amended(base, "two")
        for month in (JANUARY, FEBRUARY):
            ledger.note("a", month, b"new")

        assert [b"new", None] == [base.recall("a", it) for it in (JANUARY, FEBRUARY)]
        assert b"new" == ledger.recall("a", FEBRUARY)

    def test_is_handed_on_as_far_as_it_holds(self) -> None:
        """An amendment of March keeps what an amendment of January noted."""
        base = ledger_of(CATALOGUE, EVENTS)
        for month in (JANUARY, FEBRUARY, MARCH):
            base.note("a", month, b"old")
        once = amended(base, "one")
        for month in (JANUARY, FEBRUARY, MARCH):
            once.note("a", month, b"new")
        gone, left = without("one", "five")
        twice = recounted(once, CATALOGUE, gone[1:], left)

        assert [b"new", b"new", None] == [
            twice.recall("a", it) for it in (JANUARY, FEBRUARY, MARCH)
        ]

    def test_of_a_record_that_does_not_count_stays_with_it(self) -> None:
        """A plan on trial: what is noted of its log is not noted of the one before."""
        log = log_of(EVENTS)
        base = log.ledger(CATALOGUE)
        plan = event("2026-12-01", "treaty", "ended", scheduled=True)
        trial = log.ledger_after(log.followed_by(plan), CATALOGUE)
        trial.note("recorded", LAST_MONTH, b"later")

        assert base.recall("recorded", LAST_MONTH) is None
        assert trial.sheet(FEBRUARY) == base.sheet(FEBRUARY)
