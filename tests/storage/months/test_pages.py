from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from riskctl.model.ledger import SHEET
from riskctl.model.month import month_of
from riskctl.model.record import Record, Retraction
from riskctl.storage.months.pages import MonthPages, Prints
from riskctl.storage.months.shelf import Shelf
from riskctl.storage.text.writer import block
from tests.helpers import event
from tests.storage.kept import large_watch, looked_at, swapped_in

MONTHS = range(month_of(date(2026, 1, 1)), month_of(date(2026, 4, 1)) + 1)
# Like the walk's state at a month's end: it follows from all the months so far.
CHAINED = "walk"
FOUND: list[Record] = [
    event(f"2026-{month:02}-05", "clash", "shots", id=f"2026-{month:02}-05-one")
    for month in range(1, 5)
]
MOMENT = FOUND[-1].recorded


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty shelf."""
    (tmp_path / "shelf").mkdir()
    return Shelf(tmp_path / "shelf", maker="one", notice=lambda _: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a watch of four months."""
    return large_watch(tmp_path / "watch", FOUND)


def pages(folder: Path, shelf: Shelf, catalogue: str = "catalogue") -> MonthPages:
    """Return the pages of a log as it is now."""
    return MonthPages(shelf, looked_at(folder, shelf).prints, catalogue)


def filled(folder: Path, shelf: Shelf) -> None:
    """Keep a page of both kinds for every month."""
    kept = pages(folder, shelf)
    for month in MONTHS:
        kept.note(SHEET, month, b"sheet %d" % month)
        kept.note(CHAINED, month, b"walk %d" % month)


def held(folder: Path, shelf: Shelf, kind: str) -> list[int]:
    """Return the numbers of the months of which a page of that kind still holds."""
    kept = pages(folder, shelf)
    found = {it: kept.recall(kind, it) for it in MONTHS}
    word = b"sheet" if kind == SHEET else b"walk"
    assert all(page in {None, b"%s %d" % (word, it)} for it, page in found.items())
    return [it - MONTHS[0] + 1 for it, page in found.items() if page]


def added(folder: Path, record: Record, name: str) -> None:
    """Add a record to a file."""
    path = folder / "log" / name
    old = path.read_text() + "\n" if path.exists() else ""
    swapped_in(path, old + block(record))


def retraction(of: str) -> Retraction:
    """Return the retraction of an event."""
    return Retraction(id="2026-x", record=of, reason="", recorded=MOMENT)


MARCH = event("2026-03-20", "talks", "call", id="2026-03-20-new")
# What is done to the log, which sheets hold after it, and which walks.
CHANGES: dict[str, tuple[Callable[[Path], object], list[int], list[int]]] = {
    "nothing": (lambda _: None, [1, 2, 3, 4], [1, 2, 3, 4]),
    "one more event in March": (
        lambda it: added(it, MARCH, "2026-03.toml"),
        [1, 2, 4],
        [1, 2],
    ),
    "one of March in a file of its own": (
        lambda it: added(it, MARCH, "new.toml"),
        [1, 2, 4],
        [1, 2],
    ),
    "one more event in January": (
        lambda it: added(it, event("2026-01-20", "talks", "call"), "2026-01.toml"),
        [2, 3, 4],
        [],
    ),
    "one more event in May": (
        lambda it: added(it, event("2026-05-20", "talks", "call"), "2026-05.toml"),
        [1, 2, 3, 4],
        [1, 2, 3, 4],
    ),
    "one more event before all others": (
        lambda it: added(it, event("2025-11-20", "talks", "call"), "2025-11.toml"),
        [1, 2, 3, 4],
        [],
    ),
    "a file of February and March": (
        lambda it: added(
            it, event("2026-02-20", "talks", "call", id="2026-03-z"), "2026-03.toml"
        ),
        [1, 4],
        [1],
    ),
    "a retraction beside its event": (
        lambda it: added(it, retraction("2026-03-05-one"), "2026-03.toml"),
        [1, 2, 4],
        [1, 2],
    ),
    "a retraction in another file": (
        lambda it: added(it, retraction("2026-03-05-one"), "2026-04.toml"),
        [],
        [],
    ),
    "a replacement in another month": (
        lambda it: added(it, MARCH._replace(replaces="2026-01-05-one"), "2026-03.toml"),
        [],
        [],
    ),
    "March is gone": (
        lambda it: (it / "log" / "2026-03.toml").unlink(),
        [1, 2, 4],
        [1, 2],
    ),
    "March has another name": (
        lambda it: (it / "log" / "2026-03.toml").rename(it / "log" / "march.toml"),
        [1, 2, 3, 4],
        [1, 2, 3, 4],
    ),
}


class TestMonthPages:
    @pytest.mark.parametrize("change", CHANGES)
    def test_hold_where_nothing_that_they_were_made_from_has_changed(
        self, change: str, folder: Path, shelf: Shelf
    ) -> None:
        """A sheet follows from its month alone, a walk from all months before it."""
        filled(folder, shelf)
        do, sheets, walks = CHANGES[change]

        do(folder)

        assert held(folder, shelf, SHEET) == sheets
        assert held(folder, shelf, CHAINED) == walks

    def test_hold_again_when_a_change_is_taken_back(
        self, folder: Path, shelf: Shelf
    ) -> None:
        """Their name says what they were made from, and not when."""
        filled(folder, shelf)
        path = folder / "log" / "2026-01.toml"
        before = path.read_bytes()
        swapped_in(path, before + b"\n# nothing\n")
        assert held(folder, shelf, CHAINED) == []
        swapped_in(path, before)

        assert held(folder, shelf, CHAINED) == [1, 2, 3, 4]

    def test_of_another_catalogue_are_not_there(
        self, folder: Path, shelf: Shelf
    ) -> None:
        """A change of one weight makes every page void."""
        filled(folder, shelf)
        other = pages(folder, shelf, "other")

        assert [other.recall(SHEET, it) for it in MONTHS] == [None] * 4
        assert [other.recall(CHAINED, it) for it in MONTHS] == [None] * 4

    def test_of_the_time_after_the_last_event_follow_from_all_of_it(
        self, folder: Path, shelf: Shelf
    ) -> None:
        """The level of today is that of a month without news."""
        late = month_of(date(2031, 1, 1))
        pages(folder, shelf).note(CHAINED, late, b"calm")
        pages(folder, shelf).note(SHEET, late, b"")
        assert pages(folder, shelf).recall(CHAINED, late) == b"calm"

        added(folder, event("2026-04-20", "talks", "call"), "2026-04.toml")
        assert pages(folder, shelf).recall(CHAINED, late) is None
        assert pages(folder, shelf).recall(SHEET, late) == b""


class TestPrints:
    def test_come_back_from_json(self, folder: Path, shelf: Shelf) -> None:
        """A log that has not changed is not hashed again."""
        prints = looked_at(folder, shelf).prints
        rest = [*prints]

        assert Prints.from_json([rest[0], rest[1], list(rest[2])]) == prints

    def test_of_an_empty_log_are_some_too(self) -> None:
        """Nothing was logged yet, and that is known."""
        prints = Prints.of({})

        assert (prints.alone, prints.chain) == ({}, {})
        assert all(prints.rest)
