"""What leaves the watch: a file written whole or not at all, and never over the log."""

import sys
from pathlib import Path

from riskctl.errors import UsageError
from riskctl.model.names import CATALOGUE_FILE, IMPORTS_FOLDER, INBOX_FOLDER, LOG_FOLDER
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import (
    clear_dead,
    failures,
    read_bytes,
    real_path,
    replace_bytes,
)
from riskctl.storage.disk.names import LOCK_FILE, PUBLISHED_FILE, SETTINGS_FILE
from riskctl.storage.watch import WatchFolder


def export(  # noqa: PLR0913 (what, where to, and how)
    data: bytes,
    target: Path,
    *,
    file_name: str,
    watch: WatchFolder,
    force: bool,
    disk: Disk = DISK,
) -> Path:
    """
    Write *data* to *target*, or under *file_name* into it when it is a folder.

    Raises:
        UsageError: The file exists and *force* is not given, or is the watch's own.
        WriteError: The disk refused; what was there before is still there.
    """
    with failures(str(target)):
        path = target / file_name if target.is_dir() else target
        if _belongs_to(path, watch):
            raise UsageError(
                f"{path}: belongs to the watch and is never overwritten",
                hint="choose a file outside the log",
            )
        exists = path.exists()
        if exists and not path.is_file():
            raise UsageError(
                f"{path}: is a folder or a device", hint="choose another name"
            )
    if exists and not force:
        raise UsageError(f"{path}: exists already", hint="--force replaces it")
    old = read_bytes(path, shown=str(path), at_most=sys.maxsize) if exists else None
    clear_dead(path.parent)
    replace_bytes(path, old=old, new=data, shown=str(path), disk=disk)
    return path


def _belongs_to(path: Path, watch: WatchFolder) -> bool:
    target = real_path(path)
    kept = [watch.path / it for it in (LOG_FOLDER, IMPORTS_FOLDER, INBOX_FOLDER)]
    names = (SETTINGS_FILE, CATALOGUE_FILE, LOCK_FILE, PUBLISHED_FILE)
    own = [watch.path / it for it in names]
    if target in map(real_path, own):
        return True
    if any(target.is_relative_to(real_path(it)) for it in kept):
        return True
    files = (file for folder in kept for file in folder.glob("*"))
    return target.exists() and any(
        target.samefile(it) for it in (*own, *files) if it.exists()
    )
