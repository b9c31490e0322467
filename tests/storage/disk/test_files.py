import os
import subprocess
import sys
from pathlib import Path

import pytest

from riskctl.errors import LockedError, WatchError, WriteError
from riskctl.storage.disk.files import (
    is_file,
    is_there,
    list_files,
    read_bytes,
    real_path,
    replace_bytes,
)

WRITES_ON = """
import os, sys
file = os.open(sys.argv[1], os.O_RDWR)
print(flush=True)
while True:
    os.pwrite(file, b"x", 0)
"""


class TestReadBytes:
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        """Nobody may ever write into it."""
        os.mkfifo(tmp_path / "pipe")

        with pytest.raises(WatchError) as caught:
            read_bytes(tmp_path / "pipe", shown="log/x.toml")

        assert caught.value.message == (
            "log/x.toml: cannot be read: not a regular file"
        )

    def test_a_device_is_not_read_to_its_end(self, tmp_path: Path) -> None:
        """It may have none."""
        (tmp_path / "zero").symlink_to("/dev/zero")

        with pytest.raises(WatchError, match="not a regular file"):
            read_bytes(tmp_path / "zero", shown="x")

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        """By the name that the caller shows, with the system's reason."""
        with pytest.raises(WatchError, match=r"^x: cannot be read: no such file"):
            read_bytes(tmp_path / "missing", shown="x")

    def test_a_file_that_is_being_written_is_waited_for(self, tmp_path: Path) -> None:
        """Half of what an editor saves is no answer: exit 7 while it goes on."""
        path = tmp_path / "large"
        with path.open("wb") as file:
            file.truncate(64 * 1024 * 1024)
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITES_ON, path], stdout=subprocess.PIPE
        )
        with writer:
            assert writer.stdout
            writer.stdout.readline()
            with pytest.raises(LockedError, match="is writing into it") as caught:
                read_bytes(path, shown="x", at_most=sys.maxsize)
            writer.kill()

        assert caught.value.exit_code == 7
        assert read_bytes(path, shown="x", at_most=sys.maxsize).startswith(b"x\0")


class TestListFiles:
    def test_lists_what_the_user_sees(self, tmp_path: Path) -> None:
        """Editors' back-ups and temporary files are none of the log."""
        for name in ("b.toml", "a.toml", ".c.toml", "a.toml~", "#a.toml#", "x.txt"):
            (tmp_path / name).touch()

        assert ["a.toml", "b.toml"] == [
            it.name for it in list_files(tmp_path, shown="log")
        ]

    def test_a_missing_folder_holds_none(self, tmp_path: Path) -> None:
        """A new watch has no log yet; a file in its place is another matter."""
        (tmp_path / "file").touch()

        assert list_files(tmp_path / "log", shown="log") == []
        with pytest.raises(WatchError, match=r"^log: cannot be listed: not a dir"):
            list_files(tmp_path / "file", shown="log")


class TestReplaceBytes:
    def test_makes_the_folders_on_the_way(self, tmp_path: Path) -> None:
        """The first file of a watch makes the watch."""
        path = tmp_path / "a" / "b" / "c.toml"

        replace_bytes(path, old=None, new=b"x", shown="c.toml")

        assert path.read_bytes() == b"x"

    @pytest.mark.parametrize("old", [None, b"", b"what was read"])
    def test_refuses_what_changed_meanwhile(
        self, tmp_path: Path, old: bytes | None
    ) -> None:
        """Another program's bytes are never replaced unseen."""
        path = tmp_path / "x"
        path.write_bytes(b"theirs")

        with pytest.raises(LockedError, match=r"^x: changed by another program"):
            replace_bytes(path, old=old, new=b"ours", shown="x")

        assert [path] == list(tmp_path.iterdir())
        assert path.read_bytes() == b"theirs"

    def test_a_folder_in_its_place_is_refused(self, tmp_path: Path) -> None:
        """With the name, and without litter."""
        (tmp_path / "x").mkdir()

        with pytest.raises(WriteError, match=r"^x: cannot be written: is a directory"):
            replace_bytes(tmp_path / "x", old=None, new=b"", shown="x")

        assert [tmp_path / "x"] == list(tmp_path.iterdir())

    def test_a_name_that_is_too_long_is_refused(self, tmp_path: Path) -> None:
        """As any other thing that the system does not do."""
        with pytest.raises(WriteError, match="file name too long"):
            replace_bytes(tmp_path / ("x" * 300), old=None, new=b"", shown="x")


class TestLooking:
    def test_what_cannot_be_looked_at_is_none(self, tmp_path: Path) -> None:
        """A name too long for the system is no file, and no traceback."""
        long = tmp_path / ("x" * 300)
        (tmp_path / "loop").symlink_to("loop")

        assert not is_file(long)
        assert not is_there(long)
        assert not is_file(tmp_path / "loop")
        assert is_there(tmp_path / "loop")

    def test_links_in_a_circle_lead_nowhere(self, tmp_path: Path) -> None:
        """The same error on every version of Python."""
        (tmp_path / "loop").symlink_to("loop")

        with pytest.raises(OSError, match="symbolic links"):
            real_path(tmp_path / "loop")


class TestOwner:
    def test_is_kept(self, tmp_path: Path) -> None:
        """In a folder shared by a group, an entry locks no colleague out."""
        if os.geteuid():
            pytest.skip("only root can give a file to somebody else")
        path = tmp_path / "log.toml"
        path.write_bytes(b"old")
        os.chown(path, 1234, 2345)

        replace_bytes(path, old=b"old", new=b"new", shown="log.toml")

        status = path.stat()
        assert (1234, 2345) == (status.st_uid, status.st_gid)
