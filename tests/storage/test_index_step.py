import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.month import month_of
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.storage.edit import editing
from riskctl.storage.index.hooks import hooks
from riskctl.storage.index.log import StoredLog
from riskctl.storage.watch import WatchFolder
from riskctl.storage.writer import block
from tests.helpers import CATALOGUE, event, graded, open_folder
from tests.storage.indexes import (
    assert_same,
    indexed_watch,
    no_index,
    place,
    plain,
    seal,
    stored,
)

LOOK = Review(
    id="six",
    date=date(2026, 3, 4),
    indicators=("clash", "talks"),
    recorded=datetime(2026, 3, 4, tzinfo=UTC),
)
FOUND: list[Record] = [
    event("2026-01-05", "clash", "shots", id="one"),
    event("2026-01-06", "clash", "deaths", id="two", replaces="one"),
    event("2026-02-01", "treaty", "ended", id="three"),
    event("2026-03-01", "talks", "call", id="four"),
    Retraction(
        id="five", event="three", reason="", recorded=datetime(2026, 3, 2, tzinfo=UTC)
    ),
    LOOK,
]
MORE = event("2026-02-20", "clash", "deaths", id="seven", replaces="four")


def january(folder: Path) -> Path:
    """Return the file with most of the records."""
    return folder / "log" / "2026-01.toml"


def edited(folder: Path, old: str, new: str) -> None:
    """Change the text of a file."""
    path = january(folder)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def grown(folder: Path, text: str, name: str = "2026-01.toml") -> None:
    """Add to a file."""
    with (folder / "log" / name).open("a") as file:
        file.write(text)


def exchanged(folder: Path) -> None:
    """Give two files each other's name."""
    log = folder / "log"
    january(folder).rename(log / "x")
    (log / "2026-02.toml").rename(january(folder))
    (log / "x").rename(log / "2026-02.toml")


def moved(folder: Path) -> None:
    """Put the records of a file into others."""
    grown(folder, "\n" + block(FOUND[3]), "2026-02.toml")
    (folder / "log" / "2026-03.toml").unlink()
    grown(folder, "\n" + block(LOOK))


CHANGES: dict[str, Callable[[Path], object]] = {
    "created": lambda it: (it / "log" / "new.toml").write_text(block(MORE)),
    "grown": lambda it: grown(it, "\n" + block(MORE)),
    "grown by hand": lambda it: grown(it, "\n# why\n" + block(MORE) + "# so\n"),
    "grown by a comment": lambda it: grown(it, "\n# nothing more\n"),
    "grown without a line's end": lambda it: grown(it, "\n" + block(MORE).rstrip()),
    "edited": lambda it: edited(it, 'value = "shots"', 'value = "apology"'),
    "edited away from its day": lambda it: edited(it, "2026-01-06\n", "2025-12-31\n"),
    "no longer replaced": lambda it: edited(it, 'replaces = "one"\n', ""),
    "no longer retracted": lambda it: edited(it, 'event = "three"', 'event = "none"'),
    "moved down": lambda it: edited(it, "[[event]]", "# a line\n\n[[event]]"),
    "deleted": lambda it: january(it).unlink(),
    "renamed": lambda it: january(it).rename(it / "log" / "old.toml"),
    "emptied": lambda it: january(it).write_text(""),
    "other line endings": lambda it: january(it).write_bytes(
        january(it).read_bytes().replace(b"\n", b"\r\n")
    ),
    "unknown key": lambda it: edited(it, "indicator", "colour = 1\nindicator"),
    "exchanged": exchanged,
    "moved to another file": moved,
}


class TestStep:
    @pytest.mark.parametrize("change", CHANGES)
    def test_what_changed_is_all_that_is_read(
        self, change: str, tmp_path: Path
    ) -> None:
        """The index is not made anew, and answers as the files do."""
        folder = indexed_watch(tmp_path, FOUND)
        catalogue = open_folder(folder).catalogue
        before = stored(folder)
        assert_same(before, plain(folder), catalogue)
        name = seal(folder).build

        CHANGES[change](folder)

        log = stored(folder)
        assert_same(log, plain(folder), catalogue)
        assert seal(folder).build == name
        with no_index():
            problems = open_folder(folder).problems
        assert open_folder(folder).problems == problems

    def test_a_restored_time_is_noticed_at_once_by_ctime(self, tmp_path: Path) -> None:
        """`touch -r` sets the time of the content, and not that of the change."""
        folder = indexed_watch(tmp_path, FOUND)
        stored(folder)
        before = january(folder).stat()

        edited(folder, "shots", "shoot")
        os.utime(january(folder), ns=(before.st_atime_ns, before.st_mtime_ns))

        assert "shoot" in {it.value for it in stored(folder).events}

    def test_a_file_of_the_future_is_compared_each_time(self, tmp_path: Path) -> None:
        """A clock that runs ahead hides no edit."""
        folder = indexed_watch(tmp_path, FOUND)
        later = time.time_ns() + 10**12
        os.utime(january(folder), ns=(later, later))
        stored(folder)
        known = {it.name: it.settled for it in stored(folder).index.files}

        assert not known["2026-01.toml"]

    @pytest.mark.slow
    def test_an_old_file_is_known_by_its_time(self, tmp_path: Path) -> None:
        """After two seconds it is not compared any more; `check` does."""
        folder = indexed_watch(tmp_path, FOUND)
        stored(folder)
        time.sleep(2.1)
        stored(folder)

        assert all(it.settled for it in stored(folder).index.files)
        assert open_folder(folder).log == plain(folder)

    def test_an_id_that_stands_twice_is_left_to_the_files(self, tmp_path: Path) -> None:
        """The files say where; when it is mended, the index serves again."""
        folder = indexed_watch(tmp_path, FOUND)
        stored(folder)
        (folder / "log" / "twin.toml").write_text(block(FOUND[0]))

        for _ in range(2):
            watch = open_folder(folder)
            assert not isinstance(watch.log, StoredLog)
            assert [it.check for it in watch.problems] == ["unique-ids"]
        (folder / "log" / "twin.toml").unlink()
        assert_same(stored(folder), plain(folder), open_folder(folder).catalogue)

    @pytest.mark.parametrize("record", FOUND[:1] + FOUND[4:])
    def test_an_id_is_of_one_kind(self, record: Record, tmp_path: Path) -> None:
        """An event and a review of one id are no matter for an index either."""
        folder = indexed_watch(tmp_path, FOUND)
        stored(folder)
        twin = (
            Review(
                id=record.id,
                date=date(2026, 1, 1),
                indicators=("clash",),
                recorded=record.recorded,
            )
            if not isinstance(record, Review)
            else Retraction(
                id=record.id, event="one", reason="", recorded=record.recorded
            )
        )
        grown(folder, "\n" + block(twin))

        assert not isinstance(open_folder(folder).log, StoredLog)

    def test_much_that_changed_is_read_file_by_file(self, tmp_path: Path) -> None:
        """Then the index is made anew."""
        folder = indexed_watch(tmp_path, FOUND)
        stored(folder)
        name = seal(folder).build
        (folder / "log" / "large.toml").write_text(f"# {'x' * 60_000}\n" * 300)

        assert_same(stored(folder), plain(folder), open_folder(folder).catalogue)
        assert seal(folder).build != name


class TestAppend:
    @pytest.mark.parametrize(
        "record",
        [
            MORE,
            event("2026-01-05", "clash", "apology", id="eight"),
            event("2031-01-05", "clash", "apology", id="nine"),
            Retraction(id="r", event="four", reason="", recorded=MORE.recorded),
            replace(LOOK, id="look", indicators=("treaty",)),
        ],
        ids=["amendment", "event", "new file", "retraction", "review"],
    )
    def test_the_next_command_finds_nothing_changed(
        self, record: Record, tmp_path: Path
    ) -> None:
        """What riskctl writes it tells the index."""
        folder = indexed_watch(tmp_path, FOUND)
        catalogue = open_folder(folder).catalogue
        stored(folder).ledger(catalogue).sheet(month_of(date(2026, 1, 5)))

        with editing(WatchFolder(folder)) as editor:
            assert isinstance(editor.watch.log, StoredLog)
            editor.add(record)
            assert record.id not in editor.watch.log

        told = seal(folder)
        assert told.generation == 1
        assert_same(stored(folder), plain(folder), catalogue)
        assert seal(folder) == told

    def test_an_index_that_is_gone_is_not_told(self, tmp_path: Path) -> None:
        """The next command makes it anew."""
        folder = indexed_watch(tmp_path, FOUND)

        with editing(WatchFolder(folder)) as editor:
            for file in place(folder).files:
                file.unlink(missing_ok=True)
            editor.add(MORE)

        assert_same(stored(folder), plain(folder), open_folder(folder).catalogue)

    def test_a_log_that_changed_meanwhile_is_looked_at_again(
        self, tmp_path: Path
    ) -> None:
        """Another program takes no lock."""
        folder = indexed_watch(tmp_path, FOUND)

        with editing(WatchFolder(folder)) as editor:
            edited(folder, "shots", "apology")
            editor.add(event("2026-01-07", "clash", "shots", id="later"))

        assert_same(stored(folder), plain(folder), open_folder(folder).catalogue)


class TestMargin:
    def test_what_was_noted_is_recalled_until_something_before_it_changes(
        self, tmp_path: Path
    ) -> None:
        """A change in March leaves February's page; a review leaves them all."""
        folder = indexed_watch(tmp_path, FOUND)
        months = range(2026 * 12, 2026 * 12 + 4)

        def pages() -> list[bytes | None]:
            catalogue = open_folder(folder).catalogue
            ledger = stored(folder).ledger(catalogue)
            return [ledger.recall("x", it) for it in months]

        log = stored(folder)
        ledger = log.ledger(open_folder(folder).catalogue)
        for month in months:
            ledger.note("x", month, b"%d" % month)
        hooks.last = log.index
        noted = [b"%d" % it for it in months]
        assert pages() == noted
        with editing(WatchFolder(folder)) as editor:
            editor.add(replace(LOOK, id="look"))
        assert pages() == noted
        with editing(WatchFolder(folder)) as editor:
            editor.add(event("2026-03-09", "talks", "call", id="late"))
        assert pages() == [*noted[:2], None, None]
        (folder / "indicators.toml").write_text(CATALOGUE + "\n# mine\n")
        assert pages() == [None] * 4

    @pytest.mark.slow
    def test_it_holds_after_any_row_of_changes(self, tmp_path: Path) -> None:
        """Sheets, pages and records, after a hundred random steps."""
        chance = random.Random(20261122)  # noqa: S311 no secret
        folder = indexed_watch(tmp_path, FOUND)
        catalogue = open_folder(folder).catalogue
        served = 0
        for step in range(100):
            _change(folder, chance, step)
            log = open_folder(folder).log
            if isinstance(log, StoredLog):
                served += 1
                assert log == plain(folder)
                _compare_pages(log, plain(folder), catalogue)
        assert served > 75


def _compare_pages(log: StoredLog, files: Log, catalogue: Catalogue) -> None:
    """Note what follows from the days before, and find it again or not at all."""
    mine, other = log.ledger(catalogue), files.ledger(catalogue)
    assert (mine.first, mine.last) == (other.first, other.last)
    if mine.first is None or mine.last is None:
        return
    before = ""
    for month in range(month_of(mine.first), month_of(mine.last) + 1):
        sheet = {name: list(it) for name, it in mine.sheet(month).items()}
        assert sheet == {name: list(it) for name, it in other.sheet(month).items()}
        before += repr(sorted(sheet.items()))
        assert mine.recall("sum", month) in {None, before.encode()}
        mine.note("sum", month, before.encode())


def _change(folder: Path, chance: random.Random, step: int) -> None:
    """Change a log in one of the ways in which logs change."""
    files = sorted((folder / "log").glob("2*.toml"))
    path = chance.choice(files) if files else folder / "log" / "2026-01.toml"
    blocks = path.read_text().split("\n\n") if path.exists() else []
    way = chance.randrange(8)
    if way < 3 or not blocks:
        grown(folder, "\n" + block(_record(chance, step)), path.name)
    elif way == 3:
        chance.shuffle(blocks)
        path.write_text("\n\n".join(blocks) + "\n")
    elif way == 4:
        path.write_text("\n\n".join(blocks[1:]))
    elif way == 5:
        path.rename(path.with_name(f"2-{chance.randrange(9)}.toml"))
    elif way == 6:
        path.write_text(path.read_text().replace("shots", "deaths", 1))
    else:
        with editing(WatchFolder(folder)) as editor:
            editor.add(_event(chance, step))


def _record(chance: random.Random, step: int) -> Record:
    if chance.random() < 0.2:
        return Retraction(
            id=f"r{step}",
            event=f"n{chance.randrange(step + 1)}",
            reason="",
            recorded=datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=step),
        )
    return _event(chance, step)


def _event(chance: random.Random, step: int) -> Event:
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(120))
    return event(
        str(day),
        "clash",
        chance.choice(["shots", "deaths"]) if step % 3 else 0.25,
        id=f"n{step}",
        grade=str(graded(chance.choice(["A1", "B2", "C3"]))),
        replaces=f"n{chance.randrange(step + 1)}" if chance.random() < 0.2 else "",
    )
