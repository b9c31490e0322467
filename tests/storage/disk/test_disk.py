"""The calls by which the disk changes: modes, owners, and no descriptor left open."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from riskctl.storage.disk.disk import DISK, Disk
from tests.reliability.disks import open_descriptors


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
