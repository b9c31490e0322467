"""The calls by which the disk changes: modes, owners, and no descriptor left open."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from riskctl.storage.disk.disk import DISK, Disk, share
from tests.reliability.disks import in_child, open_descriptors
from tests.storage.disk.nobody import NOBODY, as_nobody
from tests.storage.disk.nobody import open_folder as open_folder  # noqa: PLC0414


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Have another umask for a while."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


class TestModes:
    @pytest.mark.parametrize(
        ("mask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0, 0o666)]
    )
    def test_of_a_new_file_is_what_the_user_settled(
        self, mask: int, expected: int, tmp_path: Path
    ) -> None:
        """By the umask, as of any file that a program makes."""
        with umask(mask):
            DISK.write_new(tmp_path / "new", b"x", like=None)
        assert mode(tmp_path / "new") == expected

    @pytest.mark.parametrize("kept", [0o600, 0o640, 0o664, 0o444])
    def test_of_a_file_that_takes_anothers_place_is_that_ones(
        self, kept: int, tmp_path: Path
    ) -> None:
        """Whatever the umask."""
        (tmp_path / "old").touch()
        (tmp_path / "old").chmod(kept)
        with umask(0o077):
            DISK.write_new(tmp_path / "new", b"x", like=(tmp_path / "old").stat())
        assert mode(tmp_path / "new") == kept

    def test_is_nobody_elses_while_it_is_written(self, tmp_path: Path) -> None:
        """What a private log holds is never readable to others for a moment."""
        seen = []

        class Watching(Disk):
            def write(self, descriptor: int, data: bytes) -> None:
                seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
                super().write(descriptor, data)

        (tmp_path / "old").touch()
        (tmp_path / "old").chmod(0o640)
        with umask(0):
            Watching().write_new(tmp_path / "new", b"x", like=(tmp_path / "old").stat())
        assert seen == [0o600]


class TestNewFile:
    def test_takes_no_others_place(self, tmp_path: Path) -> None:
        """Neither a file's nor a link's, which would lead elsewhere."""
        (tmp_path / "file").write_text("old")
        (tmp_path / "link").symlink_to("elsewhere")

        for name in ("file", "link"):
            with pytest.raises(FileExistsError):
                DISK.write_new(tmp_path / name, b"new", like=None)
        assert (tmp_path / "file").read_text() == "old"
        assert not (tmp_path / "elsewhere").exists()


class TestFolders:
    def test_one_that_somebody_just_made_will_do(self, tmp_path: Path) -> None:
        """And its parent's entries are on the disk; a parent must be there."""
        synced = []

        class Watching(Disk):
            def sync_folder(self, folder: Path) -> None:
                synced.append(folder)
                super().sync_folder(folder)

        for _ in range(2):
            Watching().make_folder(tmp_path / "a")
        assert (tmp_path / "a").is_dir()
        assert synced == [tmp_path] * 2
        with pytest.raises(FileNotFoundError):
            DISK.make_folder(tmp_path / "b" / "c")

    def test_removing_what_is_gone_is_no_failure(self, tmp_path: Path) -> None:
        """Somebody else removed it; a folder is another matter."""
        DISK.remove(tmp_path / "gone")
        (tmp_path / "folder").mkdir()
        with pytest.raises(OSError, match="folder"):
            DISK.remove(tmp_path / "folder")


class TestShare:
    @pytest.mark.parametrize(
        ("folder", "own", "shared"),
        [
            (0o755, 0o644, 0o644),
            (0o775, 0o644, 0o664),
            (0o775, 0o600, 0o660),
            (0o777, 0o600, 0o666),
            (0o757, 0o640, 0o646),
            (0o2775, 0o644, 0o664),
            (0o1777, 0o600, 0o600),
        ],
    )
    def test_who_may_write_into_the_folder_may_into_the_file(
        self, folder: int, own: int, shared: int, tmp_path: Path
    ) -> None:
        """And read it; where each has files of their own, nobody else may."""
        path = tmp_path / "x"
        path.touch()
        path.chmod(own)
        tmp_path.chmod(folder)
        with path.open("rb") as file:
            share(file.fileno(), tmp_path)
        assert mode(path) == shared

    def test_somebody_elses_file_is_left_alone(self, open_folder: Path) -> None:
        """Its owner decides, whatever root could do."""
        path = open_folder / "x"
        path.touch(mode=0o600)
        os.chown(path, 65534, 65534)
        open_folder.chmod(0o777)
        with path.open("rb") as file:
            share(file.fileno(), open_folder)
        assert mode(path) == 0o600

    def test_what_cannot_be_looked_at_is_left_alone(self, tmp_path: Path) -> None:
        """A folder that is gone is no failure of the write."""
        (tmp_path / "x").touch(mode=0o600)
        with (tmp_path / "x").open("rb") as file:
            share(file.fileno(), tmp_path / "gone")
        assert mode(tmp_path / "x") == 0o600


class TestOwner:
    def test_is_kept_as_far_as_the_user_may(self, open_folder: Path) -> None:
        """Who is not root keeps the mode, and what of the group they may."""
        (open_folder / "old").touch()
        (open_folder / "old").chmod(0o664)

        def work() -> None:
            DISK.write_new(open_folder / "new", b"x", like=(open_folder / "old").stat())

        assert in_child(lambda: as_nobody(work)) == 0
        status = (open_folder / "new").stat()
        assert (status.st_uid, status.st_gid) == (NOBODY, NOBODY)
        assert mode(open_folder / "new") == 0o664

    def test_the_group_is_kept_where_only_the_owner_differs(
        self, open_folder: Path
    ) -> None:
        """Each by itself."""
        old = open_folder / "old"
        for ids in ((0, 2345), (1234, 0), (1234, 2345)):
            old.touch()
            os.chown(old, *ids)
            DISK.write_new(open_folder / "new", b"x", like=old.stat())
            status = (open_folder / "new").stat()
            assert (status.st_uid, status.st_gid) == ids
            (open_folder / "new").unlink()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells")
class TestDescriptors:
    def test_are_closed_after_a_write(self, tmp_path: Path) -> None:
        """And after one that fails."""

        class Failing(Disk):
            def flush(self, descriptor: int) -> None:
                raise OSError(descriptor, "no")

        before = open_descriptors()
        DISK.write_new(tmp_path / "new", b"x", like=None)
        DISK.sync_folder(tmp_path)
        with pytest.raises(OSError, match="no"):
            Failing().write_new(tmp_path / "other", b"x", like=None)
        with pytest.raises(OSError, match="no"):
            Failing().sync_folder(tmp_path)
        assert open_descriptors() == before
