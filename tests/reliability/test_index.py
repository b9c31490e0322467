import gc
import os
import random
import resource
import sqlite3
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from riskctl.model.month import month_of
from riskctl.storage.disk import DISK
from riskctl.storage.edit import editing
from riskctl.storage.index import entry as index
from riskctl.storage.index.hooks import notices
from riskctl.storage.index.log import StoredLog
from riskctl.storage.index.place import VARIABLE, Place
from riskctl.storage.lock import held_lock
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, open_folder, run
from tests.reliability.disks import add, in_child
from tests.storage.indexes import indexed_watch, no_index, place, plain, seal, stored

FOUND = [
    event(f"2026-{month:02}-{day:02}", name, value, grade="B2")
    for month in range(1, 5)
    for day, name, value in (
        (3, "clash", "shots"),
        (9, "talks", "call"),
        (20, "treaty", "doubted"),
    )
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of the test's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    """Return a watch of which the log has an index."""
    assert not cache.exists()
    made = indexed_watch(tmp_path / "watch", FOUND)
    _told(made)
    return made


def said(folder: Path) -> str:
    """Return what some commands print, one after the other."""
    index.finish()
    return "".join(
        run(*command, folder=folder).stdout
        for command in (["level"], ["events", "--match", "call"], ["check"])
    )


# Every command that reads; `log` says what it would do.
COMMANDS = (
    "level --brief",
    "level",
    "level --json --as-of 2026-02-20 --known-at 2026-03-01",
    "events",
    "events --all --json",
    "events --match call --last 2",
    "history --csv --step week",
    "history --as-known --step month",
    "explain clash",
    "indicators",
    "outlook",
    "change 2026-02-01 2026-03-01",
    "report --week 2026-W12 -f json",
    "show 2026-04-09",
    "check",
    "log clash shots New --date 2026-04-21 --dry-run",
)


def printed(folder: Path, command: str) -> tuple[str, str, int]:
    """Return what a command prints, and how it ends."""
    outcome = run(*command.split(), folder=folder)
    # As at the end of a process: what SQLite shares in memory must not be cut.
    index.finish()
    gc.collect()
    return outcome.stdout, outcome.stderr, outcome.exit_code


def scrawl(path: Path, data: bytes) -> None:
    """Replace a file of the index by something else."""
    path.write_bytes(data)


def replaced(path: Path, make: Callable[[Path], object]) -> None:
    """Replace a file of the index by something that is none."""
    path.unlink()
    made = make(path)
    if isinstance(made, sqlite3.Connection):
        made.execute("CREATE TABLE state (other)")
        made.close()


DAMAGES: dict[str, Callable[[Place], object]] = {
    "no base": lambda it: it.base.unlink(),
    "no seal": lambda it: it.seal.unlink(),
    "empty base": lambda it: scrawl(it.base, b""),
    "half a base": lambda it: scrawl(it.base, it.base.read_bytes()[:5000]),
    "no database": lambda it: scrawl(it.base, b"no database" * 1000),
    "random bytes": lambda it: scrawl(it.base, os.urandom(40_000)),
    "strange seal": lambda it: scrawl(it.seal, b"\xff" * 50),
    "another version": lambda it: scrawl(
        it.seal, it.seal.read_bytes().replace(b"/", b"/9", 1)
    ),
    "random bytes ahead": lambda it: scrawl(it.ahead, b"x" * 9000),
    "random shared memory": lambda it: scrawl(it.shared, b"x" * 32768),
    "another database": lambda it: replaced(it.base, sqlite3.connect),
    "a folder": lambda it: replaced(it.base, Path.mkdir),
}


class TestDamage:
    @pytest.mark.parametrize("damage", DAMAGES)
    def test_the_answer_is_the_same(self, damage: str, folder: Path) -> None:
        """And where that can be, there is a good index again."""
        with no_index():
            expected = said(folder)
        assert said(folder) == expected
        notices.clear()

        DAMAGES[damage](place(folder))

        assert said(folder) == expected
        if damage != "a folder":
            assert isinstance(open_folder(folder).log, StoredLog)
        if damage == "another version":
            assert notices == ["the index is of another version; it is made anew"]

    @pytest.mark.slow
    @pytest.mark.parametrize("half", [0, 1])
    def test_a_thousand_random_changes_change_no_output(
        self, half: int, folder: Path
    ) -> None:
        """A byte, a run, a cut, a growth or a swap, in any file of the index."""
        chance = random.Random(20261122 + half)  # noqa: S311 no secret
        with no_index():
            told = _told(folder)
            expected = [printed(folder, it) for it in COMMANDS]
        for number in range(500):
            _mutate(place(folder), chance)
            which = number % len(COMMANDS)
            assert printed(folder, COMMANDS[which]) == expected[which]
            if not number % 10:
                assert _told(folder) == told

    def test_what_does_not_fit_its_seal_is_not_read(self, folder: Path) -> None:
        """Not even if SQLite would not notice: a letter in a title."""
        base = place(folder).base
        before = base.stat()
        base.write_bytes(base.read_bytes().replace(b"clash shots", b"clash shoot"))
        os.utime(base, ns=(before.st_atime_ns, before.st_mtime_ns))

        assert stored(folder).events == plain(folder).events


class TestPlaces:
    @pytest.mark.parametrize("where", ["/proc/nothing", "/dev/null/cache"])
    def test_a_folder_that_cannot_be_made(
        self, where: str, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The files answer."""
        expected = said(folder)
        monkeypatch.setenv(VARIABLE, where)

        assert said(folder) == expected

    def test_a_disk_that_is_full(self, folder: Path) -> None:
        """Neither a new index nor a change of one can be written."""
        with no_index():
            expected = _told(folder)

        def work() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
            place(folder).seal.unlink()
            assert _told(folder) == expected

        def grow() -> None:
            stored(folder)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
            add(folder, event("2026-05-01", "clash", "deaths"), DISK)
            assert len(open_folder(folder).log) == len(FOUND) + 1

        assert in_child(work) == 0
        assert in_child(grow) == 0
        assert stored(folder) == plain(folder)

    def test_an_index_that_somebody_else_writes(self, folder: Path) -> None:
        """It is waited for, but not for long."""
        (folder / "log" / "new.toml").write_text("# new\n")
        with held_lock(place(folder).lock):
            assert not isinstance(open_folder(folder).log, StoredLog)
        assert isinstance(open_folder(folder).log, StoredLog)

    def test_an_index_that_another_program_holds(self, folder: Path) -> None:
        """A tool that looks into the file does no harm."""
        other = sqlite3.connect(place(folder).base, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        (folder / "log" / "new.toml").write_text("# new\n")
        assert len(open_folder(folder).log) == len(FOUND)
        other.close()

        assert stored(folder) == plain(folder)


class TestRaces:
    @pytest.mark.slow
    def test_eight_readers_and_two_writers(self, folder: Path) -> None:
        """Nobody fails, nothing is lost, and no reader sees less than before."""
        context = get_context("fork")
        writers = [context.Process(target=_write, args=(folder, name)) for name in "ab"]
        readers = [context.Process(target=_read, args=(folder,)) for _ in range(8)]
        for process in (*writers, *readers):
            process.start()
        for process in (*writers, *readers):
            process.join()

        assert [it.exitcode for it in (*writers, *readers)] == [0] * 10
        assert len(stored(folder)) == len(FOUND) + 40
        assert stored(folder) == plain(folder)

    @pytest.mark.slow
    def test_a_writer_that_dies(self, folder: Path) -> None:
        """At any moment of a change: the next command answers rightly."""
        for step in range(12):
            process = get_context("fork").Process(target=_write, args=(folder, "x"))
            process.start()
            process.join(timeout=0.004 * step)
            process.kill()
            process.join()
            assert open_folder(folder).log == plain(folder)


def _write(folder: Path, name: str) -> None:
    for day in range(1, 21):
        with editing(WatchFolder(folder)) as editor:
            editor.add(event(f"2026-02-{day:02}", "clash", "shots", by=name))


def _read(folder: Path) -> None:
    least = len(FOUND)
    for _ in range(40):
        log = open_folder(folder).log
        assert len(log) == len(log.events) >= least
        least = len(log)


def _told(folder: Path) -> str:
    """Return what follows from a log, in short."""
    watch = open_folder(folder)
    ledger = watch.log.ledger(watch.catalogue)
    assert ledger.first
    assert ledger.last
    months = range(month_of(ledger.first), month_of(ledger.last) + 1)
    sheets = [sorted(ledger.sheet(it).items()) for it in months]
    told = repr((watch.problems, watch.log.events, watch.log.used, sheets))
    # As at the end of a command: what SQLite shares in memory must not be cut.
    index.finish()
    if isinstance(watch.log, StoredLog):
        watch.log.index.close()
    return told


def _mutate(found: Place, chance: random.Random) -> None:
    """Change a file of the index in a random way."""
    there = [it for it in (*found.files, found.lock) if it.exists()]
    path = chance.choice(there)
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data) + 1)
    way = chance.randrange(6)
    if way == 0:
        data[at : at + 1] = chance.randbytes(1)
    elif way == 1:
        data[at : at + 500] = chance.randbytes(500)
    elif way == 2:
        del data[at:]
    elif way == 3:
        data += chance.randbytes(1000)
    elif way == 4:
        path.unlink()
        return
    else:
        chance.choice(there).write_bytes(data)
        return
    path.write_bytes(data)


def test_the_seal_tells_generations_apart(folder: Path) -> None:
    """Each change of the rows counts."""
    before = seal(folder).generation
    add(folder, event("2026-05-01", "clash", "deaths"), DISK)

    assert seal(folder).generation == before + 1
