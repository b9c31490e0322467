"""The lock of a watch: one writer at a time, freed by the kernel at death."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from riskctl.errors import LockedError
from riskctl.storage.disk.disk import share

LOCK_SECONDS: Final = 10.0
_PAUSE_SECONDS: Final = 0.02
_FLAGS: Final = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


@contextmanager
def held_lock(path: Path, *, patience_seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """
    Hold an exclusive lock on the file at *path* while the block runs.

    The file stays behind, empty of meaning: removing it would let two
    processes lock two different files.

    Raises:
        LockedError: Another process held it for the whole patience.
        OSError: The lock file cannot be opened.
    """
    descriptor = _acquired(path, patience_seconds)
    try:
        # By another name it may be anybody's file, which nothing is written into.
        if os.fstat(descriptor).st_nlink == 1:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquired(path: Path, patience_seconds: float) -> int:
    """Return the descriptor of the lock file, locked."""
    deadline = time.monotonic() + patience_seconds
    while True:
        descriptor = os.open(path, _FLAGS, 0o666)
        share(descriptor, path.parent)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(path, descriptor):
                return descriptor
        except BlockingIOError:
            if time.monotonic() >= deadline:
                holder = _holder(descriptor)
                os.close(descriptor)
                raise LockedError(
                    f"{path.name}: the log is locked by {holder}",
                    hint="wait for it to finish, or stop it; nothing was written",
                ) from None
            time.sleep(_PAUSE_SECONDS)
        os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    """Say whether the locked file still has its name: a cleaner may remove it."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _holder(descriptor: int) -> str:
    number = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return f"process {number}" if number.isdigit() else "another process"
