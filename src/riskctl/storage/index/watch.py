"""A watch as its index knows it: what has not changed is not read."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Final

from riskctl.errors import LockedError
from riskctl.model.watch import Watch
from riskctl.storage.index.entry import open_log
from riskctl.storage.index.files import stamp_of
from riskctl.storage.index.front import Front, KnownCatalogue
from riskctl.storage.names import CATALOGUE_FILE, SETTINGS_FILE
from riskctl.storage.watch import in_order

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.finding import Finding
    from riskctl.model.log import Log
    from riskctl.model.watch import Settings
    from riskctl.storage.index.files import FoundFiles
    from riskctl.storage.index.opened import OpenIndex
    from riskctl.storage.index.place import Place

_BETWEEN: Final = "\x1e"
# The whole catalogue stands in the margin, beside no month in particular.
_KIND: Final = "catalogue"
_CATALOGUE: Final = (
    "SELECT page FROM margin WHERE catalogue = ? AND kind = ? AND month = 0"
)


def indexed_watch(
    folder: Path, place: Place, found: FoundFiles, *, thorough: bool
) -> Watch | None:
    """
    Return the watch as its index knows it; nothing where the files have to be read.

    Args:
        found: The files of the log, as they are.
        thorough: Do not rely on the times of the files.

    Raises:
        WatchError: The settings or the catalogue changed, and cannot be read at all.
    """
    from_files = _FrontFiles(folder)
    stamps = "" if thorough else _front_stamps(folder)
    opened = open_log(
        place,
        found,
        lambda: from_files.read[1],
        read_files=lambda: _log_of(folder),
        thorough=thorough,
    )
    if opened is None:
        return None
    log, problems = opened
    front = _known_front(log.index, stamps)
    if front:
        catalogue: Catalogue = KnownCatalogue.known(
            front.digest,
            front.levels,
            lambda: _whole_catalogue(folder, log.index, front.digest),
        )
        return Watch(
            settings=front.settings,
            catalogue=catalogue,
            log=log,
            problems=in_order(problems),
        )
    settings, catalogue, noticed = from_files.read
    if stamps and not noticed:
        page = Front(settings, catalogue.digest, catalogue.levels).page()
        if page:
            log.index.drafts.front = f"{stamps}{_BETWEEN}{page}"
            _note(log.index, catalogue)
    return Watch(
        settings=settings,
        catalogue=catalogue,
        log=log,
        problems=in_order((*noticed, *problems)),
    )


class _FrontFiles:
    """The settings and the catalogue, read when they are asked for, and once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: tuple[Settings, Catalogue, list[Finding]] | None = None

    @property
    def read(self) -> tuple[Settings, Catalogue, list[Finding]]:
        if self._found is None:
            from riskctl.storage.files_of_watch import read_front

            self._found = read_front(self._folder)
        return self._found


def _known_front(index: OpenIndex, stamps: str) -> Front | None:
    """Return what the index says of two files that look as they did then."""
    then, _, page = index.front.partition(_BETWEEN)
    return Front.from_page(page) if stamps and then == stamps else None


def _front_stamps(folder: Path) -> str:
    """Return what tells the two files from others; nothing if it may not."""
    now = time.time_ns()
    try:
        stamps = [
            stamp_of((folder / it).stat()) for it in (SETTINGS_FILE, CATALOGUE_FILE)
        ]
    except OSError:
        return ""
    if not all(it.is_settled(now) for it in stamps):
        return ""
    return " ".join(str(number) for stamp in stamps for number in stamp)


def _noted(index: OpenIndex, digest: str) -> Catalogue | None:
    """Return the catalogue that is noted in the index, if it is."""
    from riskctl.storage.index.catalogue_page import from_page

    try:
        found = index.connection.execute(_CATALOGUE, (digest, _KIND)).fetchone()
        return from_page(found[0]) if found else None
    except (sqlite3.Error, ValueError):
        return None


def _whole_catalogue(folder: Path, index: OpenIndex, digest: str) -> Catalogue:
    """
    Return the catalogue of which the digest is known.

    Raises:
        LockedError: It was changed since this command began.
    """
    catalogue = _noted(index, digest)
    if catalogue is None:
        catalogue = _unchanged(folder, digest)
        _note(index, catalogue)
    return catalogue


def _note(index: OpenIndex, catalogue: Catalogue) -> None:
    from riskctl.storage.index.catalogue_page import catalogue_page

    index.drafts.margin[catalogue.digest, _KIND, 0] = catalogue_page(catalogue)


def _unchanged(folder: Path, digest: str) -> Catalogue:
    """
    Read the catalogue, of which the digest is known.

    Raises:
        LockedError: It was changed since this command began.
    """
    from riskctl.storage.files_of_watch import read_whole_catalogue

    catalogue, _ = read_whole_catalogue(folder)
    if catalogue.digest != digest:
        raise LockedError(
            f"{CATALOGUE_FILE}: changed by another program in this moment",
            hint="run the command again",
        )
    return catalogue


def _log_of(folder: Path) -> Log:
    from riskctl.storage.files_of_watch import read_log_files

    return read_log_files(folder)[0]
