"""What tools lost with files that only follow from others, locks and full disks."""

import errno
import os
from pathlib import Path

import pytest

from riskctl.errors import WriteError
from riskctl.model.record import Record
from riskctl.storage.disk.cache_folder import VARIABLE
from riskctl.storage.disk.disk import Disk
from riskctl.storage.edit import editing
from riskctl.storage.watch import WatchFolder
from tests.cli.small import small_watch, tree
from tests.cli.test_on_change import Teller
from tests.helpers import EXAMPLE, event, open_folder, run, spawn

pytestmark = pytest.mark.trust("R19")

NEW: Record = event("2026-11-19", "clash", "shots", id="2026-11-19-newest")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the small watch."""
    return small_watch(tmp_path / "small")


class _Full(Disk):
    def write(self, descriptor: int, data: bytes) -> None:
        super().write(descriptor, data[:7])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _Noted(Disk):
    def __init__(self) -> None:
        self.steps: list[str] = []

    def flush(self, descriptor: int) -> None:
        self.steps.append("flush")
        super().flush(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        self.steps.append("rename")
        super().rename(source, target)

    def sync_folder(self, folder: Path) -> None:
        self.steps.append("sync folder")
        super().sync_folder(folder)


class TestTaskwarrior:
    def test_2264_a_full_disk_leaves_what_was_there(self, small: Path) -> None:
        """taskwarrior#2264: a full disk left the data at nought bytes."""
        before = tree(small / "log")
        with (
            editing(WatchFolder(small), disk=_Full()) as editor,
            pytest.raises(WriteError, match="no space left"),
        ):
            editor.add(NEW)

        assert tree(small / "log") == before

    def test_2832_a_command_of_ones_own_that_fails_changes_nothing(
        self, tmp_path: Path
    ) -> None:
        """taskwarrior#2832: a hook that failed broke what had been done."""
        teller = Teller(tmp_path)
        teller.look()
        before = tree(teller.watch)
        teller.worsen()
        worse = tree(teller.watch)
        done = teller.look(command="false")

        assert before != worse == tree(teller.watch)
        assert done.stdout
        assert b"Traceback" not in done.stderr

    def test_2292_a_lock_that_was_left_behind_holds_nobody_up(
        self, small: Path
    ) -> None:
        """Taskwarrior TW-2292: an interrupted edit left its lock, for ever."""
        (small / ".riskctl.lock").write_text("4194304\n")

        assert run("log", "clash", "shots", "x", folder=small).exit_code == 0


class TestTimewarrior:
    @pytest.mark.parametrize("data", [b"", b"\x00" * 64, b"{"])
    def test_480_what_only_follows_from_the_log_is_made_again(
        self, tmp_path: Path, data: bytes
    ) -> None:
        """timewarrior#480: a power cut emptied a derived file, and all was refused."""
        env = {VARIABLE: str(tmp_path / "cache")}
        told = [spawn("level", folder=EXAMPLE, env=env).stdout]
        pages = [it for it in (tmp_path / "cache").rglob("*") if it.is_file()]
        assert pages
        for it in pages:
            it.write_bytes(data)
        told.append(spawn("level", folder=EXAMPLE, env=env).stdout)

        assert len(set(told)) == 1

    def test_772_what_is_renamed_is_on_the_disk(self, small: Path) -> None:
        """timewarrior#772: a rename without a flush left zeros after a power cut."""
        disk = _Noted()
        with editing(WatchFolder(small), disk=disk) as editor:
            editor.add(NEW)

        assert disk.steps[:2] == ["flush", "rename"]
        assert "sync folder" in disk.steps[2:]


class TestBeancount:
    def test_457_a_damaged_cache_is_no_news(self, tmp_path: Path) -> None:
        """beancount#457: each command complained of the cache again."""
        env = {VARIABLE: str(tmp_path / "cache")}
        whole = spawn("level", folder=EXAMPLE, env=env)
        for it in (tmp_path / "cache").rglob("*"):
            if it.is_file():
                it.write_bytes(it.read_bytes()[:-3] + b"???")

        for _ in range(2):
            done = spawn("level", folder=EXAMPLE, env=env)
            assert (done.stdout, done.stderr) == (whole.stdout, whole.stderr)


class TestKhal:
    def test_364_a_cache_that_cannot_be_kept_hides_no_event(
        self, tmp_path: Path
    ) -> None:
        """khal#364: the disk of the cache was full, and events were missing."""
        (tmp_path / "cache").write_text("a file in the place of a folder")
        env = {VARIABLE: str(tmp_path / "cache")}
        with_it = spawn("level", folder=EXAMPLE, env={VARIABLE: "off"})
        without = spawn("level", folder=EXAMPLE, env=env)

        assert without.stdout == with_it.stdout
        assert without.returncode == with_it.returncode == 0


class TestBukuDeletions:
    def test_332_what_is_withdrawn_stays_in_the_log(self, tmp_path: Path) -> None:
        """buku#332: all could be deleted at one stroke, without a way back."""
        folder = small_watch(tmp_path / "w")
        ids = [it.id for it in open_folder(folder).log.events]
        run("retract", *ids, "--reason", "all of it", folder=folder)

        kept = {it.id for it in open_folder(folder).log.events}
        assert kept == {*ids}


class TestVisidata:
    def test_388_an_export_is_the_old_one_or_the_new_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """visidata#388: who left while it saved found half a table."""
        folder, out = small_watch(tmp_path / "w"), tmp_path / "events.csv"
        run("export", "events", "-o", str(out), folder=folder)
        old = out.read_bytes()
        run("log", "clash", "shots", "x", "--again", folder=folder)

        def killed(_self: Disk, _source: Path, _target: Path) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(Disk, "rename", killed)
        run("export", "events", "--force", "-o", str(out), folder=folder)

        assert out.read_bytes() == old
        assert {it.name for it in tmp_path.iterdir()} == {"events.csv", "w"}
