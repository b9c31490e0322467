import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from riskctl.errors import LockedError, WriteError
from riskctl.storage.disk.files import locked
from riskctl.storage.edit import editing
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch, open_folder, run, spawn
from tests.reliability.disks import ended, open_descriptors, start

pytestmark = pytest.mark.trust("R7")

RECORD = event("2026-11-20", "clash", "shots")


def hold(path: Path) -> int:
    """Hold the lock in a child until it is killed; return its id."""

    def work() -> None:
        with locked(path):
            path.with_suffix(".held").touch()
            signal.pause()

    child = start(work)
    _wait_for(path.with_suffix(".held"))
    return child


def kill(child: int) -> None:
    """Kill a child that this test started."""
    os.kill(child, signal.SIGKILL)
    assert ended(child) == -signal.SIGKILL


class TestLock:
    def test_is_freed_when_its_holder_is_killed(self, tmp_path: Path) -> None:
        """The kernel does it, so the next writer does not wait (TW #2292)."""
        folder = WatchFolder(make_watch(tmp_path))
        kill(hold(folder.lock))
        started = monotonic()

        with editing(folder) as editor:
            editor.add(RECORD)

        assert monotonic() - started < 1
        assert open_folder(tmp_path).log.ids == {RECORD.id}

    def test_names_the_process_that_holds_it(self, tmp_path: Path) -> None:
        """So that one knows what to wait for; nothing is written."""
        folder = WatchFolder(make_watch(tmp_path))
        child = hold(folder.lock)
        try:
            with (
                pytest.raises(LockedError) as caught,
                editing(folder, patience_seconds=0.05),
            ):
                pass
        finally:
            kill(child)

        assert caught.value.exit_code == 7
        assert caught.value.message == (
            f".riskctl.lock: the log is locked by process {child}"
        )

    def test_reading_needs_no_lock(self, tmp_path: Path) -> None:
        """A level is printed while somebody writes."""
        folder = WatchFolder(make_watch(tmp_path))
        child = hold(folder.lock)
        try:
            outcome = run("level", "--brief", folder=tmp_path)
        finally:
            kill(child)

        assert outcome.exit_code == 0

    def test_a_link_in_its_place_is_refused(self, tmp_path: Path) -> None:
        """The file it leads to would be emptied."""
        folder = WatchFolder(make_watch(tmp_path))
        victim = tmp_path / "victim"
        victim.write_text("precious")
        folder.lock.symlink_to(victim)

        with pytest.raises(WriteError, match=r"\.riskctl\.lock"), editing(folder):
            pass

        assert victim.read_text() == "precious"

    def test_a_folder_in_its_place_is_refused(self, tmp_path: Path) -> None:
        """With the path and the system's reason."""
        folder = WatchFolder(make_watch(tmp_path))
        folder.lock.mkdir()

        with pytest.raises(WriteError, match="is a directory"), editing(folder):
            pass

    def test_a_removed_lock_file_is_noticed_by_who_waits(self, tmp_path: Path) -> None:
        """Two processes never hold two files of one name, `git clean` or not."""
        path = tmp_path / "lock"
        path.touch()
        other = start(lambda: _take_the_new_file(path))
        waiter = start(lambda: _take_the_old_file(path))

        assert [0, 0] == [ended(other), ended(waiter)]
        assert path.with_suffix(".order").read_text().splitlines() == [
            "other is in",
            "other is out",
            "waiter is in",
            "waiter is out",
        ]

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells")
    def test_leaves_no_descriptor_open(self, tmp_path: Path) -> None:
        """Neither when it was held, nor when another had it, nor after an error."""
        path = tmp_path / "lock"
        before = open_descriptors()
        with locked(path):
            for _ in range(3):
                with pytest.raises(LockedError), locked(path, patience_seconds=0.05):
                    pass
        with suppress(KeyError), locked(path):
            raise KeyError
        assert open_descriptors() == before

    def test_an_error_in_the_block_keeps_its_name(self, tmp_path: Path) -> None:
        """What fails under the lock is no failure of the lock."""
        with pytest.raises(OSError, match="somewhere else"), locked(tmp_path / "lock"):
            raise OSError(5, "somewhere else")

    def test_a_watch_that_vanishes_is_not_made_again(self, tmp_path: Path) -> None:
        """An entry in a folder that was just moved would be lost to its owner."""
        folder = WatchFolder(make_watch(tmp_path / "w"))

        with editing(folder) as editor:
            folder.path.rename(tmp_path / "moved")
            with pytest.raises(LockedError, match="moved or removed"):
                editor.add(RECORD)

        assert not folder.path.exists()
        with pytest.raises(WriteError), editing(folder):
            pass

    @pytest.mark.slow
    def test_a_command_waits_ten_seconds_and_says_for_whom(
        self, tmp_path: Path
    ) -> None:
        """Exit 7, as the reference says."""
        folder = WatchFolder(make_watch(tmp_path))
        child = hold(folder.lock)
        started = monotonic()
        try:
            done = spawn("log", "clash", "shots", "x", folder=tmp_path)
        finally:
            kill(child)

        assert done.returncode == 7
        assert monotonic() - started > 10
        assert done.stdout == b""
        assert f"process {child}".encode() in done.stderr


def _take_the_old_file(path: Path) -> None:
    """Lock a file that is removed between its opening and its locking."""
    tries = 0

    def before_each_try(event: str, _arguments: object) -> None:
        nonlocal tries
        if event != "fcntl.flock":
            return
        tries += 1
        if tries == 1:
            path.unlink()
            path.with_suffix(".removed").touch()
            _wait_for(path.with_suffix(".taken"))
        else:
            path.with_suffix(".tried-again").touch()

    sys.addaudithook(before_each_try)
    with locked(path):
        _note(path, "waiter is in")
        _note(path, "waiter is out")
    # The other one need not wait any longer, whatever happened here.
    path.with_suffix(".tried-again").touch()


def _take_the_new_file(path: Path) -> None:
    """Lock the file that takes the removed one's place, until the waiter comes."""
    _wait_for(path.with_suffix(".removed"))
    with locked(path):
        _note(path, "other is in")
        path.with_suffix(".taken").touch()
        _wait_for(path.with_suffix(".tried-again"))
        _note(path, "other is out")


def _wait_for(path: Path) -> None:
    deadline = monotonic() + 30
    while not path.exists():
        assert monotonic() < deadline, path
        sleep(0.005)


def _note(path: Path, text: str) -> None:
    with path.with_suffix(".order").open("a") as stream:
        stream.write(f"{text}\n")
