"""File systems that break their word are found out, and the honest one is believed."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature
from pathlib import Path

import pytest

from riskctl.errors import LockedError
from riskctl.model.examined import Examined
from riskctl.storage.disk.disk import Disk
from riskctl.storage.disk.lock import held_lock
from riskctl.storage.disk.promises import examine_disk, kind_of_file_system


class CopyingDisk(Disk):
    """Renames by writing into the file that is there."""

    def rename(self, source: Path, target: Path) -> None:
        """Copy, and remove."""
        target.write_bytes(source.read_bytes())
        source.unlink()


class DeafDisk(Disk):
    """Takes a rename, and does nothing."""

    def rename(self, source: Path, target: Path) -> None:
        """Do nothing."""


class LinkingDisk(Disk):
    """Gives a file its new name, and leaves it the old one."""

    def rename(self, source: Path, target: Path) -> None:
        """Put another name of it in the target's place."""
        other = target.with_name("other")
        os.link(source, other)
        other.replace(target)


class UnflushedDisk(Disk):
    """Knows no fsync of a folder, as some network folders."""

    def sync_folder(self, folder: Path) -> None:
        """Refuse."""
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), folder)


class ForgetfulDisk(Disk):
    """Loses what was written before the flush."""

    def write(self, descriptor: int, data: bytes) -> None:
        """Write half."""
        super().write(descriptor, data[: len(data) // 2])


class CarelessDisk(Disk):
    """Makes a new file in the place of another."""

    def create(self, path: Path, mode: int) -> int:
        """Open what is there."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)


class ModelessDisk(Disk):
    """Gives every file the same mode, as a mounted stick."""

    def resemble(self, descriptor: int, like: os.stat_result) -> None:  # noqa: ARG002
        """Ignore what it was."""
        os.fchmod(descriptor, 0o777)


@contextmanager
def no_lock(path: Path, *, patience_seconds: float) -> Iterator[None]:  # noqa: ARG001
    """Keep nobody out."""
    yield


def lock_for_ever() -> object:
    """Return a lock that is never freed."""
    taken: list[Path] = []

    @contextmanager
    def lock(path: Path, *, patience_seconds: float) -> Iterator[None]:  # noqa: ARG001
        if taken:
            raise LockedError("held")
        taken.append(path)
        yield

    return lock


class TestExamineDisk:
    def test_believes_the_disk_of_this_machine(self, tmp_path: Path) -> None:
        """Five promises, all kept; nothing is left of the trial."""
        found = list(examine_disk(tmp_path))

        told = {it.name: it.found for it in found}
        assert re.fullmatch(r"file and folder, in \d{1,4} ms", told.pop("fsync"))
        assert told == {
            "rename": "puts a whole file in another's place",
            "new files": "never in the place of one that is there",
            "modes": "who may read and write a file is kept",
            "lock": "one writer at a time",
        }
        assert {it.topic for it in found} == {"disk"}
        assert all(it.is_fine for it in found)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("disk", "name", "said"),
        [
            (CopyingDisk(), "rename", "a rename changes the file under its readers"),
            (DeafDisk(), "rename", "a renamed file is not what its new name shows"),
            (LinkingDisk(), "rename", "a renamed file is not what its new name shows"),
            (UnflushedDisk(), "fsync", "refused: invalid argument"),
            (ForgetfulDisk(), "fsync", "a flushed file does not hold what was written"),
            (
                CarelessDisk(),
                "new files",
                "a new file takes the place of one that is there",
            ),
            (ModelessDisk(), "modes", "who may read a file is not kept"),
        ],
        ids=lambda it: type(it).__name__ if isinstance(it, Disk) else "",
    )
    def test_finds_a_disk_that_breaks_its_word(
        self, tmp_path: Path, disk: Disk, name: str, said: str
    ) -> None:
        """By the promise that is broken, with what to do; the rest is tried as well."""
        found = {it.name: it for it in examine_disk(tmp_path, disk=disk)}

        assert found[name] == Examined(
            "disk",
            name,
            said,
            "move the watch to a local disk: here an entry can be lost",
        )
        assert list(found) == ["rename", "fsync", "new files", "modes", "lock"]
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("lock", "said"),
        [
            (no_lock, "two writers can hold one lock"),
            (lock_for_ever(), "a lock is not freed"),
        ],
    )
    def test_finds_a_lock_that_does_not_hold(
        self, tmp_path: Path, lock: object, said: str
    ) -> None:
        """Or that holds for ever."""
        found = {it.name: it for it in examine_disk(tmp_path, lock=lock)}  # type: ignore[arg-type]

        assert found["lock"].found == said
        assert found["rename"].is_fine

    def test_uses_the_lock_of_the_write_protocol(self) -> None:
        """What is measured is what every command takes."""
        assert signature(examine_disk).parameters["lock"].default is held_lock

    def test_says_that_it_could_not_measure(self, tmp_path: Path) -> None:
        """A folder that is gone, or may not be written: one answer, no traceback."""
        (only,) = examine_disk(tmp_path / "gone")

        assert only == Examined(
            "disk",
            "promises",
            f"not measured in {tmp_path / 'gone'}: no such file or directory",
            "to log here, you must be able to write there; reading needs none of it",
        )

    def test_works_in_a_folder_of_its_own_beside_the_log(self, tmp_path: Path) -> None:
        """On the file system that is asked about, by a name that says whose it is."""
        seen = set()

        class Watching(Disk):
            def create(self, path: Path, mode: int) -> int:
                seen.add(path.parent)
                return super().create(path, mode)

        list(examine_disk(tmp_path, disk=Watching()))

        (trial,) = seen
        assert trial.parent == tmp_path
        assert trial.name.startswith(".riskctl-doctor-")


class TestKindOfFileSystem:
    def test_knows_what_a_mount_is(self) -> None:
        """As the kernel calls it."""
        if not Path("/proc/self/mountinfo").exists():
            pytest.skip("only Linux tells")
        assert kind_of_file_system(Path("/proc")) == "proc"

    def test_does_not_know_of_a_folder_that_is_gone(self, tmp_path: Path) -> None:
        """And says nothing."""
        assert kind_of_file_system(tmp_path / "gone") == ""

    @pytest.mark.parametrize(
        ("lines", "kind"),
        [
            (["36 35 {0} / /mnt rw - ext4 /dev/sda1 rw"], "ext4"),
            (["36 35 {0} / /mnt rw shared:1 master:2 - nfs4 host:/x rw"], "nfs4"),
            (["35 34 {1} / / rw - btrfs x rw", "36 35 {0} / / rw - xfs x rw"], "xfs"),
            (["36 35 {0} / /mnt rw ext4"], ""),
            (["35 34 {1} / / rw - btrfs x rw"], ""),
        ],
    )
    def test_is_read_from_the_line_of_the_device(
        self,
        lines: list[str],
        kind: str,
        tmp_path: Path,
    ) -> None:
        """After the mark that ends what is optional; a line without it says nothing."""
        device = tmp_path.stat().st_dev
        mine, other = f"{os.major(device)}:{os.minor(device)}", "999:999"
        table = tmp_path / "mountinfo"
        table.write_text("\n".join(it.format(mine, other) for it in lines))

        assert kind_of_file_system(tmp_path, table=table) == kind

    def test_a_table_that_is_no_text_says_nothing(self, tmp_path: Path) -> None:
        """A mount may have any bytes for a name."""
        table = tmp_path / "mountinfo"
        table.write_bytes(b"36 35 0:1 / /\xff rw - ext4 x rw\n")

        assert kind_of_file_system(tmp_path, table=table) == ""
