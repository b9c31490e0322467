"""The files of a log as the index knows them, and whether they are still the same."""

import os
import stat
import time
from collections.abc import Iterable
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


class KnownFile(NamedTuple):
    """
    A file as it was when it was read.

    Attributes:
        number: What its rows call it.
        name: In the log's folder.
        settled: Whether the stamp tells this content from any other.
        newlines: How many lines were ended.
        plain: Whether it holds nothing but whole `[[...]]` tables, without any
            problem, so that tables after it change nothing in it.
        first: The lowest place of its events, and
        last: the highest.
        problems: What the reader noticed, as JSON; mostly nothing.
    """

    number: int
    name: str
    stamp: Stamp
    settled: bool
    digest: bytes
    newlines: int
    plain: bool
    first: int
    last: int
    problems: str


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

    def read(self, name: str) -> bytes:
        """
        Return what a file holds.

        Raises:
            OSError: It cannot be read.
        """
        return (self.folder / name).read_bytes()


def find_files(folder: Path) -> FoundFiles | None:
    """
    Find the visible TOML files of a folder, as `files.list_files` does.

    Nothing is returned where reading would say what is wrong: a folder that cannot
    be listed, a link that leads nowhere, a device.
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


def digest_of(data: bytes) -> bytes:
    """Return the SHA-256 of what a file holds."""
    # Loaded where something is compared: OpenSSL takes its time to start.
    from hashlib import sha256

    return sha256(data).digest()


def unchanged(known: Iterable[KnownFile], found: FoundFiles, *, thorough: bool) -> bool:
    """
    Say whether the files hold what they held when they were read.

    A file is read again where its stamp might not tell; all are when it has to be
    certain.

    Raises:
        OSError: A file cannot be read.
    """
    files = list(known)
    return {it.name: it.stamp for it in files} == found.stamps and all(
        digest_of(found.read(it.name)) == it.digest
        for it in files
        if thorough or not it.settled
    )


def ripe_files(known: Iterable[KnownFile], found: FoundFiles) -> list[int]:
    """Return the numbers of the files that are now old enough to be known by time."""
    return [
        it.number
        for it in known
        if not it.settled and found.stamps[it.name].is_settled(found.now)
    ]
