"""A small file that can be lost, put in the place of another one whole."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

TEMPORARY_SUFFIX: Final = ".riskctl-tmp"
# A pipe in the place of a file is not waited for.
_OLD: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def leftovers_in(folder: Path, *, of: str = "") -> list[Path]:
    """
    Return what writers left in a folder; nothing where it cannot be listed.

    Args:
        of: The name of the file that they wrote; any, unless given.
    """
    start = f".{of}." if of else "."
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 `pathlib` takes far longer
    except OSError:
        return []
    return [
        folder / it
        for it in names
        if it.startswith(start) and it.endswith(TEMPORARY_SUFFIX)
    ]


def read_whole(path: Path, *, at_most: int) -> bytes:
    """
    Return the first bytes of a file.

    Raises:
        OSError: It cannot be read, or is no file.
    """
    descriptor = os.open(path, _OLD)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(at_most)
    finally:
        os.close(descriptor)


def put_whole(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """
    Write a file; whoever reads it sees all of it or none.

    Nothing waits for the disk: what must survive a crash is no business of this.

    Args:
        mode: Who may read and write it; its owner only, unless given.

    Raises:
        OSError: It could not be written; the file is as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY_SUFFIX}")
    try:
        descriptor = os.open(temporary, _NEW, mode)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
