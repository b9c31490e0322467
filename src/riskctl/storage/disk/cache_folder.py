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
# Where a folder of the user's is on Linux: what names it, and its place below the home.
_ON_LINUX: Final = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}
_SHOWN: Final = 40
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


def cache_root() -> Path | None:
    """
    Return the folder of all that riskctl keeps; None when nothing is to be kept.

    It is the user's cache folder, or what `RISKCTL_CACHE` names; `RISKCTL_CACHE=off`,
    or empty, means that nothing is kept or looked up.
    """
    return _root(VARIABLE, "cache")


def state_root() -> Path | None:
    """
    Return the folder of what riskctl remembers of a user; None for nothing.

    It is the user's state folder, or what `RISKCTL_STATE` names; `RISKCTL_STATE=off`,
    or empty, means that nothing is remembered.
    """
    return _root(STATE_VARIABLE, "state")


def user_folder(kind: str, *, system: str = SYSTEM) -> Path | None:
    """
    Return the user's folder of a kind; None without a home.

    It is what `platformdirs` says, which costs 5 ms to import.

    Args:
        kind: `cache`, `config` or `state`.
        system: Whose rules decide where it lies.
    """
    if system != "Linux":
        from platformdirs import PlatformDirs

        folders = PlatformDirs("riskctl", appauthor=False)
        return Path(getattr(folders, f"user_{kind}_dir"))
    variable, below_home = _ON_LINUX[kind]
    named = os.environ.get(variable, "").strip()
    if named:
        return Path(named) / "riskctl"
    home = os.environ.get("HOME", "").strip()
    return Path(home) / below_home / "riskctl" if home else None


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


def _root(variable: str, kind: str) -> Path | None:
    chosen = os.environ.get(variable)
    if chosen in _OFF:
        return None
    return Path(chosen) if chosen else user_folder(kind)


def _plain(char: str) -> str:
    return char if char.isascii() and char.isalnum() else "-"
