"""Where the index of a watch lies, and whether it is safe to have one there."""

import os
import re
import stat
from pathlib import Path
from typing import Final
from zlib import crc32

VARIABLE: Final = "RISKCTL_CACHE"
_OFF: Final = frozenset({"", "off"})
_PLAIN: Final = re.compile(r"[^0-9A-Za-z]+")
_SHOWN: Final = 40
# What a first reader has to go through before it can read: a millisecond's worth.
_MOST_AHEAD_BYTES: Final = 512 * 1024
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


class Place:
    """
    The files of one index, beside each other.

    Attributes:
        base: The SQLite file; its write-ahead log has a name of SQLite's.
        seal: What the base looked like when riskctl last wrote it.
        lock: Whoever writes the base or the seal holds it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Name the files."""
        self.folder = folder
        self.base = folder / f"{name}.sqlite"
        self.ahead = folder / f"{name}.sqlite-wal"
        self.shared = folder / f"{name}.sqlite-shm"
        self.seal = folder / f"{name}.seal"
        self.lock = folder / f"{name}.lock"

    @property
    def files(self) -> tuple[Path, ...]:
        """All but the lock; the seal first, for without it the rest is nothing."""
        return (self.seal, self.base, self.ahead, self.shared)

    def is_safe(self) -> bool:
        """
        Say whether nobody else can have put anything here.

        A folder that others may only read will do: each file is closed to them.
        """
        try:
            folder = self.folder.lstat()
        except OSError:
            return False
        return (
            stat.S_ISDIR(folder.st_mode)
            and folder.st_uid == os.geteuid()
            and not folder.st_mode & _OTHERS_MAY_WRITE
            and all(_is_own_file(it) for it in (*self.files, self.lock))
        )

    def is_long(self, *, is_last: bool, waiting: int = 0) -> bool:
        """Say whether enough lies ahead of the base to be moved to its place."""
        if not is_last:
            return False
        try:
            ahead = self.ahead.stat().st_size
        except FileNotFoundError:
            ahead = 0
        return ahead + waiting > _MOST_AHEAD_BYTES

    def prepare(self) -> None:
        """
        Make the folder, for its owner only.

        Raises:
            OSError: It cannot be made.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)


def place_of(watch: Path) -> Place | None:
    """
    Return the place for the index of a watch; nothing when there must be none.

    It is the user's cache folder, or what `RISKCTL_CACHE` names; `RISKCTL_CACHE=off`,
    or empty, means that no index is used or made. The machine's name is part of the
    name: what SQLite does to share a file holds on one machine only.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen in _OFF:
        return None
    folder = Path(chosen) if chosen else _user_cache()
    path = os.path.realpath(watch)
    what = os.fsencode(path) + b"\0" + os.uname().nodename.encode()
    # Two watches that share a name by chance make each other's index anew: what is
    # in it is believed only of the very files that it was made of.
    shown = _PLAIN.sub("-", path.rpartition("/")[2])[:_SHOWN]
    return Place(folder, f"{shown}-{crc32(what):08x}{crc32(what[::-1]):08x}")


def _user_cache() -> Path:
    """Return the cache folder as `platformdirs` does, which costs 5 ms to import."""
    if os.uname().sysname == "Linux":
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(named) if named else Path("~/.cache").expanduser()) / "riskctl"
    from platformdirs import user_cache_path

    return user_cache_path("riskctl", appauthor=False)


def _is_own_file(path: Path) -> bool:
    """Say whether there is nothing, or a plain file of ours under this name only."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return True
    return (
        stat.S_ISREG(found.st_mode)
        and found.st_uid == os.geteuid()
        and found.st_nlink == 1
        and not found.st_mode & _OTHERS_MAY_WRITE
    )
