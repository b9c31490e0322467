"""What the system says of files without reading them, and whether that is enough."""

import os
import stat
import time
from pathlib import Path
from typing import Final, NamedTuple

# A file that was touched in the moment of a look can be touched again without a
# new time: the clock of a file system is coarse, and another machine's may differ.
SETTLED_NANOSECONDS: Final = 2 * 10**9


class Stamp(NamedTuple):
    """What the system says of a file without reading it; times in nanoseconds."""

    size: int
    modified: int
    changed: int
    inode: int

    def is_settled(self, now: int) -> bool:
        """Say whether the file has not been touched for long enough."""
        return max(self.modified, self.changed) <= now - SETTLED_NANOSECONDS


class FoundFiles(NamedTuple):
    """
    What lies in the folder of a log, unread.

    Attributes:
        stamps: Of the files that are read, by name.
        now: A moment before they were looked at, in nanoseconds.
        others: The names of everything else.
    """

    folder: Path
    stamps: dict[str, Stamp]
    now: int
    others: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of all the files that are read."""
        return sum(it.size for it in self.stamps.values())

    @property
    def has_plain_names(self) -> bool:
        """Whether every name is text, so that something may be kept under it."""
        try:
            "".join(self.stamps).encode()
        except UnicodeError:
            return False
        return True


def find_files(folder: Path, *, shown: str) -> FoundFiles:
    """
    Find what lies in a folder; visible TOML files are read.

    A link to a file is one, too. A folder that is missing holds nothing.

    Raises:
        WatchError: The folder cannot be listed.
    """
    now = time.time_ns()
    stamps, others = {}, []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stamp = None
                if entry.name.endswith(".toml") and not entry.name.startswith("."):
                    stamp = _stamp_of_file(entry)
                if stamp:
                    stamps[entry.name] = stamp
                else:
                    others.append(entry.name)
    except OSError as error:
        _refuse_unlisted(folder, shown, error)
    return FoundFiles(folder, stamps, now, tuple(others))


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file from its status."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def stamp_at(path: Path) -> Stamp | None:
    """Return the stamp of what is at a path; None where nothing can be looked at."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def _stamp_of_file(entry: os.DirEntry[str]) -> Stamp | None:
    """Return the stamp of an entry; None of a folder, a pipe, or a dangling link."""
    try:
        status = entry.stat()
    except OSError:
        return None
    return stamp_of(status) if stat.S_ISREG(status.st_mode) else None


def _refuse_unlisted(folder: Path, shown: str, error: OSError) -> None:
    """
    Refuse a folder that is there and cannot be listed.

    Raises:
        WatchError: Unless it is missing.
    """
    if isinstance(error, FileNotFoundError) and not os.path.lexists(folder):
        return
    from riskctl.errors import WatchError
    from riskctl.storage.disk.files import reason

    what = "the link leads nowhere" if folder.is_symlink() else reason(error)
    raise WatchError(
        f"{shown}: cannot be listed: {what}",
        hint="mend its permissions, or bring the folder back",
    ) from None
