"""The small watch of the command tests: a bit of everything, judged on 2026-11-20."""

import re
from pathlib import Path
from shutil import copytree

from tests.helpers import SMALL


def small_watch(folder: Path) -> Path:
    """Copy the small watch."""
    copytree(SMALL, folder, dirs_exist_ok=True)
    return folder


def logged_id(said: str) -> str:
    """Return the id of the event that `log` says it has logged."""
    found = re.search(r" · logged (\S+)\n", said)
    assert found, said
    return found[1]


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of *folder* but its lock, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".riskctl.lock"
    }
