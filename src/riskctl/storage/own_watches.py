"""
The watches that have a short name: those that lie in the user's data folder.

A watch elsewhere gets a name by a link in that folder, which holds nothing else: no
list has to be kept in step with the disk.
"""

import re
from pathlib import Path
from typing import Final

from riskctl.errors import UsageError
from riskctl.storage.disk.files import failures, is_there
from riskctl.storage.watch import WatchFolder, names_folder

_NAME: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}", re.ASCII)


def own_watches() -> list[WatchFolder]:
    """Return the watches that have a name, by their names."""
    return [it for it in watches_in(names_folder()) if _NAME.fullmatch(it.path.name)]


def watches_in(path: Path) -> list[WatchFolder]:
    """Return the watches that lie in a folder, by their names; none is no fault."""
    try:
        found = sorted(path.iterdir())
    except OSError:
        return []
    folders = [WatchFolder(it) for it in found if not it.name.startswith(".")]
    return [it for it in folders if it.exists]


def name_watch(folder: WatchFolder, name: str) -> None:
    """
    Give a watch a short name.

    Raises:
        UsageError: It is no name, or another watch has it.
        WriteError: The disk refused.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"`{name}` is no short name",
            hint="letters, digits, dots and hyphens, like us-russia",
        )
    link = names_folder() / name
    if is_there(link):
        raise UsageError(
            f"`{name}` is the name of {link.resolve()}",
            hint=f"choose another, or: riskctl watches --forget {name}",
        )
    with failures(str(link)):
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder.path.resolve(), target_is_directory=True)


def forget_name(name: str) -> Path:
    """
    Take a short name back; the watch stays where it is, and is returned.

    Raises:
        UsageError: There is no such name, or the watch itself lies there.
        WriteError: The disk refused.
    """
    link = names_folder() / name
    if not _NAME.fullmatch(name) or not is_there(link):
        raise UsageError(
            f"no watch is called `{name}`", hint="`riskctl watches` lists the names"
        )
    if not link.is_symlink():
        raise UsageError(
            f"{link}: the watch itself lies there",
            hint="move the folder: it is called so because it lies there",
        )
    target = link.resolve()
    with failures(str(link)):
        link.unlink()
    return target
