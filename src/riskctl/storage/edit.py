"""One change to a log: locked, read afresh, proved, and swapped in whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from riskctl.errors import LockedError, RiskctlError
from riskctl.model.log import Log
from riskctl.model.names import LOG_FOLDER, month_file
from riskctl.model.record import Record, Retraction
from riskctl.model.watch import Watch
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import (
    clear_leftovers,
    is_there,
    locked,
    read_bytes,
    replace_bytes,
)
from riskctl.storage.disk.lock import LOCK_SECONDS
from riskctl.storage.disk.names import BATCH_FILE, SETTINGS_FILE
from riskctl.storage.inventory import write_inventory
from riskctl.storage.months.file import LEAST_BYTES, LogFile
from riskctl.storage.text.writer import appended
from riskctl.storage.watch import Listener, WatchFolder, read_watch

if TYPE_CHECKING:
    from riskctl.storage.batch import Additions


class Editor:
    """
    A watch that is locked for writing.

    Attributes:
        watch: What the log held when the lock was taken, and what was added since.
        named: What its owner called it by; None where it was found.
    """

    def __init__(
        self,
        folder: WatchFolder,
        watch: Watch,
        *,
        disk: Disk,
        named: Path | None = None,
    ) -> None:
        """Take over a watch whose lock is held."""
        self.watch = watch
        self.named = named
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
        path = self._ready(file)
        old = read_bytes(path, shown=file) if is_there(path) else None
        new = appended(
            old or b"",
            record,
            file=file,
            is_canonical=self._is_canonical(path.name, old or b""),
        )
        replace_bytes(path, old=old, new=new, shown=file, disk=self._disk)
        self.watch = self.watch._replace(log=self.watch.log.followed_by(record))
        self._note()

    def replace(self, file: str, *, old: bytes | None, new: bytes) -> None:
        """
        Put new text in the place of a whole file of the log.

        Args:
            old: What was read of it since the lock was taken; None where it is new.

        Raises:
            WriteError: Nothing was changed.
            LockedError: The file no longer holds *old*, or the whole watch is gone.
        """
        path = self._ready(file)
        replace_bytes(path, old=old, new=new, shown=file, disk=self._disk)

    def _ready(self, file: str) -> Path:
        """Return the path of a file that is about to be written."""
        path = self._folder.log_file(file)
        if not self._folder.exists:
            raise _gone(file)
        clear_leftovers(path, shown=file, disk=self._disk)
        return path

    def add_all(
        self, records: Sequence[Record], *, others: "Additions | None" = None
    ) -> None:
        """
        Add records to the files of their months, all or none of them.

        Args:
            others: What is to be added to other files of the watch with them.

        Raises:
            WriteError: Nothing was changed, or all is going to be.
            LockedError: A file was changed by a program that takes no lock,
                or the whole watch is gone.
        """
        if len(records) == 1 and not others:
            # A single one is whole or not there, and needs nothing beside it.
            self.add(records[0])
            return
        from riskctl.storage.batch import write_batch

        if not self._folder.exists:
            raise _gone(LOG_FOLDER)
        additions: dict[str, Sequence[Record] | str] = {}
        longer = self.watch.log.followed_by(*records)
        for record in records:
            file = month_file(self._month(record, longer))
            additions[file] = (*additions.get(file, ()), record)
        write_batch(self._folder.path, {**additions, **(others or {})}, disk=self._disk)
        self.watch = self.watch._replace(log=longer)
        self._note()

    def _note(self) -> None:
        """
        Note what the log holds, after it: never more than there is.

        It is a help and no part of the log: not to have it is no failure.
        """
        with suppress(OSError):
            write_inventory(self._folder.path, self.watch.log)

    def identify(self) -> bool:
        """
        Give a watch that has none an identity, and say whether that was done.

        It is for feeds and calendars: where it cannot be written, the watch is what
        it was, and so is the log.
        """
        if self.watch.settings.identity:
            return False
        from riskctl.storage.text.identity import new_identity, with_identity

        identity = new_identity()
        path = self._folder.log_file(SETTINGS_FILE)
        with suppress(RiskctlError):
            old = read_bytes(path, shown=SETTINGS_FILE)
            new = with_identity(old, identity)
            if new is not None:
                replace_bytes(
                    path, old=old, new=new, shown=SETTINGS_FILE, disk=self._disk
                )
                settings = self.watch.settings._replace(identity=identity)
                self.watch = self.watch._replace(settings=settings)
                return True
        return False

    def _is_canonical(self, name: str, old: bytes) -> bool:
        """Say whether a large file is known to be as riskctl writes it."""
        if len(old) < LEAST_BYTES:
            return False
        files = (it for it in self.watch.log.parts if isinstance(it, LogFile))
        file = next((it for it in files if it.name == name), None)
        return file is not None and file.vouches_for(old)

    def _month(self, record: Record, log: Log | None = None) -> date:
        """
        Return a day of the month whose file takes the record.

        A retraction stands beside what it withdraws, and beside what that withdrew.
        """
        while isinstance(record, Retraction):
            target = (log or self.watch.log).record(record.record)
            if target is None:  # somebody wrote by hand of what is not there
                return record.recorded.date()
            record = target
        return record.date


def _gone(file: str) -> LockedError:
    return LockedError(
        f"{file}: the watch was moved or removed in this moment",
        hint="nothing was written; look where it is, and run the command again",
    )


@contextmanager
def editing(
    folder: WatchFolder,
    *,
    named: Path | None = None,
    disk: Disk = DISK,
    patience_seconds: float = LOCK_SECONDS,
    listener: Listener | None = None,
) -> Iterator[Editor]:
    """
    Lock the watch, read it afresh, and hand out its editor.

    Args:
        named: What its owner called it by, for the editor to remember.

    Raises:
        LockedError: Another process holds the lock.
        WriteError: The lock cannot be taken: a read-only folder, a full disk.
        WatchError: The watch cannot be read.
    """
    with locked(folder.lock, patience_seconds=patience_seconds):
        if is_there(folder.path / BATCH_FILE):
            from riskctl.storage.batch import finish_batch

            finish_batch(folder.path, disk=disk)
        watch = read_watch(folder, before_change=True, listener=listener)
        yield Editor(folder, watch, disk=disk, named=named)
