"""Watches of which something is kept between commands, and a look at what it is."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from riskctl.model.log import Log
from riskctl.model.names import LOG_FOLDER, month_file
from riskctl.model.record import Record, Retraction
from riskctl.model.watch import Watch
from riskctl.storage.disk.cache_folder import VARIABLE, cache_root, folder_for
from riskctl.storage.disk.stamps import FoundFiles, Stamp, find_files
from riskctl.storage.months.file import LogFile
from riskctl.storage.months.look import Look
from riskctl.storage.months.shelf import Shelf, open_shelf
from riskctl.storage.text.writer import block
from riskctl.storage.watch import LEAST_LOG_BYTES
from tests.helpers import make_watch, open_folder

# A file of the log without records, so that something is kept of a few of them.
FILLER: Final = "# nothing\n" * (LEAST_LOG_BYTES // 10 + 1)
# So long a note makes a large file of a few records.
LONG_NOTE: Final = "so it goes " * 1000
# After so many nanoseconds, everything that was there has settled.
LATER: Final = 10**10


def by_month(records: Iterable[Record]) -> dict[str, str]:
    """Return the text of each file of a log; a retraction stands in January."""
    texts: dict[str, list[str]] = {}
    for record in records:
        day = date(2026, 1, 1) if isinstance(record, Retraction) else record.date
        name = month_file(day).removeprefix(f"{LOG_FOLDER}/")
        texts.setdefault(name, []).append(block(record))
    return {name: "\n".join(blocks) for name, blocks in texts.items()}


def large_watch(
    folder: Path, files: Mapping[str, str] | Iterable[Record], **rest: str
) -> Path:
    """Make a watch with a log that is large enough for something to be kept of it."""
    texts = files if isinstance(files, Mapping) else by_month(files)
    return make_watch(folder, {"filler.toml": FILLER, **texts}, **rest)


@contextmanager
def cache(value: Path | str) -> Iterator[None]:
    """Keep what is kept elsewhere for a while; `off` keeps nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(value))
        yield


def as_read(folder: Path) -> Watch:
    """Return a watch as its files say, whatever is kept of it."""
    with cache("off"):
        return open_folder(folder)


def is_kept(log: Log) -> bool:
    """Say whether a log is made of files that were looked at, and not all read."""
    return bool(log.parts) and all(isinstance(it, LogFile) for it in log.parts)


def looked_at(
    folder: Path,
    shelf: Shelf,
    *,
    later: int = LATER,
    stamps: Mapping[str, Stamp] | None = None,
    thorough: bool = False,
    before_change: bool = False,
    progress: Callable[[int, int], object] = lambda *_: None,
) -> Look:
    """
    Look at the files of a watch.

    Args:
        later: How many nanoseconds from now; by then what is there has settled.
        stamps: What the system says of the files, when it is not to be asked.
    """
    found = find_files(folder / LOG_FOLDER, shown=LOG_FOLDER)
    assert found
    look = Look(
        folder,
        FoundFiles(found.folder, dict(stamps or found.stamps), found.now + later),
        shelf,
        thorough=thorough,
        before_change=before_change,
        progress=progress,
    )
    look.keep()
    return look


def shelf_of(folder: Path, notices: list[str] | None = None) -> Shelf:
    """Return the shelf of a watch; what it has to tell goes to *notices*."""
    told: list[str] = [] if notices is None else notices
    shelf = open_shelf(folder, notice=told.append)
    assert shelf
    return shelf


def kept_in(folder: Path) -> Path:
    """Return the folder in which the pages of a watch are."""
    root = cache_root()
    assert root
    return folder_for(root, folder)


def swapped_in(path: Path, text: str | bytes) -> None:
    """Put another file in the place of one, as an editor does."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.replace(new, path)  # noqa: PTH105 the plain name of what is done


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of the test's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"
