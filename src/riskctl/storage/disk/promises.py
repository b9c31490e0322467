"""
What the write protocol needs of a file system, tried on files of its own.

Network folders and some mounts accept a call and do not do what it promises; that
is seen before an entry depends on it (hledger#2577).
"""

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from riskctl.errors import LockedError
from riskctl.model.examined import Examined
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import reason
from riskctl.storage.disk.lock import held_lock

TOPIC: Final = "disk"
TRIAL_PREFIX: Final = ".riskctl-doctor-"
_ELSEWHERE: Final = "move the watch to a local disk: here an entry can be lost"
_MOUNTS: Final = Path("/proc/self/mountinfo")
_OLD: Final = b"old\n"
_NEW: Final = b"new\n" * 1024

Lock = Callable[..., AbstractContextManager[None]]


class _BrokenPromiseError(Exception):
    """The file system took the call, and did something else."""


def examine_disk(
    folder: Path, *, disk: Disk = DISK, lock: Lock = held_lock
) -> Iterator[Examined]:
    """
    Try each promise in a folder that is made for it in *folder*, and removed again.

    Args:
        disk: By which it is tried; a test passes one that breaks its word.
        lock: What is to keep two writers apart.
    """
    tries: dict[str, Callable[[Path], str]] = {
        "rename": lambda trial: _renames(trial, disk),
        "fsync": lambda trial: _flushes(trial, disk),
        "new files": lambda trial: _makes_anew(trial, disk),
        "modes": lambda trial: _keeps_modes(trial, disk),
        "lock": lambda trial: _locks(trial, lock),
    }
    try:
        with TemporaryDirectory(prefix=TRIAL_PREFIX, dir=folder) as name:
            for what, kept in tries.items():
                yield _tried(what, kept, Path(name))
    except OSError as error:
        yield Examined(
            TOPIC,
            "promises",
            f"not measured in {folder}: {reason(error)}",
            "to log here, you must be able to write there; reading needs none of it",
        )


def _tried(what: str, kept: Callable[[Path], str], trial: Path) -> Examined:
    try:
        return Examined(TOPIC, what, kept(trial))
    except _BrokenPromiseError as broken:
        return Examined(TOPIC, what, str(broken), _ELSEWHERE)
    except OSError as error:
        return Examined(TOPIC, what, f"refused: {reason(error)}", _ELSEWHERE)


def _renames(trial: Path, disk: Disk) -> str:
    """A file takes another's name in one step; who had that one open keeps it."""
    target, fresh = trial / "target", trial / "fresh"
    disk.write_new(target, _OLD, like=None)
    with target.open("rb") as reader:
        disk.write_new(fresh, _NEW, like=None)
        disk.rename(fresh, target)
        if target.read_bytes() != _NEW or fresh.exists():
            raise _BrokenPromiseError("a renamed file is not what its new name shows")
        if reader.read() != _OLD:
            raise _BrokenPromiseError("a rename changes the file under its readers")
    return "puts a whole file in another's place"


def _flushes(trial: Path, disk: Disk) -> str:
    """File and folder can be flushed; how long the two take is told."""
    started = time.monotonic()
    disk.write_new(trial / "flushed", _NEW, like=None)
    disk.sync_folder(trial)
    if (trial / "flushed").read_bytes() != _NEW:
        raise _BrokenPromiseError("a flushed file does not hold what was written")
    return f"file and folder, in {(time.monotonic() - started) * 1000:.0f} ms"


def _makes_anew(trial: Path, disk: Disk) -> str:
    """A file that is there is not made a second time."""
    path = trial / "once"
    disk.write_new(path, _OLD, like=None)
    try:
        disk.write_new(path, _NEW, like=None)
    except FileExistsError:
        return "never in the place of one that is there"
    raise _BrokenPromiseError("a new file takes the place of one that is there")


def _keeps_modes(trial: Path, disk: Disk) -> str:
    """A file has the mode that the one before it had."""
    first, second = trial / "first", trial / "second"
    disk.write_new(first, _OLD, like=None)
    first.chmod(0o640)
    disk.write_new(second, _OLD, like=first.stat())
    if stat.S_IMODE(second.stat().st_mode) != 0o640:  # noqa: PLR2004 (as set above)
        raise _BrokenPromiseError("who may read a file is not kept")
    return "who may read and write a file is kept"


def _locks(trial: Path, lock: Lock) -> str:
    """The second who asks for a lock is refused until the first has let go."""
    path = trial / "lock"
    with lock(path, patience_seconds=0):
        if not _is_held(path, lock):
            raise _BrokenPromiseError("two writers can hold one lock")
    if _is_held(path, lock):
        raise _BrokenPromiseError("a lock is not freed")
    return "one writer at a time"


def _is_held(path: Path, lock: Lock) -> bool:
    try:
        with lock(path, patience_seconds=0):
            return False
    except LockedError:
        return True


def kind_of_file_system(folder: Path, *, table: Path = _MOUNTS) -> str:
    """
    Return the name of the file system that holds a folder; empty if unknown.

    Args:
        table: What is mounted where, a line each, as Linux tells it.
    """
    try:
        lines = table.read_text(encoding="utf-8").splitlines()
        device = folder.stat().st_dev
    except (OSError, UnicodeError):
        return ""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for it in lines:
        words = it.split()
        if words[2] == wanted and "-" in words:
            return words[words.index("-") + 1]
    return ""
