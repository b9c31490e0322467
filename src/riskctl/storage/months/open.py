"""The shelf of a watch: made for its first large log, and cleared after its last."""

import os
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Final
from zlib import crc32

from riskctl import __version__
from riskctl.storage.disk.cache_folder import cache_root, folder_for, make_safe
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.months.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

# Names the watch of which a folder of the cache is.
_WATCH: Final = "watch"
# What a page holds follows from these packages.
_MAKERS: Final = ("model", "analysis", "storage")


def open_shelf(watch: Path, *, notice: "Callable[[str], object]") -> Shelf | None:
    """
    Return the shelf of a watch; None where nothing can or may be kept.

    Args:
        notice: Is told why, when the user did not choose it so.
    """
    root = cache_root()
    if root is None:
        return None
    folder = folder_for(root, watch)
    is_new = not folder.exists()
    fault = make_safe(folder)
    if fault:
        notice(f"nothing is kept between commands: {fault}")
        return None
    shelf = Shelf(folder, maker=_maker(), notice=notice)
    if is_new:
        shelf.put(_WATCH, "", str(watch.resolve()).encode("utf-8", "surrogateescape"))
        _clear_away(root)
    return shelf


def _clear_away(root: Path) -> None:
    """Remove what was kept of watches that were moved or deleted."""
    for page in root.glob(f"*/{_WATCH}"):
        try:
            path = page.read_bytes().partition(b"\n")[2]
        except OSError:
            continue
        watch = Path(path.decode("utf-8", "surrogateescape"))
        if path and not (watch / SETTINGS_FILE).exists():
            rmtree(page.parent, ignore_errors=True)


@cache
def _maker() -> str:
    """
    Return what tells this program from every other that makes pages.

    Who edits the walk gets new levels at once: a source file with another size or
    time, or in another place, is another program.
    """
    package = Path(__file__).parents[2]
    print_, folders = crc32(os.fsencode(package)), [package / it for it in _MAKERS]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda it: it.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        folders.append(Path(entry.path))
                elif entry.name.endswith(".py"):
                    it = entry.stat()
                    times = f"{it.st_mtime_ns} {it.st_ctime_ns}"
                    told = f"{entry.name} {it.st_size} {times}".encode()
                    print_ = crc32(told, print_)
    return f"{__version__}+{print_:08x}"
