"""
Which level a user was told of last, so that each change of it is told once.

It is kept for each user and never in the watch, as their looks are.
"""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from riskctl.errors import UsageError
from riskctl.storage.disk.cache_folder import STATE_VARIABLE, make_safe, state_folder
from riskctl.storage.disk.files import failures, locked
from riskctl.storage.disk.whole import put_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILE: Final = "told"
_LOCK: Final = "told.lock"
# A command that mails may take a while, and another run waits for it.
_PATIENCE_SECONDS: Final = 60.0


class ToldLevel:
    """
    What was told last, locked against another run at the same time.

    Attributes:
        level: The number of the level; None where none was told yet.
    """

    def __init__(self, folder: "Path") -> None:
        """Read what is kept; a file that says nothing is passed over."""
        self._path = folder / _FILE
        try:
            text = self._path.read_bytes()[:2].decode("ascii", "replace").strip()
        except OSError:
            text = ""
        self.level = int(text) if text in {"1", "2", "3", "4", "5"} else None

    def note(self, level: int) -> None:
        """
        Keep that a level was told.

        Raises:
            WriteError: It cannot be written, and would be told again.
        """
        with failures(str(self._path)):
            put_whole(self._path, f"{level}\n".encode("ascii"))


@contextmanager
def telling(watch: "Path") -> "Iterator[ToldLevel]":
    """
    Lock what a user was told of a watch.

    Raises:
        UsageError: Nothing is remembered of this user.
        LockedError: Another run is telling, and does not end.
    """
    folder = state_folder(watch)
    fault = "it is switched off" if folder is None else make_safe(folder)
    if folder is None or fault:
        raise UsageError(
            f"nothing can be kept of what was told last: {fault}",
            hint=f"a folder of your own in {STATE_VARIABLE}",
        )
    with locked(folder / _LOCK, patience_seconds=_PATIENCE_SECONDS):
        yield ToldLevel(folder)
