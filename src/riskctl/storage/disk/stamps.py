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
    The files of a log, unread.

    Attributes:
        stamps: By name.
        now: A moment before they were looked at, in nanoseconds.
    """

    folder: Path
    stamps: dict[str, Stamp]
    now: int

    @property
    def size(self) -> int:
        """The bytes of all of them."""
        return sum(it.size for it in self.stamps.values())


def find_files(folder: Path) -> FoundFiles | None:
    """
    Find the visible TOML files of a folder, as `files.list_files` does.

    Returns None where reading would say what is wrong: a folder that cannot be
    listed, a link that leads nowhere, a device.
    """
    now = time.time_ns()
    stamps = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".toml") and not entry.name.startswith("."):
                    status = entry.stat()
                    entry.name.encode()
                    if not stat.S_ISREG(status.st_mode):
                        return None
                    stamps[entry.name] = stamp_of(status)
    except (OSError, UnicodeError):
        return None
    return FoundFiles(folder, stamps, now)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file from its status."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
