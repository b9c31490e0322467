"""
The folder of a site: only what changed is written, and only what is ours goes.

A manifest in it remembers, for each file, what it was made from and what its bytes
were; of a file that is about to change, what they will be as well. It is written
before the files, so a run that is cut off leaves none that is not known.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from riskctl.errors import UsageError
from riskctl.model.names import LOG_FOLDER
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import (
    clear_dead,
    failures,
    is_there,
    real_path,
    replace_bytes,
)
from riskctl.storage.disk.made import digest_of
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.watch import WatchFolder

MANIFEST: Final = ".riskctl-site.json"
_FORMAT: Final = 2
# So many files are made before the manifest is written anew.
_AT_ONCE: Final = 64
_GIT: Final = ".git"


@dataclass(frozen=True, slots=True)
class Made:
    """
    What a file was made from, and the digest of its bytes.

    Attributes:
        before: The digest of the bytes that it had until it was made.
    """

    key: str
    digest: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class EntryStamp:
    """
    When an entry of a feed or a calendar last changed.

    Attributes:
        digest: Of what it says.
        updated: As the log spells a moment.
        sequence: How often it was revised.
    """

    digest: str
    updated: str
    sequence: int


class SiteFolder:
    """
    A folder that holds a site.

    Attributes:
        written: How many files were written.
    """

    def __init__(
        self, path: Path, *, watch: WatchFolder, force: bool, disk: Disk = DISK
    ) -> None:
        """
        Look at the folder; nothing is written yet.

        Raises:
            UsageError: It belongs to the watch, or is no folder.
        """
        self.path = path
        self.written = 0
        self._force = force
        self._disk = disk
        with failures(str(path)):
            _refuse_foreign(path, real_path(path), real_path(watch.path))
            if path.exists() and not path.is_dir():
                raise UsageError(f"{path}: is not a folder", hint="choose another name")
        self._old, self._stamps = _read_manifest(self._bytes(MANIFEST))
        self._made: dict[str, Made] = {}
        self._waiting: list[tuple[str, bytes | None, bytes]] = []

    def holds(self, name: str, key: str) -> bool:
        """Say whether a file was made from *key* and still is as it was made."""
        made = self._old.get(name)
        if made is None or made.key != key:
            return False
        data = self._bytes(name)
        if data is None or digest_of(data) != made.digest:
            return False
        self._made[name] = Made(made.key, made.digest)
        return True

    def stamp(self, name: str, text: str, *, first: str, now: str) -> EntryStamp:
        """
        Return when an entry last changed: where it says what it said, as before.

        Args:
            text: All that it says.
            first: The moment of an entry that is new.
            now: That of one that says something else than before.
        """
        digest = digest_of(text.encode("utf-8", "surrogatepass"))
        old = self._stamps.get(name)
        if old is None:
            self._stamps[name] = EntryStamp(digest, first, 0)
        elif old.digest != digest:
            later = max(now, old.updated)
            self._stamps[name] = EntryStamp(digest, later, old.sequence + 1)
        return self._stamps[name]

    def put(self, name: str, key: str, data: bytes) -> None:
        """
        Make a file hold *data*.

        Raises:
            UsageError: There is a file that riskctl did not make.
            WriteError: The disk refused; what was there before is still there.
        """
        path, old = self.path / name, self._bytes(name)
        known, digest = self._old.get(name), digest_of(data)
        if old is not None and old != data and not self._force:
            was = digest_of(old)
            if known is None or was not in {known.digest, known.before}:
                raise UsageError(
                    f"{path}: exists already, and is not as riskctl made it",
                    hint="choose an empty folder, or --force replaces it",
                )
        elif old is None and is_there(path):
            raise UsageError(f"{path}: is no file", hint="choose an empty folder")
        self._made[name] = Made(key, digest, digest_of(old) if old is not None else "")
        if old != data:
            self._waiting.append((name, old, data))
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits: the manifest first, so that no file is a foreign one."""
        if not self._waiting:
            return
        self._write_manifest({**self._old, **self._made})
        for name, old, data in self._waiting:
            path = self.path / name
            replace_bytes(path, old=old, new=data, shown=str(path), disk=self._disk)
            self.written += 1
        self._waiting.clear()

    def forget(self, wanted: Collection[str]) -> None:
        """Remove what an earlier run made and this site no longer has."""
        for name in sorted(set(self._old) - set(wanted)):
            data = self._bytes(name)
            if data is not None and digest_of(data) == self._old[name].digest:
                with failures(str(self.path / name)):
                    self._disk.remove(self.path / name)

    def remember(self) -> None:
        """Write the manifest of what is there now, and clear up after the killed."""
        for it in {(self.path / name).parent for name in (MANIFEST, *self._made)}:
            clear_dead(it)
        self._write_manifest(
            {name: Made(it.key, it.digest) for name, it in self._made.items()}
        )

    def _write_manifest(self, files: dict[str, Made]) -> None:
        """Write a manifest, when it says something new."""
        document = {
            "riskctl_site": _FORMAT,
            "files": {
                name: [it.key, it.digest, *([it.before] if it.before else [])]
                for name, it in sorted(files.items())
            },
            "stamps": {
                name: [it.digest, it.updated, it.sequence]
                for name, it in sorted(self._stamps.items())
            },
        }
        data = (json.dumps(document, indent=0) + "\n").encode("ascii")
        path, old = self.path / MANIFEST, self._bytes(MANIFEST)
        if data != old:
            replace_bytes(path, old=old, new=data, shown=str(path), disk=self._disk)

    def _bytes(self, name: str) -> bytes | None:
        """
        Return what a file holds; None where there is none.

        Raises:
            UsageError: It is reached through a link, and may lie anywhere.
        """
        path = self.path
        for part in name.split("/"):
            path /= part
            if path.is_symlink():
                raise UsageError(
                    f"{path}: is a link, and riskctl writes through none",
                    hint="remove it, or choose an empty folder",
                )
        with failures(str(path)):
            return path.read_bytes() if path.is_file() else None


def _refuse_foreign(path: Path, target: Path, watch: Path) -> None:
    """
    Refuse a folder that is not for a site.

    Raises:
        UsageError: It is a watch, its log, a folder that holds the watch, or Git's.
    """
    hint = "choose a folder of its own"
    log = watch / LOG_FOLDER
    if watch.is_relative_to(target) or target.is_relative_to(log):
        raise UsageError(
            f"{path}: belongs to the watch and is never written to", hint=hint
        )
    if is_there(target / SETTINGS_FILE):
        raise UsageError(f"{path}: is a watch and is never written to", hint=hint)
    if _GIT in target.parts:
        raise UsageError(f"{path}: belongs to Git and is never written to", hint=hint)


def _read_manifest(data: bytes | None) -> tuple[dict[str, Made], dict[str, EntryStamp]]:
    """Return what a manifest says; one that cannot be read says nothing."""
    try:
        document: Any = json.loads(data or b"{}")
        if document["riskctl_site"] != _FORMAT:
            return {}, {}
        files = {
            name: Made(*map(str, made))
            for name, made in document["files"].items()
            if _is_ours(name)
        }
        stamps = {
            str(name): EntryStamp(str(digest), str(updated), int(sequence))
            for name, (digest, updated, sequence) in document["stamps"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, {}
    return files, stamps


def _is_ours(name: str) -> bool:
    """Say whether a name stays inside the folder."""
    parts = name.split("/")
    return all(it and it != ".." for it in parts) and "\\" not in name
