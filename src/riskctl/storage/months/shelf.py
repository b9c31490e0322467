"""
The shelf: small files in the user's cache with what was worked out from a watch.

Each says in its first line what it was made from, and is believed only of just that,
and under its own name. None of them is ever needed; all of them can be thrown away at
any time. A watch gets one with its first large log; what was kept of a watch that is
gone is cleared away.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Final
from zlib import crc32

from riskctl import __version__
from riskctl.storage.disk.cache_folder import cache_root, folder_for, make_safe
from riskctl.storage.disk.names import SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Callable

# A link is not followed, and a pipe in the place of a page is not waited for.
_OLD: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
_LONGEST_HEAD: Final = 256
# What a page holds follows from these packages.
_MAKERS: Final = ("model", "analysis", "storage")
# Names the watch of which a folder of the cache is.
_WATCH: Final = "watch"
# The folders of the cache, by the end of their names; see `folder_for`.
_FOLDERS: Final = "*-" + 16 * "[0-9a-f]"


class Shelf:
    """Pages in a folder, each written whole."""

    def __init__(
        self, folder: Path, *, maker: str, notice: Callable[[str], object]
    ) -> None:
        """
        Take over a folder that is safe to write into.

        Args:
            maker: What names the program: a page of another one is not there.
            notice: Is told, once, when something cannot be kept or was damaged.
        """
        self._folder = folder
        self._maker = maker
        self._notice = notice

    def page(self, name: str, made_from: str) -> bytes | None:
        """Return a page if it was made from just this; None otherwise."""
        try:
            descriptor = os.open(self._folder / name, _OLD)
        except OSError:
            return None
        try:
            size = os.fstat(descriptor).st_size
            data = os.read(descriptor, size)
            while len(data) < size and (more := os.read(descriptor, size)):
                data += more
        except OSError:
            return None
        finally:
            os.close(descriptor)
        end = data.find(b"\n", 0, _LONGEST_HEAD)
        head, page = data[:end], data[end + 1 :]
        if head == self._head(name, made_from, page):
            return page
        if head.rpartition(b" ")[0] == f"{self._maker} {made_from}".encode():
            self._notice("a page of the cache was damaged; it is made anew")
        return None

    def put(self, name: str, made_from: str, page: bytes) -> None:
        """Keep a page in the place of the one that was there."""
        # Where nothing is new, nothing is written.
        from riskctl.storage.disk.whole import put_whole

        try:
            head = self._head(name, made_from, page)
            put_whole(self._folder / name, head + b"\n" + page)
        except OSError as error:
            reason = (error.strerror or "").lower()
            self._notice(f"nothing can be kept in {self._folder}: {reason}")

    def drop(self, name: str) -> None:
        """Remove a page of which the file is gone."""
        with suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)

    def _head(self, name: str, made_from: str, page: bytes) -> bytes:
        # Two kinds of page are made from one thing: the sum tells which this is.
        check = crc32(page, crc32(name.encode()))
        return f"{self._maker} {made_from} {check:08x}".encode()


def open_shelf(watch: Path, *, notice: Callable[[str], object]) -> Shelf | None:
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


@cache
def maker() -> str:
    """
    Return what tells this program from every other that makes pages.

    Who edits the walk gets new levels at once: a source file with another size or
    time, or in another place, is another program.
    """
    package = Path(__file__).parents[2]
    print_ = crc32(os.fsencode(package))
    if not package.is_dir():  # run from an archive, which changes as a whole
        archive = next(it for it in package.parents if it.exists())
        return f"{__version__}+{crc32(_told(archive.name, archive.stat()), print_):08x}"
    folders = [package / it for it in _MAKERS]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda it: it.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        folders.append(Path(entry.path))
                elif entry.name.endswith(".py"):
                    print_ = crc32(_told(entry.name, entry.stat()), print_)
    return f"{__version__}+{print_:08x}"


def _told(name: str, it: os.stat_result) -> bytes:
    return f"{name} {it.st_size} {it.st_mtime_ns} {it.st_ctime_ns}".encode()
