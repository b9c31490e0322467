"""What writers that were killed leave behind is removed, and nothing else."""

import errno
import os
from pathlib import Path

import pytest

from riskctl.errors import WriteError
from riskctl.storage.disk.disk import Disk
from riskctl.storage.disk.files import clear_dead, clear_leftovers
from tests.reliability.disks import in_child
from tests.storage.disk.nobody import as_nobody
from tests.storage.disk.nobody import open_folder as open_folder  # noqa: PLC0414


class TestClearLeftovers:
    def test_removes_what_writers_of_the_file_left(self, tmp_path: Path) -> None:
        """All of theirs in the folder of the log, and no other file."""
        for name in (".x.1.riskctl-tmp", ".y.2.riskctl-tmp", "x", "z.riskctl-tmp"):
            (tmp_path / name).touch()

        clear_leftovers(tmp_path / "x", shown="x")

        assert sorted(it.name for it in tmp_path.iterdir()) == ["x", "z.riskctl-tmp"]

    def test_leaves_the_work_of_others_beside_the_target_of_a_link(
        self, tmp_path: Path
    ) -> None:
        """There only what bears the name of the target is ours, to the letter."""
        (tmp_path / "log").mkdir()
        (tmp_path / "log" / "x").symlink_to("../[x]")
        for name in (".[x].1.riskctl-tmp", ".x.2.riskctl-tmp", ".y.3.riskctl-tmp"):
            (tmp_path / name).touch()

        clear_leftovers(tmp_path / "log" / "x", shown="x")

        left = sorted(it.name for it in tmp_path.iterdir())
        assert left == [".x.2.riskctl-tmp", ".y.3.riskctl-tmp", "log"]

    def test_a_disk_that_refuses_is_named_by_the_file(self, tmp_path: Path) -> None:
        """As whoever asked calls it."""

        class Refusing(Disk):
            def remove(self, path: Path) -> None:
                raise OSError(errno.EROFS, "Read-only file system", path)

        (tmp_path / ".x.1.riskctl-tmp").touch()
        with pytest.raises(WriteError, match=r"^log/x: cannot be written: read-only"):
            clear_leftovers(tmp_path / "x", shown="log/x", disk=Refusing())


class TestClearDead:
    def test_removes_what_the_dead_left_and_nothing_else(self, tmp_path: Path) -> None:
        """Who is alive goes on; a name that tells of no process is none of ours."""
        child = os.fork()
        if not child:
            os._exit(0)
        os.waitpid(child, 0)
        kept = [
            f".x.{os.getpid()}.riskctl-tmp",
            ".x.1.riskctl-tmp",
            ".x.one.riskctl-tmp",
            f"x.{child}.riskctl-tmp",
            f".x.{child}",
        ]
        for name in (*kept, f".x.{child}.riskctl-tmp", f".y.{10**30}.riskctl-tmp"):
            (tmp_path / name).touch()

        clear_dead(tmp_path)

        assert sorted(it.name for it in tmp_path.iterdir()) == sorted(kept)

    def test_somebody_elses_process_is_alive(self, open_folder: Path) -> None:
        """The system says no more than that it may not be signalled."""
        kept = open_folder / f".x.{os.getpid()}.riskctl-tmp"
        kept.touch()

        assert in_child(lambda: as_nobody(lambda: clear_dead(open_folder))) == 0
        assert [kept] == list(open_folder.iterdir())

    def test_what_cannot_be_removed_stays(self, tmp_path: Path) -> None:
        """It is a help: a folder in the place of a file is no failure."""
        (tmp_path / f".x.{10**30}.riskctl-tmp").mkdir()
        (tmp_path / f".y.{10**30}.riskctl-tmp").touch()
        clear_dead(tmp_path)
        assert [it.name[:3] for it in tmp_path.iterdir()] == [".x."]
