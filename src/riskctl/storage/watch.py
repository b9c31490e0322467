"""Find a watch on the disk, and read all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from riskctl.errors import WatchError
from riskctl.model.finding import Finding
from riskctl.model.log import Log
from riskctl.model.record import Record
from riskctl.model.watch import Watch
from riskctl.storage.catalogue import read_catalogue
from riskctl.storage.files import is_file, list_files, read_bytes
from riskctl.storage.reader import read_log, read_settings

SETTINGS_FILE: Final = "riskctl.toml"
CATALOGUE_FILE: Final = "indicators.toml"
LOG_FOLDER: Final = "log"
LOCK_FILE: Final = ".riskctl.lock"


@dataclass(frozen=True, slots=True)
class WatchFolder:
    """Where a watch lies."""

    path: Path

    @property
    def exists(self) -> bool:
        """Whether the folder is a watch."""
        return is_file(self.path / SETTINGS_FILE)

    @property
    def lock(self) -> Path:
        """The lock file, beside the log."""
        return self.path / LOCK_FILE

    def log_file(self, name: str) -> Path:
        """Return the path of a file that is named relative to the watch."""
        return self.path / name


def default_folder() -> WatchFolder:
    """Return the user's own watch, in the platform's data directory."""
    from platformdirs import user_data_path

    return WatchFolder(user_data_path("riskctl", appauthor=False) / "watch")


def find_folder(named: Path | None, *, start: Path | None) -> WatchFolder:
    """
    Return the watch to use: *named*, else the nearest around *start*, else the own.

    Args:
        start: The folder that one stands in; nothing when it was removed.

    Raises:
        WatchError: The named folder is no watch.
    """
    if named is not None:
        folder = WatchFolder(named)
        if not folder.exists:
            raise WatchError(
                f"{named}: not a watch: there is no {SETTINGS_FILE} in it",
                hint=f"make one: riskctl init {named}",
            )
        return folder
    for parent in (start, *start.parents) if start else ():
        if WatchFolder(parent).exists:
            return WatchFolder(parent)
    return default_folder()


def read_watch(folder: WatchFolder) -> Watch:
    """
    Read a watch; what is wrong in its files becomes its problems.

    Raises:
        WatchError: There is no watch, or a file of it cannot be read at all.
    """
    if not folder.exists:
        raise WatchError(
            "no watch here, nor in a folder above, nor of your own",
            hint="make one: riskctl init DIR, or try the example: "
            "riskctl init --example us-russia DIR",
        )
    settings, problems = read_settings(
        read_bytes(folder.path / SETTINGS_FILE, shown=SETTINGS_FILE), SETTINGS_FILE
    )
    catalogue, noticed = read_catalogue(
        read_bytes(folder.path / CATALOGUE_FILE, shown=CATALOGUE_FILE), CATALOGUE_FILE
    )
    problems += noticed
    records: list[Record] = []
    for path in list_files(folder.path / LOG_FOLDER, shown=LOG_FOLDER):
        name = f"{LOG_FOLDER}/{path.name}"
        text = read_log(read_bytes(path, shown=name), name)
        records += text.records
        problems += text.problems
    union, clashes = _union(records)
    return Watch(
        settings=settings,
        catalogue=catalogue,
        log=Log().with_records(union),
        problems=tuple(sorted((*problems, *clashes), key=lambda it: it.origin)),
    )


def _union(records: Iterable[Record]) -> tuple[list[Record], list[Finding]]:
    """Keep each record once; say where an id stands again, and whether it differs."""
    kept: dict[str, Record] = {}
    clashes = []
    for record in sorted(records, key=lambda it: it.origin):
        known = kept.setdefault(record.id, record)
        if known is record:
            continue
        same = known == record
        clashes.append(
            Finding(
                check="unique-ids",
                message=f"`{record.id}` stands at {known.origin} already"
                + ("" if same else ", with other content"),
                hint="remove one of the two"
                if same
                else "give one of the two another id, or keep one",
                origin=record.origin,
                blocking=not same,
            )
        )
    return list(kept.values()), clashes
