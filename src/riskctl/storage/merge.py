"""Two copies of a watch made one, file by file."""

from pathlib import Path
from typing import NamedTuple

from riskctl.errors import UsageError, WatchError
from riskctl.model.names import CATALOGUE_FILE, LOG_FOLDER
from riskctl.model.record import Record
from riskctl.model.watch import Watch
from riskctl.storage.disk.files import is_there, list_files, read_bytes
from riskctl.storage.disk.names import MERGED_FOLDERS, SETTINGS_FILE
from riskctl.storage.text.union import Side, United, united
from riskctl.storage.watch import WatchFolder


class MergedFile(NamedTuple):
    """
    One file of a log, and what it is to be.

    Attributes:
        name: Relative to the watch.
        old: Its bytes, None where there is none yet.
    """

    name: str
    old: bytes | None
    union: United

    @property
    def is_log(self) -> bool:
        """Whether its records count; those of the inbox do not."""
        return is_log(self.name)


def merged_files(
    folder: WatchFolder, watch: Watch, other: Path, *, keep: Side | None
) -> list[MergedFile]:
    """
    Return the files of a watch to which another copy adds something.

    Args:
        other: The folder of the copy, or one file of its log.
        keep: Whose words are taken where the two differ; None says where they do.

    Raises:
        UsageError: *other* is no copy of a watch, and no file of one.
        WatchError: A file of it cannot be read whole.
    """
    added: dict[str, Record] = {}

    def elsewhere(record_id: str) -> Record | None:
        return added.get(record_id) or watch.log.record(record_id)

    merged = []
    for name, path in _files_of(other):
        own = folder.log_file(name)
        old = read_bytes(own, shown=name) if is_there(own) else None
        theirs = read_bytes(path, shown=str(path))
        if old == theirs:
            continue
        union = united(
            old or b"",
            theirs,
            file=name,
            their_file=str(path),
            keep=keep,
            elsewhere=elsewhere if is_log(name) else lambda _: None,
        )
        if is_log(name):
            added.update((it.id, it) for it in union.new)
        if union.clashes or union.data != (old or b""):
            merged.append(MergedFile(name, old, union))
    return merged


def is_log(name: str) -> bool:
    """Say whether a file of the watch is one of the log."""
    return name.startswith(f"{LOG_FOLDER}/")


def other_front(folder: WatchFolder, other: Path) -> list[str]:
    """Return which of settings and catalogue another copy has in other words."""
    names = (SETTINGS_FILE, CATALOGUE_FILE)
    return [
        name
        for name in names
        if is_there(other / name)
        and read_bytes(other / name, shown=str(other / name))
        != read_bytes(folder.path / name, shown=name)
    ]


def _files_of(other: Path) -> list[tuple[str, Path]]:
    """
    Return the files of a copy by their names in a watch, or the one that is named.

    Raises:
        UsageError: It is neither.
    """
    if WatchFolder(other).exists:
        return [
            (f"{folder}/{path.name}", path)
            for folder in MERGED_FOLDERS
            for path in list_files(other / folder, shown=str(other / folder))
        ]
    if not is_there(other):
        raise UsageError(
            f"{other}: is not there", hint="name the folder of the other copy"
        )
    if other.is_dir():
        raise WatchError(
            f"{other}: not a watch: there is no {SETTINGS_FILE} in it",
            hint="name the folder that holds the other copy's riskctl.toml",
        )
    if other.suffix != ".toml":
        raise UsageError(
            f"{other}: is no file of a log",
            hint="name a month file, like log/2026-05.toml, or the whole folder",
        )
    return [(f"{LOG_FOLDER}/{other.name}", other)]
