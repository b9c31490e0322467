"""The lock of a watch: one writer at a time, freed by the kernel at death."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from riskctl.errors import LockedError

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
    descriptor = os.open(path, _FLAGS, 0o666)
    try:
        _acquire(descriptor, path, patience_seconds)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, patience_seconds: float) -> None:
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockedError(
                    f"{path.name}: the log is locked by {_holder(descriptor)}",
                    hint="wait for it to finish, or stop it; nothing was written",
                ) from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _holder(descriptor: int) -> str:
    number = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return f"process {number}" if number.isdigit() else "another process"
