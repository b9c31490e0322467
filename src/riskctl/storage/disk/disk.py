"""The few calls by which the disk changes, so that a test can fail each of them."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)


class Disk:
    """
    The real disk.

    Each method is one step of the write protocol and raises `OSError` when the
    system refuses it. The crash tests pass one that stops at a chosen step.
    """

    def write_new(
        self, path: Path, data: bytes, *, like: os.stat_result | None
    ) -> None:
        """
        Write a file that must not exist, and flush it to the disk.

        Args:
            like: Whose owner and mode it takes; None leaves them to the system.
        """
        descriptor = self.create(path, 0o666 if like is None else 0o600)
        try:
            self.write(descriptor, data)
            if like is not None:
                self.resemble(descriptor, like)
            else:
                share(descriptor, path.parent)
            self.flush(descriptor)
        finally:
            os.close(descriptor)

    def create(self, path: Path, mode: int) -> int:
        """Open a new file; a link in its place is refused."""
        return os.open(path, _NEW_FILE | _NO_FOLLOW, mode)

    def resemble(self, descriptor: int, like: os.stat_result) -> None:
        """Give a file the mode of another, and its owner as far as we may."""
        own = os.fstat(descriptor)
        if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
            with suppress(PermissionError):
                os.fchown(descriptor, -1, like.st_gid)
            with suppress(PermissionError):
                os.fchown(descriptor, like.st_uid, -1)
        os.fchmod(descriptor, stat.S_IMODE(like.st_mode))

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of *data*, however many calls it takes."""
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def flush(self, descriptor: int) -> None:
        """Wait until the disk has the file; never tried twice after a failure."""
        os.fsync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Put *source* in the place of *target* in one step."""
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the disk has the folder's entries."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self.flush(descriptor)
        finally:
            os.close(descriptor)

    def make_folder(self, folder: Path) -> None:
        """Make one folder, durably; one that somebody else just made will do."""
        folder.mkdir(exist_ok=True)
        self.sync_folder(folder.parent)

    def remove(self, path: Path) -> None:
        """Remove a file, if it is still there."""
        path.unlink(missing_ok=True)


def share(descriptor: int, folder: Path) -> None:
    """
    Let those write to a new file of ours who may write into its folder.

    Whoever shares a folder means what is in it, whatever mask a process has.
    """
    with suppress(OSError):
        own, theirs = os.fstat(descriptor), folder.stat().st_mode
        writers = theirs & (stat.S_IWGRP | stat.S_IWOTH)
        wanted = own.st_mode | writers | writers << 1
        if theirs & stat.S_ISVTX:  # everybody's, where each has files of their own
            return
        if own.st_uid == os.geteuid() and own.st_mode != wanted:
            os.fchmod(descriptor, stat.S_IMODE(wanted))


DISK: Final = Disk()
