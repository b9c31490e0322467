"""Find a watch on the disk, and read all of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from riskctl.errors import WatchError
from riskctl.model.names import LOG_FOLDER
from riskctl.model.watch import Watch
from riskctl.storage.disk.cache_folder import state_folder
from riskctl.storage.disk.names import (
    BATCH_FILE,
    INVENTORY_FILE,
    LOCK_FILE,
    SETTINGS_FILE,
)
from riskctl.storage.disk.stamps import find_files, stamp_at

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.storage.disk.stamps import FoundFiles, Stamp
    from riskctl.storage.months.look import Look
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
    """
    Return the folder of the watches that have a short name.

    Raises:
        WatchError: There is no home to keep it in.
    """
    from platformdirs import user_data_path

    try:
        return user_data_path("riskctl", appauthor=False)
    except RuntimeError:  # neither HOME nor an entry for the user: a container
        raise WatchError(
            "there is no home folder, and so no watch of your own",
            hint="name a watch: riskctl --watch DIR, or set HOME",
        ) from None


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


class _How(NamedTuple):
    """How a watch is read; see `read_watch`."""

    thorough: bool
    before_change: bool
    listener: Listener


def read_watch(
    folder: WatchFolder,
    *,
    thorough: bool = False,
    before_change: bool = False,
    listener: Listener | None = None,
) -> Watch:
    """
    Read a watch; what is wrong in its files becomes its problems.

    Of a large log, what is known from earlier commands is not read again.

    Args:
        thorough: Do not rely on the times of the files.
        before_change: Its log is about to be written: what holds until then is not
            kept for later commands.

    Raises:
        WatchError: There is no watch, or a file of it cannot be read at all.
    """
    if not folder.exists:
        raise WatchError(
            "no watch here, nor in a folder above, nor of your own",
            hint="make one: riskctl init DIR, or try the example: "
            "riskctl init --example us-russia DIR",
        )
    how = _How(thorough, before_change, listener or Listener())
    while True:
        if _is_being_added_to(folder):  # by an import that was killed
            from riskctl.storage.batch import finish_left_over

            finish_left_over(folder.path)
        watch = _read(folder, how)
        if not _is_being_added_to(folder):
            return watch


def _is_being_added_to(folder: WatchFolder) -> bool:
    """Say whether an import has decided what to add, and not added it yet."""
    return os.path.lexists(folder.path / BATCH_FILE)


def _read(folder: WatchFolder, how: _How) -> Watch:
    """Read what stands in the files of a watch."""
    inventory = _inventory_stamps(folder.path)
    found = find_files(folder.path / LOG_FOLDER, shown=LOG_FOLDER)
    look = watch = None
    if found.size >= LEAST_LOG_BYTES and found.has_plain_names:
        from riskctl.storage.months.shelf import open_shelf

        shelf = open_shelf(folder.path, notice=how.listener.notice)
        if shelf:
            look, watch = _known_watch(folder.path, found, shelf, how)
    if watch is None:
        watch = _read_watch(folder.path, found)
    if found.others:
        from riskctl.storage.unread import with_unread

        watch = with_unread(watch, found)
    if any(inventory) and (how.thorough or not look or not look.is_whole_by(inventory)):
        missed = _with_losses(watch, folder.path, found)
        if missed is not watch and inventory != _inventory_stamps(folder.path):
            # Somebody wrote between the two looks.
            return _read(folder, how)
        watch = missed
        if look and not any(it.blocking for it in watch.problems):
            look.note_whole(inventory)
    if look:
        look.keep()
    return _with_own_settings(watch)


def _read_watch(folder: Path, found: FoundFiles) -> Watch:
    """Read all the files of a watch."""
    from riskctl.storage.files_of_watch import read_front, read_log_files

    settings, catalogue, noticed = read_front(folder)
    log, problems = read_log_files(folder, found.stamps)
    return Watch(settings, catalogue, log).with_problems([*noticed, *problems])


def _with_losses(watch: Watch, folder: Path, found: FoundFiles) -> Watch:
    """Return a watch with what is there no longer as problems."""
    from riskctl.storage.inventory import read_inventory

    inventory = read_inventory(folder)
    if inventory.is_of(watch.log):
        return watch
    from riskctl.storage.losses import lost_records

    lost = lost_records(inventory, watch.log, found.stamps, watch.problems)
    return watch.with_problems(lost)


def _inventory_stamps(folder: Path) -> tuple[Stamp | None, Stamp | None]:
    """Return the stamps of what tells what was there, in the watch and of this user."""
    state = state_folder(folder)
    return (
        stamp_at(folder / INVENTORY_FILE),
        stamp_at(state / INVENTORY_FILE) if state else None,
    )


def _with_own_settings(watch: Watch) -> Watch:
    """Return a watch with what its user settled for all of theirs."""
    from riskctl.storage.own_settings import with_own

    settings, problems = with_own(watch.settings)
    if settings is not watch.settings:
        watch = watch._replace(settings=settings)
    return watch.with_problems(problems)


def _known_watch(
    folder: Path, found: FoundFiles, shelf: Shelf, how: _How
) -> tuple[Look | None, Watch | None]:
    """Return a watch by what is kept of it; None where all files must be read."""
    from riskctl.storage.months.front import front_of
    from riskctl.storage.months.look import Look

    settings, catalogue, noticed = front_of(folder, shelf, thorough=how.thorough)
    look = Look(
        folder,
        found,
        shelf,
        thorough=how.thorough,
        before_change=how.before_change,
        progress=how.listener.progress,
    )
    if look.is_odd:
        return None, None
    watch = Watch(settings, catalogue, look.log)
    return look, watch.with_problems([*noticed, *look.problems])
