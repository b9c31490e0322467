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
