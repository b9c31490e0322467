"""A file that grew since it was known: before a write only what was added is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.storage.months.file import LEAST_BYTES
from riskctl.storage.months.look import Look
from riskctl.storage.months.shelf import Shelf
from riskctl.storage.text.writer import appended, block
from tests.helpers import event
from tests.laws.naive_log import NaiveLog
from tests.laws.questions import assert_same
from tests.storage.kept import LONG_NOTE, as_read, large_watch, looked_at, swapped_in

ONE = event("2026-01-05", "clash", "shots", id="2026-01-05-one", note=LONG_NOTE)
PLAN = event("2026-01-09", "talks", "call", id="2026-01-09-plan", scheduled=True)
FOUND: list[Record] = [
    ONE,
    *(
        event(f"2026-01-0{it}", "clash", 0.2, id=f"2026-01-0{it}-more", note=LONG_NOTE)
        for it in (6, 7, 8)
    ),
    PLAN,
    event("2026-02-01", "treaty", "ended", id="2026-02-01-three"),
]
AT = ONE.recorded
NEW = event("2026-01-20", "clash", "deaths", id="2026-01-20-new")
LOOK = Review(
    id="2026-01-21-look", date=NEW.date, indicators=("clash", "talks"), recorded=AT
)
NOTE = Note(id="2026-01-21-note", date=NEW.date, title="Shots", recorded=AT)
ADDED: dict[str, list[Record]] = {
    "an event": [NEW],
    "one of each kind": [NEW, LOOK, NOTE],
    "an event of another month": [event("2026-03-02", "clash", 0.1, id="odd")],
    "what replaces one before": [NEW._replace(replaces=ONE.id)],
    "what replaces one in another file": [NEW._replace(replaces="2026-02-01-three")],
    "what confirms a plan": [
        event("2026-01-09", "talks", "call", id="2026-01-09-came", confirms=PLAN.id)
    ],
    "what was withdrawn at once": [
        NEW,
        Retraction(id="2026-01-20-no", record=NEW.id, reason="", recorded=AT),
    ],
    "what withdraws one before": [
        Retraction(id="2026-01-05-no", record=ONE.id, reason="", recorded=AT)
    ],
}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty shelf."""
    (tmp_path / "shelf").mkdir()
    return Shelf(tmp_path / "shelf", maker="one", notice=lambda _: None)


@pytest.fixture(params=["\n", "\r\n"])
def month(request: pytest.FixtureRequest, shelf: Shelf, tmp_path: Path) -> Path:
    """Return a large file of which all is known."""
    folder = large_watch(tmp_path / "watch", FOUND)
    path = folder / "log" / "2026-01.toml"
    assert path.stat().st_size > LEAST_BYTES
    swapped_in(path, path.read_bytes().replace(b"\n", request.param.encode()))
    watch = as_read(folder)
    naive = NaiveLog(watch.log.records)
    assert_same(looked_at(folder, shelf).log, naive, watch.catalogue)
    return path


def add(month: Path, *records: Record) -> None:
    """Add records as riskctl does."""
    old = month.read_bytes()
    month.write_bytes(appended(old, *records, file="log/2026-01.toml"))


def look_again(month: Path, shelf: Shelf) -> Look:
    """Look before a write; make sure that it tells what the files tell."""
    folder = month.parents[1]
    look = looked_at(folder, shelf, before_change=True)
    watch = as_read(folder)
    if not look.is_odd:
        problems = sorted(look.problems, key=lambda it: it.origin)
        assert problems == list(watch.problems)
        naive = NaiveLog(watch.log.records)
        assert_same(look.log, naive, watch.catalogue, beside=[*FOUND, NEW])
    return look


class TestGrown:
    @pytest.mark.parametrize("added", ADDED)
    def test_only_what_was_added_is_read(
        self, added: str, month: Path, shelf: Shelf
    ) -> None:
        """And all that is asked is answered as by the files."""
        add(month, *ADDED[added])
        look = look_again(month, shelf)

        assert set(ADDED[added]) == set(look.added)
        assert not look.is_odd

    def test_again_and_again(self, month: Path, shelf: Shelf) -> None:
        """From what was known before the first."""
        events: list[Event] = []
        for number in range(3):
            events.append(NEW._replace(id=f"2026-01-20-{number}"))
            add(month, events[-1])
            assert events == [*look_again(month, shelf).added]

    def test_who_only_looks_reads_all_of_it_and_keeps_that(
        self, month: Path, shelf: Shelf
    ) -> None:
        """So that the next who writes has less to read."""
        add(month, NEW)
        assert () == looked_at(month.parents[1], shelf).added
        add(month, NEW._replace(id="2026-01-20-next"))

        assert ["2026-01-20-next"] == [it.id for it in look_again(month, shelf).added]

    @pytest.mark.parametrize("where", ["before", "among what was added"])
    def test_an_id_that_is_there_is_odd(
        self, where: str, month: Path, shelf: Shelf
    ) -> None:
        """Only a reader of all the files can sort that out."""
        add(month, NEW)
        twin = NEW if where == "among what was added" else ONE
        with month.open("ab") as file:
            file.write(appended(b"", twin, file="x").join((b"\n", b"")))

        assert look_again(month, shelf).is_odd

    @pytest.mark.parametrize(
        "change",
        [
            lambda it: it + b"\n# by hand\n",
            lambda it: it + b"\n[[event]]\nid = 1\n",
            lambda it: it.replace(b"so it goes", b"so it went", 1),
            lambda it: b"\n" + it,
            lambda it: it[: -len(b"Z\n")] + b"Z",
        ],
    )
    def test_what_is_not_as_riskctl_adds_it_is_read_whole(
        self, change: Callable[[bytes], bytes], month: Path, shelf: Shelf
    ) -> None:
        """By the reader, which finds what is wrong in it."""
        add(month, NEW)
        month.write_bytes(change(month.read_bytes()))

        assert () == look_again(month, shelf).added

    def test_a_mark_of_secrecy_is_looked_at_by_the_reader(
        self, month: Path, shelf: Shelf
    ) -> None:
        """In a title, where it would be published."""
        append(month, NEW._replace(title="TLP:RED Shots"))
        look = look_again(month, shelf)

        assert () == look.added
        assert look.problems


def append(path: Path, record: Record) -> None:
    """Add a record to a file, whatever it says."""
    with path.open("a") as file:
        file.write("\n" + block(record))
