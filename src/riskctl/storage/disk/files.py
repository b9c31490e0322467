"""
The write protocol; the only place that handles `OSError`.

Lock, read, write a temporary file in the same folder, fsync it, compare the
target with what was read, rename, compare what was renamed over, fsync the folder.
At every point of it the target holds either all of the old bytes or all of the new
ones.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from riskctl.errors import LockedError, WatchError, WriteError
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.foreign import FileBefore, read_at_rest
from riskctl.storage.disk.lock import LOCK_SECONDS, held_lock
from riskctl.storage.disk.names import MAX_FILE_BYTES
from riskctl.storage.disk.whole import TEMPORARY_SUFFIX, leftovers_in

UNCHANGED: Final = "nothing was changed; free space or mend the permissions, then retry"


def read_bytes(path: Path, *, shown: str, at_most: int = MAX_FILE_BYTES + 1) -> bytes:
    """
    Return the bytes of a file; a pipe or a device, which may never end, is none.

    Args:
        at_most: So many are read: what a file of gigabytes holds besides is nobody's
            business here, and its reader refuses it by its length.

    Raises:
        WatchError: It cannot be read.
        LockedError: Another program is writing into it, again and again.
    """
    try:
        _refuse_endless(path)
        data = read_at_rest(path, at_most)
    except OSError as error:
        is_gone = isinstance(error, FileNotFoundError)
        raise WatchError(
            f"{shown}: cannot be read: {reason(error)}",
            hint="restore it from a copy"
            if is_gone
            else "mend its permissions, or restore it",
        ) from None
    if data is None:
        raise LockedError(
            f"{shown}: another program is writing into it",
            hint="run the command again when it has done",
        )
    return data


def is_file(path: Path) -> bool:
    """Say whether there is a file at *path*; what cannot be looked at is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Say whether there is anything at *path*; a link that leads nowhere is."""
    return os.path.lexists(path)


def list_files(folder: Path, *, shown: str) -> list[Path]:
    """
    Return the visible TOML files of *folder*, by name; none when it is missing.

    Raises:
        WatchError: The folder cannot be listed.
    """
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix == ".toml" and not path.name.startswith(".")
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        raise WatchError(
            f"{shown}: cannot be listed: {reason(error)}",
            hint="mend its permissions",
        ) from None


@contextmanager
def locked(path: Path, *, patience_seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """
    Hold the lock at *path* while the block runs.

    Raises:
        LockedError: Another process held it for the whole patience.
        WriteError: The lock file cannot be made: a read-only folder, a full disk.
    """
    with ExitStack() as stack:
        with failures(path.name):
            stack.enter_context(held_lock(path, patience_seconds=patience_seconds))
        yield


def replace_bytes(
    path: Path, *, old: bytes | None, new: bytes, shown: str, disk: Disk = DISK
) -> None:
    """
    Put *new* in the place of *old*, whole and durable, or change nothing.

    Mode, group and symbolic links are kept; missing parent folders are made.

    Args:
        old: What was read before; None when the file must not exist yet.

    Raises:
        WriteError: The disk refused; the old bytes are still there.
        LockedError: The file no longer holds *old*.
    """
    with ExitStack() as stack:
        with failures(shown):
            target = real_path(path)
            _make_folders(target.parent, disk)
            _refuse_sealed(target)
            name = f".{target.name}.{os.getpid()}{TEMPORARY_SUFFIX}"
            temporary = target.parent / name
            try:
                disk.remove(temporary)
                disk.write_new(temporary, new, like=_status_of(target))
                before = FileBefore(target)
                stack.callback(before.close)
                _refuse_foreign_change(before, old, shown)
                disk.rename(temporary, target)
            except BaseException:
                with suppress(OSError):
                    temporary.unlink()
                raise
            saved = before.saved_since(old)
        if saved is not None:
            replace_bytes(path, old=new, new=saved, shown=shown, disk=disk)
            raise _changed(shown)
        with failures(
            shown,
            hint="the entry was written, but the disk did not confirm it: "
            "look at the file before you rely on it",
        ):
            disk.sync_folder(target.parent)


@contextmanager
def failures(shown: str, *, hint: str = UNCHANGED) -> Iterator[None]:
    """
    Turn what the system refuses in the block into an error that names *shown*.

    Raises:
        WriteError: In the place of any `OSError`.
    """
    try:
        yield
    except OSError as error:
        raise WriteError(
            f"{shown}: cannot be written: {reason(error)}", hint=hint
        ) from None


def reason(error: OSError) -> str:
    """
    Return the system's own words for *error*, lower case.

    >>> reason(PermissionError(13, "Permission denied"))
    'permission denied'
    """
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]


def _make_folders(folder: Path, disk: Disk) -> None:
    if not folder.is_dir():
        _make_folders(folder.parent, disk)
        disk.make_folder(folder)


def real_path(path: Path) -> Path:
    """
    Return where *path* leads when every symbolic link is followed.

    Raises:
        OSError: The links lead in a circle.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def clear_leftovers(path: Path, *, shown: str, disk: Disk = DISK) -> None:
    """
    Remove what writers of *path* left behind; the caller holds the lock.

    Whoever made it is dead, or the lock would not be ours. Beside the file that
    a link leads to, other programs may be at work on theirs.

    Raises:
        WriteError: The disk refused.
    """
    with failures(shown):
        target = real_path(path)
        left = [*leftovers_in(path.parent)]
        if target.parent != path.parent:
            left += leftovers_in(target.parent, of=target.name)
        for leftover in left:
            disk.remove(leftover)


def clear_dead(folder: Path) -> None:
    """
    Remove what writers that were killed left in a folder that no lock guards.

    Whoever is alive goes on writing: a temporary file names its process.
    """
    for leftover in leftovers_in(folder):
        number = leftover.name.removesuffix(TEMPORARY_SUFFIX).rpartition(".")[2]
        if number.isdigit() and not _is_alive(int(number)):
            with suppress(OSError):
                leftover.unlink()


def _is_alive(process: int) -> bool:
    """Say whether a process may be at work still."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


def _refuse_foreign_change(before: FileBefore, old: bytes | None, shown: str) -> None:
    if before.read() != old or not before.is_in_place():
        raise _changed(shown)


def _changed(shown: str) -> LockedError:
    return LockedError(
        f"{shown}: changed by another program in this moment",
        hint="nothing was written; run the command again",
    )


def _refuse_endless(path: Path) -> None:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "not a regular file")


def _refuse_sealed(target: Path) -> None:
    """Renaming would replace a file that its owner made read-only."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _status_of(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None
