"""Find a watch on the disk, and read all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from riskctl.errors import WatchError
from riskctl.model.watch import Watch
from riskctl.storage.index.files import find_files
from riskctl.storage.index.place import place_of
from riskctl.storage.names import LOCK_FILE, LOG_FOLDER, SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from riskctl.model.finding import Finding

# A smaller log is read in the time in which SQLite is loaded.
SMALLEST_BYTES: Final = 16 * 1024


class WatchFolder(NamedTuple):
    """Where a watch lies."""

    path: Path

    @property
    def exists(self) -> bool:
        """Whether the folder is a watch."""
        try:
            return (self.path / SETTINGS_FILE).is_file()
        except OSError:
            return False

    @property
    def lock(self) -> Path:
        """The lock file, beside the log."""
        return self.path / LOCK_FILE

    def log_file(self, name: str) -> Path:
        """Return the path of a file that is named relative to the watch."""
        return self.path / name


def default_folder() -> WatchFolder:
    """Return the user's own watch, in the platform's data directory."""
    from platformdirs import user_data_path

    return WatchFolder(user_data_path("riskctl", appauthor=False) / "watch")


def find_folder(named: Path | None, *, start: Path | None) -> WatchFolder:
    """
    Return the watch to use: *named*, else the nearest around *start*, else the own.

    Args:
        start: The folder that one stands in; nothing when it was removed.

    Raises:
        WatchError: The named folder is no watch.
    """
    if named is not None:
        folder = WatchFolder(named)
        if not folder.exists:
            raise WatchError(
                f"{named}: not a watch: there is no {SETTINGS_FILE} in it",
                hint=f"make one: riskctl init {named}",
            )
        return folder
    for parent in (start, *start.parents) if start else ():
        if WatchFolder(parent).exists:
            return WatchFolder(parent)
    return default_folder()


def read_watch(folder: WatchFolder, *, thorough: bool = False) -> Watch:
    """
    Read a watch; what is wrong in its files becomes its problems.

    What its index knows of it is not read.

    Args:
        thorough: Do not rely on the times of the files.

    Raises:
        WatchError: There is no watch, or a file of it cannot be read at all.
    """
    if not folder.exists:
        raise WatchError(
            "no watch here, nor in a folder above, nor of your own",
            hint="make one: riskctl init DIR, or try the example: "
            "riskctl init --example us-russia DIR",
        )
    known = _from_index(folder.path, thorough=thorough)
    if known:
        return known
    from riskctl.storage.files_of_watch import read_front, read_log_files

    settings, catalogue, noticed = read_front(folder.path)
    log, found = read_log_files(folder.path)
    return Watch(
        settings=settings,
        catalogue=catalogue,
        log=log,
        problems=in_order((*noticed, *found)),
    )


def _from_index(folder: Path, *, thorough: bool) -> Watch | None:
    """Return the watch as its index knows it; nothing where there is none."""
    found = find_files(folder / LOG_FOLDER)
    if found is None or found.size < SMALLEST_BYTES:
        return None
    place = place_of(folder)
    if place is None:
        return None
    from riskctl.storage.index.watch import indexed_watch

    return indexed_watch(folder, place, found, thorough=thorough)


def in_order(problems: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return problems in the order of the files."""
    return tuple(sorted(problems, key=lambda it: it.origin))
