"""
The seal of an index: what its files looked like when riskctl last wrote them.

SQLite notices a broken page, not a changed letter. So an index is believed only
while its files have the sizes, times and inodes that stand in the seal; what
anything else wrote, cut or copied is not read at all.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from riskctl import __version__
from riskctl.storage.index.place import Place

# Of the schema and of what its rows mean.
FORMAT: Final = "2"
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_LONGEST: Final = 1000


class Seal(NamedTuple):
    """
    What stands in the seal.

    Attributes:
        version: Of the schema and of riskctl.
        build: A new one for each cold build.
        generation: Counts the changes of the rows since then.
        looks: Of the base and of its write-ahead log.
    """

    version: str
    build: str
    generation: int
    looks: str

    @property
    def is_current(self) -> bool:
        """Whether this very version of riskctl wrote the index."""
        return self.version == _VERSION


_VERSION: Final = f"{FORMAT}/{__version__}"


def read_seal(place: Place) -> Seal | None:
    """Return the seal; nothing when there is none, or none that makes sense."""
    try:
        with place.seal.open("rb") as file:
            text = file.read(_LONGEST).decode("ascii")
        version, build, generation, looks = text.rstrip("\n").split(" ", 3)
        return Seal(version, build, int(generation), looks)
    except (OSError, ValueError):
        return None


def is_intact(place: Place, seal: Seal) -> bool:
    """Say whether the files still look as they did when they were sealed."""
    try:
        return _looks(place) == seal.looks
    except OSError:
        return False


def write_seal(place: Place, *, build: str, generation: int) -> None:
    """
    Seal the files as they are; the caller holds the lock.

    Raises:
        OSError: The disk refused; the old seal no longer fits, and stays.
    """
    text = f"{_VERSION} {build} {generation} {_looks(place)}\n"
    temporary = place.seal.with_suffix(".seal-tmp")
    with suppress(FileNotFoundError):
        temporary.unlink()
    descriptor = os.open(temporary, _NEW, 0o600)
    try:
        os.write(descriptor, text.encode("ascii"))
    finally:
        os.close(descriptor)
    temporary.replace(place.seal)


def _looks(place: Place) -> str:
    # Opened by root, the write-ahead log gets its owner anew, and with it another
    # time of change; what is in it has checksums of its own.
    return f"{_look(place.base)} {_look(place.ahead, but_changed=True)}"


def _look(path: Path, *, but_changed: bool = False) -> str:
    """Return what tells a file from another; an empty one is as good as none."""
    try:
        found = path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return "-"
    if not found.st_size:
        return "-"
    changed = 0 if but_changed else found.st_ctime_ns
    return f"{found.st_size} {found.st_mtime_ns} {changed} {found.st_ino}"
