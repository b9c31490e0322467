"""Make a new watch: from the shipped catalogue, for any pair, or from an example."""

import re
from pathlib import Path
from typing import Final

import tomli_w

from riskctl.errors import UsageError, WriteError
from riskctl.model.grade import UNGRADED
from riskctl.model.log import Log
from riskctl.model.names import CATALOGUE_FILE
from riskctl.model.watch import Settings, Watch
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import (
    clear_leftovers,
    is_file,
    is_there,
    read_bytes,
    replace_bytes,
)
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.shipped import (
    SHIPPED_CATALOGUE,
    STARTER_CATALOGUE,
    catalogue_bytes,
    example_files,
)
from riskctl.storage.text.catalogue import read_catalogue
from riskctl.storage.text.identity import new_identity
from riskctl.storage.text.settings import FORMAT, MINIMUM_GROUND, VALID_DAYS
from riskctl.storage.text.writer import inline
from riskctl.storage.watch import WatchFolder, around

_SETTINGS_HEAD: Final = (
    "# A riskctl watch: settings. The model is in indicators.toml.\n"
)
_SETTINGS_FOOT: Final = f"""\
# A level is current for so many days after somebody last looked, then it is expired.
valid_days = {VALID_DAYS}
# Below this share of the weight of statuses and contacts more is unknown than known:
# the level is provisional until `riskctl setup` has set so much.
minimum_ground = {MINIMUM_GROUND:g}
"""


def create_watch(
    folder: WatchFolder,
    *,
    sides: tuple[str, str] | None = None,
    timezone: str = "UTC",
    disk: Disk = DISK,
) -> None:
    """
    Make a watch with an empty log.

    Args:
        sides: A pair of states, for which the pair-neutral starting catalogue
            is taken; None takes the shipped catalogue and its own pair.

    Raises:
        UsageError: The folder holds a watch already, or a file of that name.
        WriteError: The disk refused.
    """
    source = SHIPPED_CATALOGUE if sides is None else STARTER_CATALOGUE
    data = catalogue_bytes(source)
    catalogue, _ = read_catalogue(data, source)
    pair = sides or catalogue.sides
    if sides:
        data = _for_pair(data, sides)
    settings = tomli_w.dumps(
        {
            "format": FORMAT,
            "title": " – ".join(pair),
            "sides": list(pair),
            "timezone": timezone,
            "default_grade": str(UNGRADED),
            "identity": new_identity(),
        }
    )
    _write(
        folder,
        {
            CATALOGUE_FILE: data,
            SETTINGS_FILE: (_SETTINGS_HEAD + settings + _SETTINGS_FOOT).encode(),
        },
        disk=disk,
    )


def _for_pair(data: bytes, sides: tuple[str, str]) -> bytes:
    """Return a catalogue whose head names a pair of states."""
    for key, value in (("title", " – ".join(sides)), ("sides", list(sides))):
        line = f"{key} = {inline(value)}".encode()
        head, rest = re.split(
            rb"^%b = .*$" % key.encode(), data, maxsplit=1, flags=re.MULTILINE
        )
        data = head + line + rest
    return data


def starting_watch() -> Watch:
    """Return what `create_watch` makes, before it is on the disk."""
    catalogue, problems = read_catalogue(
        catalogue_bytes(SHIPPED_CATALOGUE), CATALOGUE_FILE
    )
    return Watch(
        settings=Settings(title=catalogue.title, sides=catalogue.sides),
        catalogue=catalogue,
        log=Log(),
        problems=tuple(problems),
    )


def copy_example(folder: WatchFolder, name: str, *, disk: Disk = DISK) -> None:
    """
    Copy a shipped example watch.

    Raises:
        UsageError: There is no such example, or the folder holds a watch already.
        WriteError: The disk refused.
    """
    _write(folder, example_files(name), disk=disk)


def refuse_inside(folder: WatchFolder) -> None:
    """
    Refuse to make a watch inside another one, where the wrong one would be meant.

    Raises:
        UsageError: A folder above is a watch.
    """
    outer = around(folder.path.resolve().parent)
    if outer is not None:
        raise UsageError(
            f"{folder.path} lies inside the watch {outer.path}",
            hint="choose a folder outside of it, or say that you mean it: --inside",
        )


def _write(folder: WatchFolder, files: dict[str, bytes], *, disk: Disk) -> None:
    if is_file(folder.path):
        raise WriteError(
            f"{folder.path}: is a file, and a watch is a folder",
            hint="choose another name",
        )
    if is_there(folder.path / SETTINGS_FILE):
        raise UsageError(
            f"{folder.path / SETTINGS_FILE}: exists already",
            hint="choose a folder that holds no watch, or use this one: "
            f"riskctl --watch {folder.path} level",
        )
    # What an earlier attempt wrote before it was cut off need not be written again.
    missing = [it for it in files if not _holds(folder.path / it, files[it])]
    for name in missing:
        if is_there(folder.path / name):
            raise UsageError(
                f"{folder.path / name}: exists already",
                hint="choose a folder without it, or move it away",
            )
    # The settings make the folder a watch, so they come last.
    for name in sorted(missing, key=lambda it: it == SETTINGS_FILE):
        path = folder.path / name
        clear_leftovers(path, shown=str(path), disk=disk)
        replace_bytes(path, old=None, new=files[name], shown=str(path), disk=disk)


def _holds(path: Path, data: bytes) -> bool:
    return is_file(path) and read_bytes(path, shown=str(path)) == data
