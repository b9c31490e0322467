"""
Additions to several files as one: all of them, or none.

What is to be added is first written into one file, in one step: from then on it is
done, whatever happens. Then it is brought into the files where it belongs, each by
the write protocol, and the file is removed. Who finds it there, because the process
that wrote it was killed, brings in what is missing before anything is read
(docs/decisions/0020-all-or-nothing.md).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from riskctl.errors import WatchError, WriteError
from riskctl.model.record import Record
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import (
    clear_leftovers,
    failures,
    is_there,
    locked,
    read_bytes,
    replace_bytes,
)
from riskctl.storage.disk.names import BATCH_FILE, LOCK_FILE, MAX_FILE_BYTES, SEEN_FILE
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.seen import read_seen
from riskctl.storage.text.writer import appended, block

_HEAD: Final = "# What riskctl has still to add; its next command does it.\n"
_SECTION: Final = re.compile(r"^#> (.*)\n", re.MULTILINE)
_FILE: Final = re.compile(
    rf"(?:log|inbox)/\d{{4}}-\d{{2}}\.toml|{re.escape(SEEN_FILE)}", re.ASCII
)

# What is added to a file: records, or the text of decisions.
Additions = Mapping[str, Sequence[Record] | str]


def write_batch(folder: Path, additions: Additions, *, disk: Disk = DISK) -> None:
    """
    Add to several files at once; the caller holds the lock of the watch.

    Raises:
        WriteError: Nothing was added; or all is going to be, and the error says so.
        LockedError: A file was changed by a program that takes no lock.
    """
    data = "".join((_HEAD, *_sections(additions))).encode("utf-8", "surrogatepass")
    path = folder / BATCH_FILE
    if len(data) > MAX_FILE_BYTES:
        raise WriteError(
            f"more than {MAX_FILE_BYTES // 2**20} MB at once",
            hint="nothing was written; import it in several files",
        )
    _prove(additions, data)
    clear_leftovers(path, shown=BATCH_FILE, disk=disk)
    replace_bytes(path, old=None, new=data, shown=BATCH_FILE, disk=disk)
    finish_batch(folder, disk=disk)


def finish_batch(folder: Path, *, disk: Disk = DISK) -> None:
    """
    Bring in what an import had decided to add; the caller holds the lock.

    Raises:
        WriteError: A file refuses it; the rest stays to be added.
        WatchError: What is to be added cannot be read.
    """
    path = folder / BATCH_FILE
    if not is_there(path):
        return
    for file, text in _parts(read_bytes(path, shown=BATCH_FILE)):
        _add(folder, file, text, disk)
    with failures(BATCH_FILE, hint=_PENDING):
        disk.remove(path)
        disk.sync_folder(folder)


def finish_left_over(folder: Path) -> None:
    """
    Finish what a killed import left, before a watch is read.

    Raises:
        WatchError: It cannot be finished here.
        LockedError: Somebody is at it.
    """
    try:
        with locked(folder / LOCK_FILE):
            finish_batch(folder)
    except WriteError as error:
        raise WatchError(
            f"{BATCH_FILE}: an import was cut off, and cannot be finished: {error}",
            hint=error.hint or _PENDING,
        ) from None


_PENDING: Final = "all of it is kept; run the command where the watch can be written"


def _sections(additions: Additions) -> Iterator[str]:
    for file, added in additions.items():
        text = added if isinstance(added, str) else "\n".join(map(block, added))
        if text:
            yield f"#> {file}\n{text}"


def _prove(additions: Additions, data: bytes) -> None:
    """Read the text back: it must say what was meant."""
    meant = {file: it for file, it in additions.items() if it}
    found = dict(_parts(data))
    for file, added in meant.items():
        text = found.get(file, "")
        if isinstance(added, str):
            same = text == added and not read_seen(text.encode(), file)[1]
        else:
            read = read_log(text.encode("utf-8", "surrogatepass"), file)
            same = not read.problems and _by_id(read.records) == _by_id(added)
        if not same:
            raise WriteError(
                f"{file}: what is to be added would not read back as it is",
                hint="nothing was written; look for odd characters in the rows",
            )


def _by_id(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda it: it.id)


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    """
    Yield the files to which something is to be added, each with its text.

    Raises:
        WatchError: A line names no file of a log or an inbox.
    """
    text = data.decode("utf-8", "surrogatepass")
    _, *parts = _SECTION.split(text)
    for file, part in zip(parts[::2], parts[1::2], strict=True):
        if not _FILE.fullmatch(file):
            raise WatchError(
                f"{BATCH_FILE}: `{file}` is no file of the log",
                hint="nothing writes such a line: look where the file comes from",
            )
        yield file, part


def _add(folder: Path, file: str, text: str, disk: Disk) -> None:
    """Add to a file what is not there yet."""
    path = folder / file
    clear_leftovers(path, shown=file, disk=disk)
    old = read_bytes(path, shown=file) if is_there(path) else None
    if file == SEEN_FILE:
        new = _with_decisions(old or b"", text)
    else:
        known = {it.id for it in read_log(old or b"", file).records}
        added = read_log(text.encode("utf-8", "surrogatepass"), file).records
        missing = [it for it in added if it.id not in known]
        new = appended(old or b"", *missing, file=file) if missing else old or b""
    if new != old:
        replace_bytes(path, old=old, new=new, shown=file, disk=disk)


def _with_decisions(old: bytes, text: str) -> bytes:
    before = old.decode("utf-8", "replace").replace("\r\n", "\n")
    known = {it.strip() for it in before.split("[[seen]]\n")}
    missing = [it for it in text.split("[[seen]]\n") if it.strip() not in known]
    if not any(map(str.strip, missing)):
        return old
    gap = b"" if not old else b"\n" if old.endswith(b"\n") else b"\n\n"
    added = "\n".join(f"[[seen]]\n{it.strip()}\n" for it in missing if it.strip())
    return old + gap + added.encode()
