"""
The index of a log: derived, rebuilt when in doubt, and never needed.

A log of some size is kept a second time, in a form that answers without being read
from one end to the other: records by day, by indicator and by id, and what they come
to day by day. It holds nothing that the log does not say. Whatever is wrong with it,
from a missing folder to a busy file, the log is read as if there were none.
"""

from __future__ import annotations

import atexit
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from riskctl.errors import LockedError
from riskctl.storage.index.files import ripe_files, unchanged
from riskctl.storage.index.hooks import hooks
from riskctl.storage.index.log import StoredLog
from riskctl.storage.index.opened import ChangedError, OpenIndex, open_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.finding import Finding
    from riskctl.model.log import Log
    from riskctl.storage.index.files import FoundFiles
    from riskctl.storage.index.place import Place

FAILURES: Final = (sqlite3.Error, OSError, LockedError, ChangedError)


def open_log(
    place: Place,
    found: FoundFiles,
    read_catalogue: Callable[[], Catalogue],
    *,
    read_files: Callable[[], Log],
    thorough: bool,
) -> tuple[StoredLog, list[Finding]] | None:
    """
    Return the log as its index knows it, and what is wrong in its files.

    Nothing is returned where the files have to be read.

    Args:
        read_catalogue: Reads what some of the index depends on, where it is brought
            in step.
        read_files: Reads them, should the index fail later.
        thorough: Compare what is in them, whatever their times.
    """
    finish(is_last=False)
    try:
        index = _in_step(place, found, read_catalogue, thorough=thorough)
        if index is None or not index.is_usable:
            return None
        problems = index.problems
    except FAILURES:
        return None
    hooks.last = index
    return StoredLog(index, read_files), problems


def finish(*, is_last: bool = True) -> None:
    """Keep what was worked out from the index that was opened last."""
    index, hooks.last = hooks.last, None
    if index and (index.drafts.size or index.place.is_long(is_last=is_last)):
        from riskctl.storage.index.keep import keep

        with suppress(*FAILURES):
            keep(index, is_last=is_last)


atexit.register(finish)


def _in_step(
    place: Place,
    found: FoundFiles,
    read_catalogue: Callable[[], Catalogue],
    *,
    thorough: bool,
) -> OpenIndex | None:
    """Return an index that agrees with the files; nothing when there can be none."""
    if not place.is_safe():
        place.prepare()
        if not place.is_safe():
            return None
    index = agreeing(place, found, thorough=thorough)
    if index:
        ripe = ripe_files(index.files, found)
        if ripe:
            from riskctl.storage.index.keep import settle

            with suppress(*FAILURES):
                settle(index, ripe)
        return index
    from riskctl.storage.index.renew import renewed

    try:
        return renewed(
            place, found, read_catalogue, thorough=thorough, progress=hooks.progress
        )
    finally:
        if hooks.over:
            hooks.over()


def agreeing(place: Place, found: FoundFiles, *, thorough: bool) -> OpenIndex | None:
    """Return the index if it is sealed, and agrees with the files."""
    try:
        index = open_index(place)
        if index and unchanged(index.files, found, thorough=thorough):
            return index
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return None
    if index:
        index.close()
    return None
