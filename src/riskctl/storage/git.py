"""A watch in Git: riskctl merges its month files, and the repository knows it."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from riskctl.errors import WriteError
from riskctl.model.finding import Finding
from riskctl.model.names import CATALOGUE_FILE, LOG_FOLDER
from riskctl.model.origin import Origin
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import is_there, read_bytes, replace_bytes
from riskctl.storage.disk.names import (
    BATCH_FILE,
    INVENTORY_FILE,
    LOCK_FILE,
    MERGED_FOLDERS,
    SETTINGS_FILE,
)
from riskctl.storage.disk.whole import TEMPORARY_SUFFIX
from riskctl.storage.watch import WatchFolder

ATTRIBUTES_FILE: Final = ".gitattributes"
_IGNORE_FILE: Final = ".gitignore"
_DRIVER: Final = "riskctl"
# Of two inventories every line is true.
_ATTRIBUTES: Final = (
    "".join(f"{it}/*.toml merge={_DRIVER}\n" for it in MERGED_FOLDERS)
    + f"{INVENTORY_FILE} merge=union\n"
)
_IGNORED: Final = f"{LOCK_FILE}\n{BATCH_FILE}\n*{TEMPORARY_SUFFIX}\n"
# %O %A %B: what both had, ours, theirs, in files of their own; %P: which one it is.
_CONFIG: Final = {
    f"merge.{_DRIVER}.name": "the union of two copies of a log",
    f"merge.{_DRIVER}.driver": "riskctl merge --driver %O %A %B %P",
}
_OWN: Final = (
    SETTINGS_FILE,
    CATALOGUE_FILE,
    INVENTORY_FILE,
    *MERGED_FOLDERS,
    "imports",
)


class GitStages(NamedTuple):
    """
    A file that Git could not merge.

    Attributes:
        file: Its path, relative to the watch.
        base: What both sides had; empty where there was none.
        ours: Our side; empty where we removed it.
        theirs: The other side.
    """

    file: str
    base: bytes
    ours: bytes
    theirs: bytes


class GitError(WriteError):
    """Git is not there, or refused."""


def set_up(folder: WatchFolder, *, disk: Disk = DISK) -> bool:
    """
    Make a repository of a watch where it is in none, and let riskctl merge its log.

    Returns:
        Whether there is a commit of it: Git makes none for somebody without a name.

    Raises:
        GitError: Git is not there, or refused.
        WriteError: The disk refused.
    """
    if not _succeeds(folder, "rev-parse", "--git-dir"):
        _git(folder, "init", "--quiet")
    for key, value in _CONFIG.items():
        _git(folder, "config", key, value)
    # What is merged in one repository by the whole is fetched into others.
    begins = not _succeeds(folder, "ls-files", "--error-unmatch", "--", SETTINGS_FILE)
    added = [
        _with_line(folder.path / _IGNORE_FILE, _IGNORED, disk),
        _with_line(folder.path / ATTRIBUTES_FILE, _ATTRIBUTES, disk),
    ]
    if not begins and not any(added):
        return True
    names = [_IGNORE_FILE, ATTRIBUTES_FILE, *(_OWN if begins else ())]
    names = [it for it in names if is_there(folder.path / it)]
    _git(folder, "add", "--", *names)
    message = "Begin the watch" if begins else "Let riskctl merge the log"
    if not _succeeds(folder, "var", "GIT_COMMITTER_IDENT"):
        return False
    listed = _git(
        folder, "diff", "--cached", "--name-only", "--relative", "-z", "--", *names
    )
    staged = [it.decode("utf-8", "surrogateescape") for it in listed.split(b"\0") if it]
    if staged:
        _git(folder, "commit", "--quiet", "--message", message, "--", *staged)
    return True


def unmerged(folder: WatchFolder) -> list[GitStages]:
    """
    Return the files of the watch that Git could not merge, by name.

    Raises:
        GitError: The watch is in no repository, or Git is not there.
    """
    listed = _git(folder, "ls-files", "--unmerged", "-z").decode("utf-8", "replace")
    stages: dict[str, dict[str, bytes]] = {}
    for entry in filter(None, listed.split("\0")):
        _mode, blob, rest = entry.split(" ", 2)
        stage, _, file = rest.partition("\t")
        stages.setdefault(file, {})[stage] = _git(folder, "cat-file", "blob", blob)
    return [
        GitStages(file, *(found.get(it, b"") for it in "123"))
        for file, found in sorted(stages.items())
    ]


def resolve(folder: WatchFolder, file: str) -> None:
    """
    Tell Git that a file is merged.

    Raises:
        GitError: Git refused.
    """
    _git(folder, "add", "--", file)


def driver_fault(folder: WatchFolder) -> Finding | None:
    """Say what Git does not know of merging this watch; None where all is well."""
    if not any(
        is_there(it / ".git") for it in (folder.path, *folder.path.resolve().parents)
    ):
        return None
    try:
        name = f"{LOG_FOLDER}/2026-01.toml"
        told = _git(folder, "check-attr", "-z", "merge", "--", name).split(b"\0")
        is_told = told[2:3] == [_DRIVER.encode()]
        is_known = _succeeds(folder, "config", "--get", f"merge.{_DRIVER}.driver")
    except GitError:
        return None
    # A watch that lies in a repository of other things may be there to look at.
    if (is_told and is_known) or not (is_told or is_there(folder.path / ".git")):
        return None
    return Finding(
        check="merge-driver",
        message="Git merges the month files of this copy line by line, and not riskctl "
        "record by record",
        hint="with the folder of the watch: riskctl init --git DIR",
        origin=Origin(ATTRIBUTES_FILE),
    )


def _with_line(path: Path, line: str, disk: Disk) -> bool:
    """Make sure that a file has a line, and say whether it was added."""
    old = read_bytes(path, shown=path.name) if is_there(path) else None
    if old is not None and line.encode() in old:
        return False
    gap = b"\n" if old and not old.endswith(b"\n") else b""
    new = (old or b"") + gap + line.encode()
    replace_bytes(path, old=old, new=new, shown=path.name, disk=disk)
    return True


def _succeeds(folder: WatchFolder, *words: str) -> bool:
    return _run(folder, words).returncode == 0


def _git(folder: WatchFolder, *words: str) -> bytes:
    """
    Return what a Git command prints.

    Raises:
        GitError: It is not there, or refused.
    """
    done = _run(folder, words)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise GitError(
            f"git {words[0]}: {said or f'ended with {done.returncode}'}",
            hint=f"see what Git says: git -C {folder.path} status",
        )
    return done.stdout


def _run(
    folder: WatchFolder, words: Sequence[str]
) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 fixed words and names of files
            ["git", "-C", str(folder.path), *words],  # noqa: S607 the user's own
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(
            f"git cannot be run: {error.strerror or error}",
            hint=f"install Git, then: riskctl init --git {folder.path}",
        ) from None
