"""A file is put in the place of another one whole, or nothing is changed."""

import errno
import os
from pathlib import Path

import pytest

from riskctl.errors import LockedError, WriteError
from riskctl.storage.disk.disk import Disk
from riskctl.storage.disk.files import replace_bytes
from tests.reliability.disks import in_child
from tests.storage.disk.nobody import as_nobody
from tests.storage.disk.nobody import open_folder as open_folder  # noqa: PLC0414


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

        with pytest.raises(LockedError) as caught:
            replace_bytes(path, old=old, new=b"ours", shown="x")

        assert caught.value.message == "x: changed by another program in this moment"
        assert caught.value.hint == "nothing was written; run the command again"
        assert [path] == list(tmp_path.iterdir())
        assert path.read_bytes() == b"theirs"

    def test_a_folder_in_its_place_is_refused(self, tmp_path: Path) -> None:
        """With the name, and without litter."""
        (tmp_path / "x").mkdir()

        with pytest.raises(WriteError) as caught:
            replace_bytes(tmp_path / "x", old=None, new=b"", shown="x")

        assert caught.value.message == "x: cannot be written: is a directory"
        assert caught.value.hint == (
            "nothing was changed; free space or mend the permissions, then retry"
        )
        assert [tmp_path / "x"] == list(tmp_path.iterdir())

    def test_a_name_that_is_too_long_is_refused(self, tmp_path: Path) -> None:
        """As any other thing that the system does not do."""
        with pytest.raises(WriteError, match="file name too long"):
            replace_bytes(tmp_path / ("x" * 300), old=None, new=b"", shown="x")

    def test_a_file_that_its_owner_sealed_is_refused(self, open_folder: Path) -> None:
        """A rename would replace what must not be written into."""
        path = open_folder / "x"
        path.write_bytes(b"old")
        path.chmod(0o444)

        def work() -> None:
            with pytest.raises(WriteError) as caught:
                replace_bytes(path, old=b"old", new=b"new", shown="x")
            assert caught.value.message == "x: cannot be written: permission denied"

        assert in_child(lambda: as_nobody(work)) == 0
        assert path.read_bytes() == b"old"
        assert [path] == list(open_folder.iterdir())

    def test_what_the_disk_did_not_confirm_is_said_to_be_written(
        self, tmp_path: Path
    ) -> None:
        """It is there, and may not be after a crash."""

        class Unsure(Disk):
            def sync_folder(self, folder: Path) -> None:
                raise OSError(errno.EIO, "Input/output error", folder)

        with pytest.raises(WriteError) as caught:
            replace_bytes(tmp_path / "x", old=None, new=b"x", shown="y", disk=Unsure())

        assert caught.value.message == "y: cannot be written: input/output error"
        assert caught.value.hint == (
            "the entry was written, but the disk did not confirm it: "
            "look at the file before you rely on it"
        )
        assert (tmp_path / "x").read_bytes() == b"x"

    def test_writes_beside_the_file_under_a_name_that_says_who(
        self, tmp_path: Path
    ) -> None:
        """On the same file system, hidden, and with the number of the process."""
        seen = []

        class Watching(Disk):
            def rename(self, source: Path, target: Path) -> None:
                seen.append((source, target))
                super().rename(source, target)

        replace_bytes(tmp_path / "x", old=None, new=b"x", shown="x", disk=Watching())

        temporary = tmp_path / f".x.{os.getpid()}.riskctl-tmp"
        assert seen == [(temporary, tmp_path / "x")]

    @pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyError()])
    def test_leaves_nothing_behind_when_it_is_cut_short(
        self, error: BaseException, tmp_path: Path
    ) -> None:
        """Whatever cuts it short."""

        class Failing(Disk):
            def rename(self, source: Path, target: Path) -> None:
                assert source.parent == target.parent
                raise error

        with pytest.raises((WriteError, KeyError)):
            replace_bytes(tmp_path / "x", old=None, new=b"x", shown="x", disk=Failing())
        assert list(tmp_path.iterdir()) == []


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
