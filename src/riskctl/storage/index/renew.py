"""How an index is brought in step with its log, or made anew."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from riskctl.storage.index.build import build
from riskctl.storage.index.entry import agreeing
from riskctl.storage.index.files import find_files
from riskctl.storage.index.hooks import notices
from riskctl.storage.index.keep import sealed, written
from riskctl.storage.index.opened import ChangedError, open_index
from riskctl.storage.index.pages import UnusualError
from riskctl.storage.index.schema import state_of
from riskctl.storage.index.seal import read_seal
from riskctl.storage.index.step import bring_in_step
from riskctl.storage.lock import held_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskctl.model.catalogue import Catalogue
    from riskctl.storage.index.build import Progress
    from riskctl.storage.index.files import FoundFiles
    from riskctl.storage.index.opened import OpenIndex
    from riskctl.storage.index.place import Place
    from riskctl.storage.index.seal import Seal

_PATIENCE_SECONDS: Final = 1.0


def renewed(
    place: Place,
    found: FoundFiles,
    read_catalogue: Callable[[], Catalogue],
    *,
    thorough: bool,
    progress: Progress | None,
) -> OpenIndex | None:
    """
    Return an index that agrees with the files, after a change of either.

    Raises:
        LockedError: Somebody else changes the index.
        OSError: A file cannot be read, or the index not be written.
        Error: SQLite cannot go on.
    """
    with held_lock(place.lock, patience_seconds=_PATIENCE_SECONDS):
        again = find_files(found.folder)
        if again is None:
            return None
        # Somebody else may have done it while we waited.
        index = agreeing(place, again, thorough=thorough)
        if index:
            return index
        _renew(place, again, read_catalogue, progress)
        return open_index(place)


def _renew(
    place: Place,
    found: FoundFiles,
    read_catalogue: Callable[[], Catalogue],
    progress: Progress | None,
) -> None:
    """Bring the index in step, or make a new one; the lock is held."""
    seal = sealed(place)
    if seal:
        if _stepped(place, seal, found, read_catalogue()):
            return
    elif old := read_seal(place):
        why = "was changed or damaged" if old.is_current else "is of another version"
        notices.append(f"the index {why}; it is made anew")
    build(place, found, progress=progress)


def _stepped(place: Place, seal: Seal, found: FoundFiles, catalogue: Catalogue) -> bool:
    """Bring the index in step, or say that it has to be made anew."""
    try:
        with written(place, seal) as connection:
            if not state_of(connection)["usable"]:
                return False
            bring_in_step(connection, found, catalogue)
    except sqlite3.OperationalError:  # a full disk, a busy file: no fault of its own
        raise
    except (UnusualError, ChangedError, sqlite3.DatabaseError):
        return False
    return True
