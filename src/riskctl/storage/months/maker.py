"""What names the program that makes pages: its version, and its very files."""

import os
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

from riskctl import __version__

# What a page holds follows from these packages.
_MAKERS: Final = ("model", "analysis", "storage")


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
