"""
What lies in the folder of the log and is not read.

Each entry is named. One that may be evidence forbids a level until it can be read, or
until the settings say that it is none.
"""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path
from typing import Final

from riskctl.model.finding import Finding
from riskctl.model.names import LOG_FOLDER
from riskctl.model.origin import Origin
from riskctl.model.watch import Settings, Watch
from riskctl.storage.disk.files import is_file, is_there
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.disk.stamps import FoundFiles
from riskctl.storage.disk.whole import TEMPORARY_SUFFIX

_CHECK: Final = "unread-files"
# What the system, Git and this program leave in a folder; nobody writes evidence there.
_LITTER: Final = (
    ".DS_Store",
    ".localized",
    "._*",
    ".directory",
    "Thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    ".nfs????????*",
    ".fuse_hidden*",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".keep",
    f".*{TEMPORARY_SUFFIX}",
)
# What an editor keeps beside a file: a copy from before, or from before a crash.
_BESIDE: Final = re.compile(
    r"(?P<backup>.+)~|\.(?P<swap>.+)\.(?:sw[a-p]|un~)|\.#(?P<lock>.+)|#(?P<saved>.+)#"
)
_PLACEHOLDER: Final = re.compile(
    r"\.?(?P<name>.+?)\.(?:icloud|cloudf?|owncloud|nextcloud|opencloud|rsls|placeholder)",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(r"(?<!\d)(\d{4})[-_. ]?(0?[1-9]|1[0-2])(?!\d)", re.ASCII)
_TOML: Final = re.compile(r"(?<!h)to?ml", re.IGNORECASE)
_PROSE: Final = re.compile(
    r"(?:readme|licen[cs]e|.+\.(?:md|rst|adoc|html?|pdf|png|jpe?g|gif|svg|webp|odt|docx?))",
    re.IGNORECASE,
)
_QUOTABLE: Final = re.compile(r'[^"\\\x00-\x1f\x7f]+')
# So many are named one by one.
_MOST: Final = 50


def with_unread(watch: Watch, found: FoundFiles) -> Watch:
    """Return a watch with what is not read of it as problems."""
    return watch.with_problems(unread_entries(found, watch.settings))


def unread_entries(found: FoundFiles, settings: Settings) -> Iterator[Finding]:
    """Name each entry that is not read; what may be evidence is blocking."""
    others = sorted(it for it in found.others if not _fits(it, _LITTER))
    named = (it for it in others if not _fits(it, settings.not_evidence))
    for name in islice(named, _MOST):
        yield _unread(found, name)
    more = sum(1 for _ in named)
    if more:
        yield _finding(
            LOG_FOLDER,
            f"{more} more entries are not read, and may be evidence",
            f"move out of {LOG_FOLDER}/ what is none",
        )


def _finding(file: str, message: str, hint: str, *, blocking: bool = True) -> Finding:
    return Finding(_CHECK, message, hint, Origin(file), blocking)


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, it) for it in patterns)


def _unread(found: FoundFiles, name: str) -> Finding:
    """Say why an entry is not read, by what it is and by its name."""
    path, file = found.folder / name, f"{LOG_FOLDER}/{name}"
    beside = _BESIDE.fullmatch(name)
    if beside and beside[beside.lastgroup or 0] in found.stamps:
        return _finding(
            file,
            "is an editor's copy, and is not read",
            f"look whether it says more than the file; {_no_evidence(name)}",
            blocking=False,
        )
    if not is_file(path):
        way = (
            "bring back what it leads to"
            if path.is_symlink()
            else f"put the records into files like {LOG_FOLDER}/2026-05.toml"
        )
        return _finding(
            file, f"{_kind(path)}, and may be evidence", f"{way}; {_no_evidence(name)}"
        )
    placeholder = _PLACEHOLDER.fullmatch(name)
    if placeholder:
        return _finding(
            file,
            f"stands for {placeholder['name']}, which a sync service keeps elsewhere",
            "download the file; to keep it here, turn off what frees up space",
        )
    may_tell = _MONTH.search(name) or _TOML.search(name)
    if _PROSE.fullmatch(name) and not may_tell:
        return _finding(file, "is not read", _no_evidence(name), blocking=False)
    return _finding(
        file,
        "is not read, and may be evidence",
        f"{_way_in(name, found)}; {_no_evidence(name)}",
    )


def _kind(path: Path) -> str:
    """Say what an entry is that is no file."""
    if path.is_symlink():
        return "is a link to no file"
    if not is_there(path):
        return "cannot be looked at"
    return "is a folder, which is not read" if path.is_dir() else "is no regular file"


def _way_in(name: str, found: FoundFiles) -> str:
    """Say how its records come to be read."""
    told = _MONTH.search(name)
    if not told:
        return f"rename it to its month, like {LOG_FOLDER}/2026-05.toml"
    month = f"{told[1]}-{int(told[2]):02}.toml"
    if month in found.stamps:
        return f"move its records into {LOG_FOLDER}/{month}"
    return f"rename it to {LOG_FOLDER}/{month}"


def _no_evidence(name: str) -> str:
    """Say how an entry is passed over."""
    quoted = name if _QUOTABLE.fullmatch(name) else "..."
    return (
        f"what is no evidence, move out of {LOG_FOLDER}/, or say so in "
        f'{SETTINGS_FILE}: not_evidence = ["{quoted}"]'
    )
