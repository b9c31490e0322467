"""Which peers are installed, and what each needs beside its log."""

import gzip
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.installs import clean_environment, install_package, said_by
from benchmarks.job import Job, Place
from benchmarks.peers.accounting import beancount_jobs, hledger_jobs, ledger_jobs
from benchmarks.peers.peer import Peer
from benchmarks.peers.tracking import jrnl_jobs, taskwarrior_jobs, timewarrior_jobs

_TASK_SETTINGS: Final = """\
confirmation=no
hooks=off
defaultwidth=200
uda.points.type=numeric
uda.points.label=Points
"""
_JRNL_SETTINGS: Final = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: "{journal}"}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%F %R'
version: '{version}'
"""
# Debian's package has it among its documents; it adds up the intervals of each tag.
_TOTALS: Final = Path("/usr/share/doc/timewarrior/ext/totals.py.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    A peer that there could be.

    Attributes:
        program: What its command is called.
        form: Of `FORMS`, what it reads.
        is_python: pip installs it; else it is a package of the system.
        sums: Its answer to `level` adds something up, and is not a mere count.
        note: What a reader of its figures should know.
    """

    program: str
    form: str
    jobs: Callable[[Peer, Place], list[Job]]
    is_python: bool = False
    sums: bool = False
    note: str


KINDS: Final = {
    "hledger": Kind(
        program="hledger",
        form="journal",
        jobs=hledger_jobs,
        sums=True,
        note="each event is a transaction that moves points into its indicator's "
        "account; `add` is typed into",
    ),
    "ledger": Kind(
        program="ledger",
        form="journal",
        jobs=ledger_jobs,
        sums=True,
        note="reads hledger's journal; it never writes, so `xact` drafts the "
        "transaction, after the one in the journal that it finds most alike, and the "
        "shell appends it",
    ),
    "beancount": Kind(
        program="bean-query",
        form="beancount",
        jobs=beancount_jobs,
        is_python=True,
        sums=True,
        note="asked by `bean-query`, with its cache of the parsed file in place; "
        "it has no command that appends",
    ),
    "taskwarrior": Kind(
        program="task",
        form="taskwarrior",
        jobs=taskwarrior_jobs,
        note="each event is a completed task, its points a field; it counts the tasks "
        "of a project and adds nothing up; its file is written in the form that "
        "`task import` leaves, without what `task undo` would need",
    ),
    "timewarrior": Kind(
        program="timew",
        form="timewarrior",
        jobs=timewarrior_jobs,
        sums=True,
        note="each event is an interval, 20 seconds for a point; `totals` is the "
        "extension that comes with it",
    ),
    "jrnl": Kind(
        program="jrnl",
        form="jrnl",
        jobs=jrnl_jobs,
        is_python=True,
        note="each event is an entry with its indicator as a tag; it counts entries "
        "and adds nothing up",
    ),
}


class NotInstalledError(Exception):
    """A peer is left out, and why."""


def find_peer(name: str, work: Path) -> Peer:
    """
    Return a peer; one that is a Python package is installed now.

    Raises:
        NotInstalledError: It is not there, or its log cannot be written.
    """
    kind = KINDS[name]
    environment = clean_environment(work)
    if kind.is_python:
        try:
            folder, version = install_package(name, work)
        except subprocess.CalledProcessError as error:
            raise NotInstalledError("pip could not install it") from error
        program = folder / kind.program
    else:
        found = shutil.which(kind.program, path=environment["PATH"])
        if found is None:
            raise NotInstalledError(f"there is no `{kind.program}`")
        program = Path(found)
        said = said_by(program, "--version", environment=environment).split()
        version = next(it.strip(",") for it in said if it[0].isdigit())
    if name == "taskwarrior":
        if not version.startswith("2."):
            raise NotInstalledError(
                f"version {version} keeps tasks in a database, and what is written "
                "here are the files of version 2"
            )
        environment["TASKRC"] = str(work / "taskrc")
        (work / "taskrc").write_text(_TASK_SETTINGS, encoding="utf-8")
    return Peer(
        name=name,
        version=version,
        program=program,
        environment=environment,
        warms_up=name == "beancount",
    )


def furnish(peer: Peer, folder: Path, *, python: Path) -> None:
    """
    Put beside a peer's log what it needs to read it.

    Args:
        python: What runs Timewarrior's extension; it has `dateutil`.
    """
    if peer.name == "taskwarrior":
        (folder / "pending.data").touch()
    elif peer.name == "jrnl":
        settings = _JRNL_SETTINGS.format(
            journal=folder / "journal.txt", version=peer.version
        )
        (folder / "jrnl.yaml").write_text(settings, encoding="utf-8")
    elif peer.name == "timewarrior":
        (folder / "timewarrior.cfg").touch()
        extension = folder / "extensions" / "totals.py"
        extension.parent.mkdir(exist_ok=True)
        _, text = gzip.decompress(_TOTALS.read_bytes()).decode().split("\n", 1)
        extension.write_text(f"#!{python}\n{text}", encoding="utf-8")
        extension.chmod(0o755)
