"""A small file is read and written whole, and nothing else is taken for one."""

import errno
import os
import stat
from pathlib import Path

import pytest

from riskctl.storage.disk.whole import put_whole, read_whole


class TestReadWhole:
    def test_gives_the_first_bytes(self, tmp_path: Path) -> None:
        """And no more than is asked for."""
        (tmp_path / "x").write_bytes(b"12345")
        assert read_whole(tmp_path / "x", at_most=9) == b"12345"
        assert read_whole(tmp_path / "x", at_most=3) == b"123"

    @pytest.mark.parametrize("what", ["pipe", "folder"])
    def test_what_is_no_file_is_refused_at_once(
        self, what: str, tmp_path: Path
    ) -> None:
        """A pipe into which nobody writes is not waited for."""
        if what == "pipe":
            os.mkfifo(tmp_path / "x")
        else:
            (tmp_path / "x").mkdir()
        with pytest.raises(OSError, match="file") as caught:
            read_whole(tmp_path / "x", at_most=9)
        assert caught.value.args == (errno.EINVAL, "not a regular file")


class TestPutWhole:
    @pytest.mark.parametrize("mode", [0o600, 0o644])
    def test_puts_it_there_with_its_mode(self, mode: int, tmp_path: Path) -> None:
        """In the place of what was there."""
        (tmp_path / "x").write_text("something longer")
        put_whole(tmp_path / "x", b"new", mode=mode)
        assert (tmp_path / "x").read_bytes() == b"new"
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == mode
        assert [tmp_path / "x"] == list(tmp_path.iterdir())

    def test_is_its_owners_only_unless_it_is_said(self, tmp_path: Path) -> None:
        """What somebody looked at is nobody else's business."""
        put_whole(tmp_path / "x", b"")
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o600

    def test_writes_under_a_name_that_says_who(self, tmp_path: Path) -> None:
        """So that what a killed process leaves is known for what it is."""
        temporary = tmp_path / f".x.{os.getpid()}.riskctl-tmp"
        temporary.mkdir()
        with pytest.raises(FileExistsError) as caught:
            put_whole(tmp_path / "x", b"new")
        assert caught.value.filename == str(temporary)

    def test_leaves_nothing_behind_when_it_fails(self, tmp_path: Path) -> None:
        """Neither a file nor an open one."""
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / "y").touch()
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 (names are enough)
        with pytest.raises(OSError, match="x"):
            put_whole(tmp_path / "x", b"new")
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
        assert [tmp_path / "x"] == list(tmp_path.iterdir())
