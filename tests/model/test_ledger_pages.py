"""What a ledger keeps from one command to the next, and what it reads of a log."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from riskctl.model.ledger import SHEET, LogLedger
from riskctl.model.log import Log
from riskctl.model.month import LAST_MONTH, month_of
from riskctl.model.record import Retraction
from riskctl.model.sheet import pack, sheet_of
from tests.helpers import event, watch
from tests.model.asked import Asked

CATALOGUE = watch().catalogue
JANUARY, FEBRUARY, MARCH = (month_of(date(2026, it, 1)) for it in (1, 2, 3))
ONE = event("2026-01-31", "clash", "shots", id="one")
TWO = event("2026-02-01", "talks", "call", id="two")
THREE = event("2026-02-28", "clash", "deaths", id="three")
FOUR = event("2026-03-01", "clash", "shots", id="four")


class Kept:
    """Pages in memory, which note what was asked for."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.pages: dict[tuple[str, int], bytes] = {}
        self.recalled: list[tuple[str, int]] = []

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was kept."""
        self.recalled.append((kind, month))
        return self.pages.get((kind, month))

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Keep it."""
        self.pages[kind, month] = page


def ledger(pages: Kept | None, *parts: Any) -> LogLedger:
    """Return the ledger of some parts."""
    return LogLedger(CATALOGUE, Log(parts), pages)


class TestSheets:
    def test_are_counted_once_and_kept(self) -> None:
        """Packed as they are; the next ledger reads no part for them."""
        pages, part = Kept(), Asked("1", ONE, FOUR)
        first = ledger(pages, part)
        sheet = first.sheet(JANUARY)
        assert first.sheet(JANUARY) is sheet
        assert pages.pages[SHEET, JANUARY] == pack(sheet, CATALOGUE)
        assert sheet == sheet_of(CATALOGUE, [ONE])

        again = Asked("1", ONE, FOUR)
        assert ledger(pages, again).sheet(JANUARY) == sheet
        assert again.asked == []

    def test_without_pages_are_kept_in_memory(self) -> None:
        """For as long as the ledger lives."""
        part = Asked("1", ONE)
        found = ledger(None, part)
        assert found.sheet(JANUARY) is found.sheet(JANUARY)
        assert part.asked.count("marks") == 1

    def test_of_a_month_come_from_the_parts_that_have_days_in_it(self) -> None:
        """To its first day and its last; what was read is let go."""
        months = [Asked("1", ONE), Asked("2", TWO, THREE), Asked("3", FOUR)]
        found = ledger(None, *months)
        assert found.sheet(FEBRUARY) == sheet_of(CATALOGUE, [TWO, THREE])
        assert [it.name for it in months if it.asked] == ["2"]
        assert [it.forgotten for it in months] == [0, 1, 0]

    def test_of_several_months_in_one_part_take_one_reading(self) -> None:
        """Beside a part that has the whole month."""
        long, short = Asked("1", ONE, TWO, FOUR), Asked("2", THREE)
        found = ledger(None, long, short)
        assert found.sheet(JANUARY) == sheet_of(CATALOGUE, [ONE])
        assert found.sheet(FEBRUARY) == sheet_of(CATALOGUE, [TWO, THREE])
        assert found.sheet(MARCH) == sheet_of(CATALOGUE, [FOUR])
        assert found.sheet(MARCH + 1) == {}
        assert long.asked.count("marks") == 1
        assert long.forgotten == 1


class TestEnds:
    def test_the_first_day_is_kept(self) -> None:
        """And no sheet is looked at for it again."""
        pages = Kept()
        gone = Retraction(id="r", record="one", reason="no", recorded=ONE.recorded)
        first = ledger(pages, Asked("1", ONE, TWO, FOUR, gone))
        assert (first.first, first.last) == (TWO.date, FOUR.date)
        assert pages.pages["first", LAST_MONTH] == str(TWO.date.toordinal()).encode()

        again = Asked("1", ONE, TWO, FOUR, gone)
        assert ledger(pages, again).first == TWO.date
        assert again.asked == []

    @pytest.mark.parametrize("records", [(), (ONE._replace(scheduled=True),)])
    def test_that_there_is_none_is_kept_too(self, records: tuple[Any, ...]) -> None:
        """Where all that is there is a plan, or nothing."""
        pages = Kept()
        for _ in range(2):
            found = ledger(pages, Asked("1", *records))
            assert (found.first, found.last) == (None, None)
        assert pages.pages["first", LAST_MONTH] == b"0"


class TestMargin:
    def test_is_kept_and_recalled_once(self) -> None:
        """What another command noted is found, and asked for only once."""
        pages = Kept()
        first = ledger(pages, Asked("1", ONE))
        assert first.recall("x", JANUARY) is None
        first.note("x", JANUARY, b"page")
        assert first.recall("x", JANUARY) == b"page"
        assert pages.pages["x", JANUARY] == b"page"

        again = ledger(pages, Asked("1", ONE))
        pages.recalled.clear()
        assert [again.recall("x", JANUARY) for _ in range(2)] == [b"page"] * 2
        assert pages.recalled == [("x", JANUARY)]

    def test_without_pages_is_in_memory(self) -> None:
        """Month by month and kind by kind."""
        found = ledger(None, Asked("1", ONE))
        found.note("x", JANUARY, b"page")
        assert found.recall("x", JANUARY) == b"page"
        assert found.recall("x", FEBRUARY) is None
        assert found.recall("y", JANUARY) is None


class TestEarlier:
    """What was known at a moment stands on what is known now, as far as it is that."""

    MOMENT = datetime(2026, 2, 15, tzinfo=UTC)

    def test_counts_the_months_anew_of_which_something_was_learned_later(self) -> None:
        """And takes the others from the whole ledger, with what is noted there."""
        pages = Kept()
        log = Log(
            [Asked("1", ONE), Asked("2", TWO, THREE), Asked("3", FOUR)],
            pages_for=lambda _: pages,
        )
        whole = log.ledger(CATALOGUE)
        whole.note("x", JANUARY, b"of all")
        whole.note("x", FEBRUARY, b"of all")
        then = log.as_known(self.MOMENT).ledger(CATALOGUE)

        assert then.sheet(JANUARY) is whole.sheet(JANUARY)
        assert then.sheet(FEBRUARY) == sheet_of(CATALOGUE, [TWO])
        assert then.sheet(MARCH) == {}
        assert (then.first, then.last) == (ONE.date, TWO.date)
        assert then.recall("x", JANUARY) == b"of all"
        assert then.recall("x", FEBRUARY) is None

    def test_notes_what_holds_for_both_beside_the_whole(self) -> None:
        """And beside itself what holds for it alone."""
        log = Log([Asked("1", ONE), Asked("2", TWO, THREE)])
        whole = log.ledger(CATALOGUE)
        then = log.as_known(self.MOMENT).ledger(CATALOGUE)
        then.note("x", JANUARY, b"of both")
        then.note("x", FEBRUARY, b"of then")

        assert whole.recall("x", JANUARY) == b"of both"
        assert whole.recall("x", FEBRUARY) is None
        assert then.recall("x", FEBRUARY) == b"of then"
