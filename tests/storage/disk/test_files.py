import errno
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
    locked,
    read_bytes,
    real_path,
    reason,
)
from riskctl.storage.disk.names import MAX_FILE_BYTES

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
        assert caught.value.hint == "mend its permissions, or restore it"

    def test_a_device_is_not_read_to_its_end(self, tmp_path: Path) -> None:
        """It may have none."""
        (tmp_path / "zero").symlink_to("/dev/zero")

        with pytest.raises(WatchError, match="not a regular file"):
            read_bytes(tmp_path / "zero", shown="x")

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        """By the name that the caller shows, with the system's reason."""
        with pytest.raises(WatchError) as caught:
            read_bytes(tmp_path / "missing", shown="x")

        assert caught.value.message == ("x: cannot be read: no such file or directory")
        assert caught.value.hint == "restore it from a copy"

    @pytest.mark.parametrize(
        ("at_most", "read"), [(0, b""), (1, b"1"), (4, b"1234"), (5, b"12345")]
    )
    def test_reads_no_more_than_is_asked_for(
        self, at_most: int, read: bytes, tmp_path: Path
    ) -> None:
        """Of a file that is larger, the beginning."""
        (tmp_path / "x").write_bytes(b"12345")

        assert read_bytes(tmp_path / "x", shown="x", at_most=at_most) == read

    def test_reads_one_byte_more_than_a_file_may_have(self, tmp_path: Path) -> None:
        """So that its reader sees that it is too large, and nobody reads it all."""
        with (tmp_path / "x").open("wb") as file:
            file.truncate(MAX_FILE_BYTES + 10)

        assert len(read_bytes(tmp_path / "x", shown="x")) == MAX_FILE_BYTES + 1

    def test_what_has_no_size_is_read_to_its_end(self) -> None:
        """A file of Linux's own says 0, and comes in pieces."""
        path = Path("/proc/filesystems")
        if not path.exists():
            pytest.skip("only Linux has one")
        assert path.stat().st_size == 0
        assert read_bytes(path, shown="x") == path.read_bytes()

    @pytest.mark.slow
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
            try:
                with pytest.raises(LockedError, match="is writing into it") as caught:
                    read_bytes(path, shown="x", at_most=sys.maxsize)
            finally:
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
        with pytest.raises(WatchError) as caught:
            list_files(tmp_path / "file", shown="log")
        assert caught.value.message == "log: cannot be listed: not a directory"
        assert caught.value.hint == "mend its permissions"


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

        with pytest.raises(OSError, match="symbolic links") as caught:
            real_path(tmp_path / "loop")
        assert caught.value.errno == errno.ELOOP


class TestReason:
    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (OSError(errno.ENOSPC, "No space left"), "no space left"),
            (OSError(errno.EIO, "I/O error"), "i/O error"),
            (OSError("Some text"), "some text"),
            (OSError(), ""),
        ],
    )
    def test_is_the_systems_own_words(self, error: OSError, said: str) -> None:
        """In the middle of a sentence: only the first letter is another."""
        assert reason(error) == said


class TestLocked:
    def test_a_lock_that_cannot_be_made_is_named(self, tmp_path: Path) -> None:
        """By the name of its file."""
        with pytest.raises(WriteError) as caught, locked(tmp_path / "no" / ".lock"):
            pass
        assert caught.value.message == (
            ".lock: cannot be written: no such file or directory"
        )
