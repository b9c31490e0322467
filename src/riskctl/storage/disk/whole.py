"""A small file that can be lost, put in the place of another one whole."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def put_whole(path: Path, data: bytes) -> None:
    """
    Write a file, for its owner only; whoever reads it sees all of it or none.

    Nothing waits for the disk: what must survive a crash is no business of this.

    Raises:
        OSError: It could not be written; the file is as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(temporary, _NEW, 0o600)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
