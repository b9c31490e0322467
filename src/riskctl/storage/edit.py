"""One change to a log: locked, read afresh, proved, and swapped in whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from riskctl.errors import LockedError
from riskctl.model.log import Log
from riskctl.model.record import Record, Retraction
from riskctl.model.watch import Watch
from riskctl.storage.disk import DISK, Disk
from riskctl.storage.files import (
    clear_leftovers,
    is_there,
    locked,
    read_bytes,
    replace_bytes,
)
from riskctl.storage.lock import LOCK_SECONDS
from riskctl.storage.names import LOG_FOLDER
from riskctl.storage.watch import WatchFolder, read_watch
from riskctl.storage.writer import appended


class Editor:
    """
    A watch that is locked for writing.

    Attributes:
        watch: What the log held when the lock was taken.
    """

    def __init__(self, folder: WatchFolder, watch: Watch, *, disk: Disk) -> None:
        """Take over a watch whose lock is held."""
        self.watch = watch
        self._folder = folder
        self._disk = disk

    def add(self, record: Record) -> None:
        """
        Add *record* to the file of its month; return when the disk has it.

        Raises:
            WriteError: Nothing was changed.
            LockedError: The file was changed by a program that takes no lock,
                or the whole watch is gone.
        """
        file = month_file(self._month(record))
        path = self._folder.log_file(file)
        if not self._folder.exists:
            raise LockedError(
                f"{file}: the watch was moved or removed in this moment",
                hint="nothing was written; look where it is, and run the command again",
            )
        clear_leftovers(path, shown=file, disk=self._disk)
        old = read_bytes(path, shown=file) if is_there(path) else None
        new = appended(
            old or b"", record, file=file, is_plain=self._is_plain(path.name, old)
        )
        replace_bytes(path, old=old, new=new, shown=file, disk=self._disk)
        if self._is_stored:
            from riskctl.storage.index.append import note_added

            note_added(self.watch, path, old=old, new=new)

    @property
    def _is_stored(self) -> bool:
        """Whether an index knows the log, and so is to be told what is added."""
        return type(self.watch.log) is not Log

    def _is_plain(self, name: str, old: bytes | None) -> bool:
        """Say whether it is known that whole tables may be added to a file."""
        if old is None or not self._is_stored:
            return False
        from riskctl.storage.index.append import is_plain

        return is_plain(self.watch.log, name, old)

    def _month(self, record: Record) -> date:
        """Return a day of the month whose file takes the record."""
        if isinstance(record, Retraction):
            event = self.watch.log.event(record.event)
            if event is None:
                raise KeyError(record.event)
            return event.date
        return record.date


@contextmanager
def editing(
    folder: WatchFolder,
    *,
    disk: Disk = DISK,
    patience_seconds: float = LOCK_SECONDS,
) -> Iterator[Editor]:
    """
    Lock the watch, read it afresh, and hand out its editor.

    Raises:
        LockedError: Another process holds the lock.
        WriteError: The lock cannot be taken: a read-only folder, a full disk.
        WatchError: The watch cannot be read.
    """
    with locked(folder.lock, patience_seconds=patience_seconds):
        yield Editor(folder, read_watch(folder), disk=disk)


def month_file(day: date) -> str:
    """
    Return the file of a day's month, relative to the watch.

    >>> month_file(date(2026, 2, 5))
    'log/2026-02.toml'
    """
    return f"{LOG_FOLDER}/{day.year:04}-{day.month:02}.toml"
