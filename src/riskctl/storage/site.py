"""
The folder of a site: only what changed is written, and only what is ours goes.

A manifest in it remembers, for each file, what it was made from and what its
bytes were. A file counts as made only while both are still so; the manifest
lost or false costs time, never a wrong page.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from riskctl.errors import UsageError
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import failures, is_there, real_path, replace_bytes
from riskctl.storage.disk.made import digest_of
from riskctl.storage.disk.names import LOG_FOLDER
from riskctl.storage.watch import WatchFolder

MANIFEST: Final = ".riskctl-site.json"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Made:
    """What a file was made from, and the digest of its bytes."""

    key: str
    digest: str


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
            target, log = real_path(path), real_path(watch.path / LOG_FOLDER)
            if target == real_path(watch.path) or target.is_relative_to(log):
                raise UsageError(
                    f"{path}: belongs to the watch and is never written to",
                    hint="choose a folder of its own",
                )
            if path.exists() and not path.is_dir():
                raise UsageError(f"{path}: is not a folder", hint="choose another name")
        self._old = _read_manifest(self._bytes(MANIFEST))
        self._made: dict[str, Made] = {}

    def holds(self, name: str, key: str) -> bool:
        """Say whether a file was made from *key* and still is as it was made."""
        made = self._old.get(name)
        if made is None or made.key != key:
            return False
        data = self._bytes(name)
        if data is None or digest_of(data) != made.digest:
            return False
        self._made[name] = made
        return True

    def put(self, name: str, key: str, data: bytes) -> None:
        """
        Make a file hold *data*.

        Raises:
            UsageError: There is a file that riskctl did not make.
            WriteError: The disk refused; what was there before is still there.
        """
        path = self.path / name
        old = self._bytes(name)
        if old != data:
            if is_there(path) and name not in self._old and not self._force:
                raise UsageError(
                    f"{path}: exists already, and is not of a site that riskctl made",
                    hint="choose an empty folder, or --force replaces it",
                )
            replace_bytes(path, old=old, new=data, shown=str(path), disk=self._disk)
            self.written += 1
        self._made[name] = Made(key, digest_of(data))

    def forget(self, wanted: Collection[str]) -> None:
        """Remove what an earlier run made and this site no longer has."""
        for name in sorted(set(self._old) - set(wanted)):
            data = self._bytes(name)
            if data is not None and digest_of(data) == self._old[name].digest:
                with failures(str(self.path / name)):
                    self._disk.remove(self.path / name)

    def remember(self) -> None:
        """Write the manifest, when it says something new."""
        if self._made == self._old:
            return
        document = {
            "riskctl_site": _FORMAT,
            "files": {
                name: [it.key, it.digest] for name, it in sorted(self._made.items())
            },
        }
        data = (json.dumps(document, indent=0) + "\n").encode("ascii")
        path = self.path / MANIFEST
        replace_bytes(
            path, old=self._bytes(MANIFEST), new=data, shown=str(path), disk=self._disk
        )

    def _bytes(self, name: str) -> bytes | None:
        path = self.path / name
        with failures(str(path)):
            return path.read_bytes() if path.is_file() else None


def _read_manifest(data: bytes | None) -> dict[str, Made]:
    """Return what a manifest says; one that cannot be read says nothing."""
    try:
        document: Any = json.loads(data or b"{}")
        if document["riskctl_site"] != _FORMAT:
            return {}
        return {
            name: Made(str(key), str(digest))
            for name, (key, digest) in document["files"].items()
            if _is_ours(name)
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _is_ours(name: str) -> bool:
    """Say whether a name stays inside the folder."""
    parts = name.split("/")
    return all(it and it != ".." for it in parts) and "\\" not in name
