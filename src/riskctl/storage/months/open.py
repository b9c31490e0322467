"""The shelf of a watch: made for its first large log, and cleared after its last."""

import os
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Final

from riskctl.storage.disk.cache_folder import cache_root, folder_for, make_safe
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.months.maker import maker
from riskctl.storage.months.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

# Names the watch of which a folder of the cache is.
_WATCH: Final = "watch"
# The folders of the cache, by the end of their names; see `folder_for`.
_FOLDERS: Final = "*-" + 16 * "[0-9a-f]"


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
    fault = make_safe(folder)
    if fault:
        notice(f"nothing is kept between commands: {fault}")
        return None
    shelf = Shelf(folder, maker=maker(), notice=notice)
    if shelf.page(_WATCH, "") is None:
        shelf.put(_WATCH, "", os.fsencode(watch.resolve()))
        _clear_away(root)
    return shelf


def _clear_away(root: Path) -> None:
    """Remove what was kept of watches that were moved or deleted, and nothing else."""
    for page in root.glob(f"{_FOLDERS}/{_WATCH}"):
        try:
            watch = Path(os.fsdecode(page.read_bytes().partition(b"\n")[2]))
            # Whoever says so must be the folder of just that watch.
            is_its_own = folder_for(root, watch) == page.parent
        except (OSError, ValueError):
            continue
        if is_its_own and _is_gone(watch):
            rmtree(page.parent, ignore_errors=True)


def _is_gone(watch: Path) -> bool:
    """Say whether there is no watch any more; one that is out of reach may be there."""
    try:
        (watch / SETTINGS_FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
