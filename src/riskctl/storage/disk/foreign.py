"""A file into which another program may write while we read it or put ours there."""

import os
import time
from pathlib import Path
from typing import Final

_AT_ONCE: Final = 1024 * 1024
# An editor that empties a file first has written the rest of it by then.
_PAUSE_SECONDS: Final = 0.02
_MOST_PAUSES: Final = 25
# So often a file is read again that was written into meanwhile.
_MOST_LOOKS: Final = 10


def read_at_rest(path: Path, at_most: int) -> bytes | None:
    """
    Return the first bytes of a file as they were at one moment.

    None where another program writes into it, again and again.
    """
    for _ in range(_MOST_LOOKS):
        with path.open("rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            data = file.read(min(at_most, before.st_size + 1)) or b""
            # Where it grew, or came in pieces.
            while 0 < len(data) < at_most and (more := file.read(_AT_ONCE)):
                data += more
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data[:at_most]
        time.sleep(_PAUSE_SECONDS)
    return None


class FileBefore:
    """
    The file that was at a path, held open: a rename takes its name and not its bytes.

    An editor that saves into it is seen even when it comes between the last look and
    the rename. One that puts a file of its own there is seen up to the last look.
    """

    def __init__(self, path: Path) -> None:
        """Open what is there; it may be missing."""
        self._path = path
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            self._descriptor = -1

    def close(self) -> None:
        """Let it go."""
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def read(self) -> bytes | None:
        """Return its bytes as they are now; None where it was missing."""
        if self._descriptor < 0:
            return None
        pieces, at = [], 0
        while piece := os.pread(self._descriptor, _AT_ONCE, at):
            pieces.append(piece)
            at += len(piece)
        return b"".join(pieces)

    def is_in_place(self) -> bool:
        """Say whether it is still what is at the path."""
        try:
            there = self._path.stat()
        except FileNotFoundError:
            return self._descriptor < 0
        return self._descriptor >= 0 and os.path.samestat(
            there, os.fstat(self._descriptor)
        )

    def saved_since(self, old: bytes | None) -> bytes | None:
        """Return what was saved into it since it held *old*; None for nothing."""
        saved = self.read()
        if saved == old:
            return None
        for _ in range(_MOST_PAUSES):
            time.sleep(_PAUSE_SECONDS)
            before, saved = saved, self.read()
            if saved == before and saved:
                break
        return saved
