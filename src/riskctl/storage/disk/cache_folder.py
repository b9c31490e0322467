"""Where something may be kept about a watch, and whether it is safe there."""

import os
import stat
from pathlib import Path
from typing import Final
from zlib import crc32

SYSTEM: Final = os.uname().sysname
VARIABLE: Final = "RISKCTL_CACHE"
STATE_VARIABLE: Final = "RISKCTL_STATE"
_OFF: Final = frozenset({"", "off"})
_SHOWN: Final = 40
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


def cache_root(*, system: str = SYSTEM) -> Path | None:
    """
    Return the folder of all that riskctl keeps; None when nothing is to be kept.

    It is the user's cache folder, or what `RISKCTL_CACHE` names; `RISKCTL_CACHE=off`,
    or empty, means that nothing is kept or looked up.

    Args:
        system: Whose rules decide where the user's folders lie.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen in _OFF:
        return None
    return Path(chosen) if chosen else _user_cache(system)


def state_root(*, system: str = SYSTEM) -> Path | None:
    """
    Return the folder of what riskctl remembers of a user; None for nothing.

    It is the user's state folder, or what `RISKCTL_STATE` names; `RISKCTL_STATE=off`,
    or empty, means that nothing is remembered.

    Args:
        system: Whose rules decide where the user's folders lie.
    """
    chosen = os.environ.get(STATE_VARIABLE)
    if chosen in _OFF:
        return None
    return Path(chosen) if chosen else _user_state(system)


def folder_for(root: Path, watch: Path) -> Path:
    """
    Return the folder for a watch.

    Two watches that share a name by chance only make each other's pages anew: a
    page is believed of the very files that it was made from, and of no others.
    """
    path = os.path.realpath(watch)
    what = os.fsencode(path)
    shown = "".join(map(_plain, path.rpartition("/")[2]))[:_SHOWN]
    return root / f"{shown}-{crc32(what):08x}{crc32(what[::-1]):08x}"


def state_folder(watch: Path) -> Path | None:
    """Return where something is remembered of a watch; None for nowhere."""
    root = state_root()
    return folder_for(root, watch) if root else None


def make_safe(folder: Path) -> str:
    """
    Make a folder in the cache, for its owner only.

    Returns:
        Why it cannot be used; empty when it can.
    """
    try:
        # Nothing is made in a folder before that one was found to be safe.
        for it in (folder.parent, folder):
            it.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not is_own(it):
                return f"{it} is not a folder that only you may write into"
    except OSError as error:
        return f"{error.filename}: {(error.strerror or '').lower()}"
    return ""


def is_own(folder: Path) -> bool:
    """
    Say whether a folder is one that only its user may write into, and that user we.

    Raises:
        OSError: It cannot be looked at.
    """
    status = folder.lstat()
    return (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.geteuid()
        and not status.st_mode & _OTHERS_MAY_WRITE
    )


def _user_cache(system: str) -> Path | None:
    """Return the cache folder as `platformdirs` does, which costs 5 ms to import."""
    if system == "Linux":
        return _on_linux("XDG_CACHE_HOME", ".cache")
    from platformdirs import user_cache_path

    return user_cache_path("riskctl", appauthor=False)


def _user_state(system: str) -> Path | None:
    """Return the state folder as `platformdirs` does, which costs 5 ms to import."""
    if system == "Linux":
        return _on_linux("XDG_STATE_HOME", ".local/state")
    from platformdirs import user_state_path

    return user_state_path("riskctl", appauthor=False)


def _on_linux(variable: str, below_home: str) -> Path | None:
    named = os.environ.get(variable, "").strip()
    if named:
        return Path(named) / "riskctl"
    home = os.environ.get("HOME", "").strip()
    return Path(home) / below_home / "riskctl" if home else None


def _plain(char: str) -> str:
    return char if char.isascii() and char.isalnum() else "-"
