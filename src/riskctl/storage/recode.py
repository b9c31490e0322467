"""The folder of what was coded a second time: beside the log, and outside of it."""

from riskctl.errors import WatchError, WriteError
from riskctl.model.coding import Coding
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import (
    clear_leftovers,
    is_there,
    list_files,
    locked,
    read_bytes,
    replace_bytes,
)
from riskctl.storage.disk.names import RECODE_FOLDER
from riskctl.storage.text.codings import coding_block, read_codings
from riskctl.storage.watch import WatchFolder


def open_codings(folder: WatchFolder) -> list[Coding]:
    """
    Read every coding of a watch, in the order of the files.

    Raises:
        WatchError: A file cannot be read, or something is wrong in it.
    """
    found: dict[str, Coding] = {}
    for path in list_files(folder.path / RECODE_FOLDER, shown=RECODE_FOLDER):
        name = f"{RECODE_FOLDER}/{path.name}"
        codings, problems = read_codings(read_bytes(path, shown=name), name)
        wrong = next((it for it in problems if it.blocking), None)
        if wrong:
            raise WatchError(f"{wrong}", hint=wrong.hint)
        found |= {it.id: it for it in codings}
    return list(found.values())


def add_coding(folder: WatchFolder, coding: Coding, *, disk: Disk = DISK) -> None:
    """
    Add a coding to the file of its month; return when the disk has it.

    Raises:
        WriteError: Nothing was changed.
        LockedError: Another process holds the watch.
    """
    name = f"{RECODE_FOLDER}/{coding.recorded:%Y-%m}.toml"
    path = folder.path / name
    with locked(folder.lock):
        clear_leftovers(path, shown=name, disk=disk)
        old = read_bytes(path, shown=name) if is_there(path) else None
        gap = b"\n" if old else b""
        new = (old or b"") + gap + coding_block(coding).encode()
        before, _ = read_codings(old or b"", name)
        after, problems = read_codings(new, name)
        if after != [*before, coding] or any(it.blocking for it in problems):
            raise WriteError(
                f"{name}: the coding cannot be added without changing the file",
                hint="nothing was written; mend the end of the file",
            )
        replace_bytes(path, old=old, new=new, shown=name, disk=disk)
