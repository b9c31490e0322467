"""Find a watch on the disk, and read all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from riskctl.errors import WatchError
from riskctl.model.log import Log
from riskctl.model.watch import Watch
from riskctl.storage.disk.names import BATCH_FILE, LOCK_FILE, LOG_FOLDER, SETTINGS_FILE
from riskctl.storage.disk.stamps import find_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from riskctl.model.finding import Finding
    from riskctl.storage.disk.stamps import FoundFiles
    from riskctl.storage.months.shelf import Shelf

# A smaller log is read in the time in which what is kept of it is looked up.
LEAST_LOG_BYTES: Final = 16 * 1024


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


def names_folder() -> Path:
    """Return the folder of the watches that have a short name."""
    from platformdirs import user_data_path

    return user_data_path("riskctl", appauthor=False)


def default_folder() -> WatchFolder:
    """Return the user's own watch, in the platform's data directory."""
    return WatchFolder(names_folder() / "watch")


def around(start: Path) -> WatchFolder | None:
    """Return the watch in which a folder lies, or which it is; None without one."""
    found = (WatchFolder(it) for it in (start, *start.parents))
    return next((it for it in found if it.exists), None)


def find_folder(named: Path | None, *, start: Path | None) -> WatchFolder:
    """
    Return the watch to use: *named*, else the nearest around *start*, else the own.

    Args:
        named: A folder; else the short name of a watch.
        start: The folder that one stands in; nothing when it was removed.

    Raises:
        WatchError: The named folder is no watch.
    """
    if named is not None:
        folder = WatchFolder(named)
        if folder.exists:
            return folder
        is_name = named.name == str(named) and not named.name.startswith(".")
        if is_name:
            called = WatchFolder(names_folder() / named)
            if called.exists:
                return called
        raise WatchError(
            f"{named}: not a watch: there is no {SETTINGS_FILE} in it",
            hint=f"make one: riskctl init {named}"
            + ("; riskctl watches lists those with a name" if is_name else ""),
        )
    return (start and around(start)) or default_folder()


class Listener:
    """Is told how the reading of a watch goes; this one does not listen."""

    def notice(self, text: str) -> None:
        """Hear of something that costs time, and changes no answer."""

    def progress(self, done: int, total: int) -> None:
        """Hear how many bytes of how many of a log have been read."""


def read_watch(
    folder: WatchFolder, *, thorough: bool = False, listener: Listener | None = None
) -> Watch:
    """
    Read a watch; what is wrong in its files becomes its problems.

    Of a large log, what is known from earlier commands is not read again.

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
    listener = listener or Listener()
    while True:
        _finish_import(folder)
        watch = _read(folder, thorough=thorough, listener=listener)
        if not _is_being_added_to(folder):
            return watch


def _finish_import(folder: WatchFolder) -> None:
    """Bring in what a killed import left to be added, so that all of it is read."""
    if _is_being_added_to(folder):
        from riskctl.storage.batch import finish_left_over

        finish_left_over(folder.path)


def _is_being_added_to(folder: WatchFolder) -> bool:
    """Say whether an import has decided what to add, and not added it yet."""
    try:
        (folder.path / BATCH_FILE).lstat()
    except OSError:
        return False
    return True


def _read(folder: WatchFolder, *, thorough: bool, listener: Listener) -> Watch:
    """Read what stands in the files of a watch."""
    found = find_files(folder.path / LOG_FOLDER)
    if found and found.size >= LEAST_LOG_BYTES:
        from riskctl.storage.months.open import open_shelf

        shelf = open_shelf(folder.path, notice=listener.notice)
        known = shelf and _known_watch(
            folder.path, found, shelf, thorough=thorough, listener=listener
        )
        if known:
            return _with_own_settings(known)
    from riskctl.storage.files_of_watch import read_front, read_log_files

    settings, catalogue, noticed = read_front(folder.path)
    log, problems = read_log_files(folder.path)
    watch = Watch(
        settings=settings,
        catalogue=catalogue,
        log=log,
        problems=in_order((*noticed, *problems)),
    )
    return _with_own_settings(watch)


def _with_own_settings(watch: Watch) -> Watch:
    """Return a watch with what its user settled for all of theirs."""
    from riskctl.storage.own_settings import with_own

    settings, problems = with_own(watch.settings)
    if settings is watch.settings and not problems:
        return watch
    noted = in_order((*watch.problems, *problems))
    return watch._replace(settings=settings, problems=noted)


def _known_watch(
    folder: Path,
    found: FoundFiles,
    shelf: Shelf,
    *,
    thorough: bool,
    listener: Listener,
) -> Watch | None:
    """Return a watch by what is kept of it; None where all files must be read."""
    from riskctl.storage.months.front import front_of
    from riskctl.storage.months.look import Look

    settings, catalogue, noticed = front_of(folder, shelf, thorough=thorough)
    look = Look(folder, found, shelf, thorough=thorough, progress=listener.progress)
    if look.is_odd:
        return None
    return Watch(
        settings=settings,
        catalogue=catalogue,
        log=Log(look.files, pages_for=look.pages_for),
        problems=in_order((*noticed, *look.problems)),
    )


def in_order(problems: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return problems in the order of the files."""
    return tuple(sorted(problems, key=lambda it: it.origin))
