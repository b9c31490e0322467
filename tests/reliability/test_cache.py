"""What is kept between commands may be lost, damaged or raced for; no byte changes."""

import os
import random
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from time import sleep

import pytest

from riskctl.storage.disk.disk import DISK
from riskctl.storage.edit import editing
from riskctl.storage.watch import WatchFolder
from tests.helpers import Outcome, event, open_folder, run
from tests.reliability.disks import add, ended, in_child, start
from tests.storage.kept import (
    LONG_NOTE,
    as_read,
    cache,
    is_kept,
    kept_in,
    large_watch,
    swapped_in,
)
from tests.trust import rounds

FOUND = [
    event(
        f"2026-{month:02}-{day:02}",
        name,
        value,
        grade="B2",
        # One file is large enough to have pages of its own.
        note=LONG_NOTE if month == 2 else "",
    )
    for month in range(1, 5)
    for day, name, value in (
        (3, "clash", "shots"),
        (9, "talks", "call"),
        (20, "treaty", "doubted"),
    )
]
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
# As it is told when anything of it cannot be kept, or was damaged.
NOTICES = ("nothing is kept between commands: ", "nothing can be kept in ")
DAMAGED = "a page of the cache was damaged; it is made anew\n"


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a watch of which nothing changes any more, and all that is kept of it."""
    temporary = tmp_path_factory.mktemp("warm")
    folder = large_watch(temporary / "watch", FOUND)
    # Until then, every file is compared each time, and the front is not kept.
    sleep(2.1)
    with cache(temporary / "cache"):
        for command in COMMANDS:
            run(*command.split(), folder=folder)
        kinds = {it.name.split("-")[0] for it in kept_in(folder).iterdir()}
    assert kinds >= {"watch", "files", "front", "details", "marks", "sheet", "sound"}
    return folder, temporary / "cache"


@pytest.fixture
def folder(warm: tuple[Path, Path]) -> Path:
    """Return the watch."""
    return warm[0]


@pytest.fixture
def kept(
    warm: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return the folder of pages, of the test's own to damage."""
    folder, root = warm
    monkeypatch.setenv("RISKCTL_CACHE", str(shutil.copytree(root, tmp_path / "cache")))
    return kept_in(folder)


@pytest.fixture(scope="module")
def expected(warm: tuple[Path, Path]) -> list[Outcome]:
    """Return what the commands do when nothing is kept."""
    with cache("off"):
        return [run(*it.split(), folder=warm[0]) for it in COMMANDS]


def assert_same(folder: Path, expected: list[Outcome]) -> None:
    """Run every command, and compare what it does."""
    for command, outcome in zip(COMMANDS, expected, strict=True):
        assert run(*command.split(), folder=folder) == outcome, command


def pages(kept: Path) -> list[Path]:
    """Return every page, always in the same order."""
    return sorted(it for it in kept.iterdir() if it.is_file())


def each(change: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what changes every page in some way."""

    def damage(kept: Path) -> None:
        for path in pages(kept):
            change(path)

    return damage


def in_place_of(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what puts something else in the place of every page."""

    def replaced(path: Path) -> None:
        path.unlink()
        make(path)

    return each(replaced)


def flipped(path: Path) -> None:
    """Change the last bit of a page."""
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def turned(kept: Path) -> None:
    """Give every page the name of the next one."""
    found = pages(kept)
    contents = [it.read_bytes() for it in found]
    for path, data in zip(found, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "none": lambda _: None,
    "no folder": shutil.rmtree,
    "no pages": each(Path.unlink),
    "empty": each(lambda it: it.write_bytes(b"")),
    "halved": each(lambda it: os.truncate(it, it.stat().st_size // 2)),
    "longer": each(lambda it: it.write_bytes(it.read_bytes() + b"\n")),
    "flipped": each(flipped),
    "random bytes": each(lambda it: it.write_bytes(os.urandom(4000))),
    "no first line": each(lambda it: it.write_bytes(it.read_bytes().split(b"\n")[-1])),
    "another version": each(lambda it: it.write_bytes(b"9" + it.read_bytes())),
    "other names": turned,
    "folders": in_place_of(Path.mkdir),
    "full folders": in_place_of(lambda it: (it / "x").mkdir(parents=True)),
    "pipes": in_place_of(os.mkfifo),
    "links to nowhere": in_place_of(lambda it: it.symlink_to("nowhere")),
    "links in a circle": in_place_of(lambda it: it.symlink_to(it.name)),
    "links to a device": in_place_of(lambda it: it.symlink_to("/dev/zero")),
    "unreadable": each(lambda it: it.chmod(0)),
    "a read-only folder": lambda it: it.chmod(0o500),
    "a folder that others may write": lambda it: it.chmod(0o777),
    "a file in place of the folder": lambda it: in_place(it, Path.touch),
    "a link in place of the folder": lambda it: in_place(
        it, lambda link: link.symlink_to("/proc/self")
    ),
}


def in_place(kept: Path, make: Callable[[Path], object]) -> None:
    """Put something else in the place of the folder."""
    shutil.rmtree(kept)
    make(kept)


# So many are made in two runs.
CHANGES = rounds(500, push=500, long=2_500)


@pytest.mark.trust("R14")
class TestDamage:
    @pytest.mark.parametrize("damage", DAMAGES)
    def test_changes_no_byte(
        self, damage: str, folder: Path, kept: Path, expected: list[Outcome]
    ) -> None:
        """Of sixteen commands, with nothing on stderr."""
        DAMAGES[damage](kept)

        assert_same(folder, expected)

    @pytest.mark.parametrize("damage", DAMAGES)
    def test_is_told_once_to_who_wants_to_know(
        self, damage: str, folder: Path, kept: Path, expected: list[Outcome]
    ) -> None:
        """One line on stderr, or none where it is as if nothing had been kept."""
        DAMAGES[damage](kept)
        command = COMMANDS[1]
        loud = run("-v", *command.split(), folder=folder)

        assert loud.stdout == expected[1].stdout
        assert len(loud.stderr.splitlines()) <= 1
        assert loud.stderr == "" or loud.stderr.startswith((*NOTICES, DAMAGED))
        if damage == "flipped":
            assert loud.stderr == DAMAGED
            # It was made anew, and there is nothing more to tell.
            again = run("-v", *command.split(), folder=folder)
            assert (again.stdout, again.stderr) == (loud.stdout, "")
        if damage in {"folders", "full folders"}:
            assert loud.stderr == f"nothing can be kept in {kept}: is a directory\n"
        if damage in {"none", "no folder", "another version"}:
            assert loud.stderr == ""

    @pytest.mark.slow
    @pytest.mark.trust("R14", rounds=CHANGES)
    @pytest.mark.parametrize("seed", [1, 2])
    def test_a_thousand_random_changes_change_no_byte(
        self, seed: int, folder: Path, kept: Path, expected: list[Outcome]
    ) -> None:
        """A flip, a run, a cut, a growth, a swap, in any page; some at a time."""
        chance = random.Random(20261122 + seed)  # noqa: S311 the same in every run
        which = 0
        for _ in range(CHANGES // 5):
            for _ in range(5):
                _mutate(kept, chance)
            for _ in range(3):
                which = (which + 1) % len(COMMANDS)
                command = COMMANDS[which].split()
                assert run(*command, folder=folder) == expected[which]


def _mutate(kept: Path, chance: random.Random) -> None:
    """Change a page in a random way."""
    path = chance.choice(pages(kept))
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data) + 1)
    way = chance.randrange(7)
    if way == 0:
        data[at : at + 1] = chance.randbytes(1)
    elif way == 1:
        data[at : at + 500] = chance.randbytes(500)
    elif way == 2:
        del data[at:]
    elif way == 3:
        data[at:at] = chance.randbytes(100)
    elif way == 4:
        other = chance.choice(pages(kept))
        path.write_bytes(other.read_bytes())
        path = other
    elif way == 5:
        chance.choice(pages(kept)).write_bytes(data)
        return
    else:
        # A bit of what the page says, and not of its first line.
        data[-1 - at % max(len(data), 1)] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


class TestFullDisk:
    @pytest.mark.parametrize("bytes_left", [0, 100, 5000])
    @pytest.mark.parametrize("damage", ["none", "no pages", "no folder"])
    def test_changes_no_byte(
        self,
        bytes_left: int,
        damage: str,
        folder: Path,
        kept: Path,
        expected: list[Outcome],
    ) -> None:
        """No page can be written, or only short ones; nothing is left lying about."""
        DAMAGES[damage](kept)

        def work() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left))
            assert_same(folder, expected)

        assert in_child(work) == 0
        assert [it for it in kept.iterdir() if it.name.startswith(".")] == []
        assert_same(folder, expected)

    def test_does_not_hold_up_a_record(self, tmp_path: Path) -> None:
        """It is written, though what follows from it cannot be kept."""
        small = [it._replace(note="") for it in FOUND]
        watch = large_watch(tmp_path / "watch", small)
        new = event("2026-05-01", "clash", "deaths")

        def work() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
            add(watch, new, DISK)

        with cache(tmp_path / "cache"):
            assert in_child(work) == 0
            assert open_folder(watch).log.event(new.id) == new
            assert open_folder(watch).log == as_read(watch).log


class TestRaces:
    @pytest.mark.slow
    def test_eight_readers_and_two_writers(self, tmp_path: Path) -> None:
        """Nobody fails, nothing is lost, and no reader sees less than before."""
        folder = large_watch(tmp_path / "watch", FOUND)
        with cache(tmp_path / "cache"):
            children = [start(lambda name=name: _write(folder, name)) for name in "ab"]  # type: ignore[misc]
            children += [start(lambda: _read(folder)) for _ in range(8)]

            assert [ended(it) for it in children] == [0] * 10
            log = open_folder(folder).log
            assert is_kept(log)
            assert len(log) == len(FOUND) + 40
            assert log == as_read(folder).log
            assert _sheets(folder) == _sheets_as_read(folder)

    @pytest.mark.slow
    def test_a_writer_that_dies(self, tmp_path: Path) -> None:
        """At any moment of a change: the next command answers rightly."""
        folder = large_watch(tmp_path / "watch", FOUND)
        with cache(tmp_path / "cache"):
            for step in range(15):
                child = start(lambda step=step: _write(folder, f"x{step}"))  # type: ignore[misc]
                time.sleep(0.007 * step)
                os.kill(child, 9)
                ended(child)
                assert open_folder(folder).log == as_read(folder).log
                assert _sheets(folder) == _sheets_as_read(folder)

    def test_a_log_that_changes_in_the_middle_ends_the_command(
        self, tmp_path: Path
    ) -> None:
        """With 7: nothing is answered from two moments."""
        folder = large_watch(tmp_path / "watch", FOUND)
        path = folder / "log" / "2026-03.toml"
        with cache(tmp_path / "cache"):
            open_folder(folder)
            watch = open_folder(folder)
            swapped_in(path, path.read_text().replace("shots", "deaths"))

            with pytest.raises(Exception, match="changed by another program") as caught:
                _ = watch.log.events
            assert getattr(caught.value, "exit_code", None) == 7
            assert open_folder(folder).log == as_read(folder).log


def _write(folder: Path, name: str) -> None:
    for day in range(1, 21):
        with editing(WatchFolder(folder), patience_seconds=60) as editor:
            editor.add(event(f"2026-02-{day:02}", "clash", "shots", by=name))


def _read(folder: Path) -> None:
    """Read again and again; what riskctl writes only ever grows."""
    least = len(FOUND)
    for _ in range(30):
        watch = open_folder(folder)
        ledger = watch.log.ledger(watch.catalogue)
        assert ledger.first == FOUND[0].date
        assert len(watch.log) == len(watch.log.events) >= least
        least = len(watch.log)


def _sheets(folder: Path) -> object:
    """Return the log added up, month by month."""
    watch = open_folder(folder)
    ledger = watch.log.ledger(watch.catalogue)
    months = range(2026 * 12, 2026 * 12 + 4)
    return [
        {name: list(lines) for name, lines in ledger.sheet(it).items()} for it in months
    ]


def _sheets_as_read(folder: Path) -> object:
    with cache("off"):
        return _sheets(folder)
