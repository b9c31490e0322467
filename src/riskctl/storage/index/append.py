"""What riskctl itself adds to a log, told to the index at once."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from riskctl.errors import LockedError
from riskctl.storage.index.change import Change
from riskctl.storage.index.files import Stamp, digest_of, stamp_of
from riskctl.storage.index.insert import ReadFile
from riskctl.storage.index.keep import insert_drafts, sealed, written
from riskctl.storage.index.log import StoredLog
from riskctl.storage.index.opened import ChangedError, known_files
from riskctl.storage.index.pages import UnusualError, read_page, read_tail
from riskctl.storage.index.schema import PATIENCE_SECONDS
from riskctl.storage.lock import held_lock

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.log import Log
    from riskctl.model.watch import Watch
    from riskctl.storage.index.files import KnownFile
    from riskctl.storage.index.opened import OpenIndex
    from riskctl.storage.index.pages import Page


def is_plain(log: Log, name: str, data: bytes) -> bool:
    """Say whether a file of the log is known to hold whole tables and nothing else."""
    if not isinstance(log, StoredLog):
        return False
    known = next((it for it in log.index.files if it.name == name), None)
    return bool(known and known.plain and known.digest == digest_of(data))


def note_added(watch: Watch, path: Path, *, old: bytes | None, new: bytes) -> None:
    """
    Tell the index what a file of the log holds now; the watch's lock is held.

    Should it not listen, the next command sees that the file has changed.
    """
    if not isinstance(watch.log, StoredLog):
        return
    now = time.time_ns()
    with suppress(sqlite3.Error, OSError, LockedError, ChangedError, UnusualError):
        stamp = stamp_of(path.stat())
        if stamp.size == len(new):
            addition = _Addition(path.name, stamp, old, new, now)
            addition.write(watch.log.index, watch.catalogue)


class _Addition:
    """A file of the log, before and after."""

    def __init__(
        self, name: str, stamp: Stamp, old: bytes | None, new: bytes, now: int
    ) -> None:
        self._name = name
        self._stamp = stamp
        self._old = old
        self._new = new
        self._now = now

    def write(self, index: OpenIndex, catalogue: Catalogue) -> None:
        with held_lock(index.place.lock, patience_seconds=PATIENCE_SECONDS):
            seal = sealed(index.place)
            if seal is None or seal.build != index.build:
                raise ChangedError
            with written(index.place, seal) as connection:
                if seal.generation == index.generation:
                    insert_drafts(connection, index)
                self._insert(connection, catalogue)
        index.drafts.clear()

    def _insert(self, connection: sqlite3.Connection, catalogue: Catalogue) -> None:
        files = known_files(connection)
        known = next((it for it in files if it.name == self._name), None)
        number = (
            known.number if known else max((it.number for it in files), default=0) + 1
        )
        digest = digest_of(self._new)
        page = self._page(known)
        read = ReadFile(number, self._name, self._stamp, digest, page)
        change = Change(connection, catalogue)
        read.places = change.add_events(change.new_events(page, number))
        change.add_others(page, number)
        change.finish()
        if known and known.last:
            read.places += [known.first, known.last]
        read.insert(connection, now=self._now)

    def _page(self, known: KnownFile | None) -> Page:
        """Return what was added to the file as it is known."""
        if known is None and self._old is None:
            return read_page(self._new, self._name)
        if known and self._old is not None and known.digest == digest_of(self._old):
            start = len(self._old)
            page = (
                read_tail(self._new, start, known.newlines, self._name)
                if known.plain
                else None
            )
            if page:
                return page
        raise ChangedError
