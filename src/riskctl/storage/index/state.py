"""What there is to say about the index of a watch, and how to be rid of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskctl.errors import WriteError
from riskctl.storage.files import failures
from riskctl.storage.index.files import find_files, unchanged
from riskctl.storage.index.opened import OpenIndex, open_index
from riskctl.storage.index.place import VARIABLE, Place, place_of
from riskctl.storage.index.seal import read_seal
from riskctl.storage.lock import held_lock
from riskctl.storage.names import LOG_FOLDER
from riskctl.storage.watch import SMALLEST_BYTES, WatchFolder, read_watch

if TYPE_CHECKING:
    from riskctl.storage.index.files import FoundFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """
    The index of a watch, as it is found.

    Attributes:
        file: Where it lies, or would lie; nothing when none may be made.
        size: Its bytes; 0 when there is none.
        log_size: The bytes of the log.
        files: How many files of the log it knows.
        records: How many records it holds.
        is_used: Whether the log is read from it.
        why: Why there is none, or why it is not used as it is.
    """

    file: str = ""
    size: int = 0
    log_size: int = 0
    files: int = 0
    records: int = 0
    is_used: bool = False
    why: str = ""


def state_of_index(folder: WatchFolder) -> IndexState:
    """Look at the index of a watch, and change nothing."""
    place = place_of(folder.path)
    found = find_files(folder.path / LOG_FOLDER)
    log_size = found.size if found else 0
    if place is None:
        return IndexState(log_size=log_size, why=f"{VARIABLE} says that there is none")
    file = str(place.base)
    if not place.base.exists():
        why = "no command has made one yet"
        if place.folder.exists() and not place.is_safe():
            why = "others may write where it would lie"
        if log_size < SMALLEST_BYTES:
            why = f"a log of less than {SMALLEST_BYTES // 1024} KB needs none"
        return IndexState(file=file, log_size=log_size, why=why)
    size = sum(it.stat().st_size for it in (place.base, place.ahead) if it.exists())
    if not place.is_safe():
        why = "others may write where it lies"
        return IndexState(file=file, size=size, log_size=log_size, why=why)
    try:
        index = open_index(place)
    except sqlite3.Error:
        index = None
    if index is None:
        why = _why_unsealed(place)
        return IndexState(file=file, size=size, log_size=log_size, why=why)
    why = _why_unused(index, found)
    counts = (index.state.get(it, 0) for it in ("events", "reviews", "retractions"))
    state = IndexState(
        file=file,
        size=size,
        log_size=log_size,
        files=len(index.files),
        records=sum(int(it) for it in counts),
        is_used=not why,
        why=why,
    )
    index.close()
    return state


def drop_index(folder: WatchFolder) -> bool:
    """
    Remove the index of a watch; say whether there was one.

    Raises:
        LockedError: Another process writes it.
        WriteError: The system refused.
    """
    place = place_of(folder.path)
    if place is None or not place.folder.is_dir():
        return False
    if not place.is_safe():
        raise WriteError(
            f"{place.folder}: others may write there",
            hint="make it yours alone, or name another folder in " + VARIABLE,
        )
    with failures(str(place.base)), held_lock(place.lock):
        was_there = place.base.exists()
        for file in place.files:
            file.unlink(missing_ok=True)
    return was_there


def rebuild_index(folder: WatchFolder) -> IndexState:
    """
    Make the index of a watch anew, and look at it.

    Raises:
        WatchError: There is no watch, or a file of it cannot be read at all.
        LockedError: Another process writes the index.
        WriteError: The old one cannot be removed.
    """
    drop_index(folder)
    read_watch(folder)
    return state_of_index(folder)


def _why_unsealed(place: Place) -> str:
    seal = read_seal(place)
    if seal and not seal.is_current:
        return "another version of riskctl made it; the next command makes it anew"
    return "it was changed or damaged; the next command makes it anew"


def _why_unused(index: OpenIndex, found: FoundFiles | None) -> str:
    """Return why the log is not read from an index that is whole."""
    try:
        same = found and unchanged(index.files, found, thorough=False)
    except OSError:
        same = False
    if not same:
        return "the log has changed; the next command brings it in step"
    if not index.is_usable:
        return "something in the log is unusual, and so its files are read; see check"
    return ""
