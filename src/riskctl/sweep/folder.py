"""The folder of a sweep: where its files lie, and its manifest, which names them."""

import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from riskctl.errors import UsageError, WatchError
from riskctl.storage.disk.files import (
    failures,
    is_file,
    read_bytes,
    reason,
    replace_bytes,
)
from riskctl.storage.disk.names import SWEEP_MANIFEST
from riskctl.storage.disk.whole import leftovers_in

CATALOGUE: Final = "catalogue.toml"
LOCK: Final = ".riskctl-sweep.lock"
FORMAT: Final = 1
# Of unfinished tables, which are renamed when they are whole.
UNFINISHED: Final = ".unfinished"
Document = dict[str, Any]


class SweepFolder:
    """
    Where a sweep lies. What its manifest does not name is no part of it.

    Attributes:
        path: The folder itself.
    """

    def __init__(self, path: Path) -> None:
        """Take over the path; nothing is read yet."""
        self.path = path

    @property
    def is_finished(self) -> bool:
        """Whether there is a whole sweep."""
        return is_file(self.path / SWEEP_MANIFEST)

    @property
    def manifest(self) -> Document:
        """
        What the sweep consists of, and what it was made from.

        Raises:
            WatchError: There is none, or it cannot be read.
        """
        path = self.path / SWEEP_MANIFEST
        if not self.is_finished:
            raise WatchError(
                f"{self.path}: there is no finished sweep in it",
                hint=f"riskctl sweep FILE... --as gdelt2 -o {self.path}",
            )
        try:
            found: Document = json.loads(read_bytes(path, shown=str(path)))
            form = found["riskctl_sweep"]
        except (ValueError, KeyError, TypeError):
            form = None
        if form != FORMAT:
            raise WatchError(
                f"{path}: is not the manifest of a sweep that this riskctl reads",
                hint="sweep again into an empty folder",
            )
        return found

    def work(self, plan: str) -> Path:
        """Return where a run that is not finished keeps what it has done."""
        return self.path / "work" / plan

    def rows(self, digest: str, settings: str) -> Path:
        """Return where the checked rows of an input lie."""
        return self.path / "rows" / f"{digest[:16]}-{settings[:8]}.parquet"

    def counts(self, plan: str) -> Path:
        """Return where the counts of a run lie, a folder for each bucket."""
        return self.path / "counts" / plan

    def write(self, name: str, data: bytes) -> None:
        """
        Put a small file in its place, whole.

        Raises:
            WriteError: The disk refused; what was there is still there.
        """
        path = self.path / name
        with failures(str(path)):
            old = path.read_bytes() if path.is_file() else None
        if old != data:
            replace_bytes(path, old=old, new=data, shown=str(path))

    def remove_unnamed(self, named: Mapping[str, Any]) -> None:
        """
        Remove the tables that the manifest does not name: they are superseded.

        Args:
            named: The `files` of the manifest.
        """
        keep = {self.path / it for it in _strings(named)}
        for kind in ("days", "turns", "states"):
            for path in (self.path / kind).rglob("*.parquet*"):
                if path not in keep:
                    with failures(str(path)):
                        path.unlink(missing_ok=True)


def as_bytes(document: Document) -> bytes:
    """Return a document as the manifest spells it."""
    return (json.dumps(document, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def digest_of_file(path: Path) -> str:
    """
    Return the SHA-256 of a file.

    Raises:
        WatchError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WatchError(
            f"{path}: cannot be read: {reason(error)}", hint="mend its permissions"
        ) from None


def refuse_other_folder(path: Path) -> None:
    """
    Refuse to sweep into a folder that holds something else.

    Raises:
        UsageError: It is no folder, or holds what no sweep made.
    """
    ours = {"rows", "counts", "days", "turns", "states", "work", CATALOGUE, LOCK}
    try:
        found = {it.name for it in path.iterdir()} if path.exists() else set()
    except OSError as error:
        raise UsageError(
            f"{path}: {reason(error)}", hint="choose an empty folder"
        ) from None
    # A sweep that was killed may have left half a file beside the one that it wrote.
    halves = {it.name for it in leftovers_in(path)}
    strange = sorted(found - ours - {SWEEP_MANIFEST} - halves)
    if strange:
        raise UsageError(
            f"{path}: holds `{strange[0]}`, which no sweep made",
            hint="choose an empty folder, or that of a sweep",
        )


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 (whatever JSON holds)
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for it in value.values():
            yield from _strings(it)
    elif isinstance(value, list):
        for it in value:
            yield from _strings(it)
