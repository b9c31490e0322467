"""Where riskctl keeps what on this machine, how much it is, and who may write there."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from riskctl.errors import WatchError
from riskctl.model.examined import Examined
from riskctl.model.names import LOG_FOLDER
from riskctl.storage.disk import cache_folder
from riskctl.storage.disk.files import is_there, reason
from riskctl.storage.disk.promises import examine_disk, kind_of_file_system
from riskctl.storage.files_of_watch import read_front
from riskctl.storage.own_settings import own_settings_file
from riskctl.storage.text.settings import read_own_settings
from riskctl.storage.watch import WatchFolder

TOPIC: Final = "places"
_KILOBYTE: Final = 1024


def examine_watch(folder: WatchFolder) -> Iterator[Examined]:
    """Say where the watch lies, whether it can be read, and what its disk promises."""
    if not folder.exists:
        yield _missing(folder)
        return
    yield _watch(folder)
    log = folder.path / LOG_FOLDER
    if is_there(log):
        yield _log(log)
    # A log that is a link has its files, and its renames, elsewhere.
    place = log.resolve().parent if log.is_symlink() else folder.path
    yield Examined("disk", "kind", kind_of_file_system(place) or "not known")
    yield from examine_disk(place)


def examine_own() -> Iterator[Examined]:
    """Say where the user's own things lie: what is kept, remembered and settled."""
    yield _kept(
        "cache",
        cache_folder.cache_root(),
        cache_folder.VARIABLE,
        without="every command reads the whole log",
    )
    yield _kept(
        "state",
        cache_folder.state_root(),
        cache_folder.STATE_VARIABLE,
        without="`level` does not say what is new since your last look",
    )
    yield _settings()


def who_may_write(path: Path) -> str:
    """
    Return who may write to a file or into a folder, as its mode says.

    Raises:
        OSError: It cannot be looked at.
    """
    status = path.stat()
    if status.st_mode & stat.S_IWOTH:
        return "everybody may write there"
    owner = "you" if status.st_uid == os.geteuid() else f"user {status.st_uid}"
    group = f" and group {status.st_gid}" if status.st_mode & stat.S_IWGRP else ""
    return f"{owner}{group} may write there"


def _missing(folder: WatchFolder) -> Examined:
    if not folder.path.is_absolute():
        return Examined(
            TOPIC,
            "watch",
            "none, and no home folder for one",
            "set HOME, or use -w DIR",
        )
    return Examined(
        TOPIC,
        "watch",
        f"none here; your own would be {folder.path}",
        "riskctl init, or name one: riskctl -w DIR doctor",
    )


def _watch(folder: WatchFolder) -> Examined:
    path = folder.path.resolve()
    try:
        settings, _, problems = read_front(path)
    except WatchError as error:
        return Examined(TOPIC, "watch", f"{path}: {error.message}", error.hint)
    found = f"{path} ({settings.title}); {who_may_write(path)}"
    if problems:
        found = f"{found}; {problems[0]}"
        return Examined(TOPIC, "watch", found, "riskctl check")
    return Examined(TOPIC, "watch", found, _to_mend(path))


def _log(log: Path) -> Examined:
    try:
        found = f"{_size_of(log)}; {who_may_write(log)}"
    except OSError as error:
        return Examined(
            TOPIC, "log", f"{log}: {reason(error)}", "mend its permissions, or its link"
        )
    return Examined(TOPIC, "log", found, _to_mend(log))


def _kept(name: str, root: Path | None, variable: str, *, without: str) -> Examined:
    """Say where something of the user's lies that can be lost, and how large it is."""
    if root is None:
        if os.environ.get(variable) is not None:
            return Examined(TOPIC, name, f"off, by {variable}")
        return Examined(
            TOPIC,
            name,
            f"nowhere, without a home folder: {without}",
            f"set HOME, or {variable}=DIR",
        )
    try:
        if not is_there(root):
            return Examined(TOPIC, name, f"{root}, made when it is needed")
        found = f"{root}, {_size_of(root)}; {who_may_write(root)}"
        is_own = cache_folder.is_own(root)
    except OSError as error:
        return Examined(
            TOPIC, name, f"{root}: {reason(error)}", f"mend it, or set {variable}=DIR"
        )
    if not is_own:
        return Examined(
            TOPIC,
            name,
            f"{found}: not used, since it is not yours alone; {without}",
            f"chmod go-w {root}, or set {variable}=DIR",
        )
    return Examined(TOPIC, name, found)


def _settings() -> Examined:
    path = own_settings_file()
    if path is None:
        return Examined(TOPIC, "settings", "none, without a home folder")
    if not is_there(path):
        return Examined(TOPIC, "settings", f"{path}, if you want some")
    try:
        _, problems = read_own_settings(path.read_bytes(), str(path))
    except OSError as error:
        return Examined(
            TOPIC, "settings", f"{path}: {reason(error)}", "mend its permissions"
        )
    if problems:
        return Examined(TOPIC, "settings", str(problems[0]), problems[0].hint)
    return Examined(TOPIC, "settings", f"{path}")


def _to_mend(folder: Path) -> str:
    """Return what to do about who may write into a folder; empty for nothing."""
    if folder.stat().st_mode & stat.S_IWOTH:
        return f"chmod o-w {folder}"
    if not os.access(folder, os.W_OK):
        return f"to log here, ask its owner for the right to write into {folder}"
    return ""


def _size_of(folder: Path) -> str:
    """Return how many files lie below a folder, and how large they are together."""
    sizes = [it.lstat().st_size for it in _files_below(folder)]
    return f"{len(sizes)} file{'' if len(sizes) == 1 else 's'}, {_amount(sizes)}"


def _files_below(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place) / it for it in names)


def _amount(sizes: Iterable[int]) -> str:
    """
    Return bytes as people read them.

    >>> _amount([300]), _amount([4000, 100]), _amount([5 * 1024 * 1024])
    ('300 B', '4 kB', '5.0 MB')
    """
    total = sum(sizes)
    if total < _KILOBYTE:
        return f"{total} B"
    if total < _KILOBYTE**2:
        return f"{total / _KILOBYTE:.0f} kB"
    return f"{total / _KILOBYTE**2:.1f} MB"
