"""What every command reaches for: no network, and no file but its own to write."""

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from threading import Thread
from typing import Any

import pytest

from riskctl.cli.command_list import COMMANDS
from riskctl.storage.text.writer import block
from tests.helpers import EXAMPLE, bare_environment, event
from tests.made_gdelt import gdelt_lines
from tests.sweep.files import row

STRACE = shutil.which("strace")
CALLS = (
    "connect,bind,sendto,sendmsg,open,openat,creat,mkdir,mkdirat,rename,renameat,"
    "renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,chmod,"
    "fchmodat,chown,fchownat,execve"
)
# All commands in one process, as the tests of the bytes do it; each does its work.
SCRIPT = """
import sys
from riskctl.cli.app import app

for line in sys.argv[1:]:
    try:
        app(line.split("\\t"))
    except SystemExit as end:
        fine = {"check": (0, 3), "recode\t--by\tab": (0, 130)}
        assert (end.code or 0) in fine.get(line, (0,)), (line, end.code)
"""
LINES = (
    "init --pair A B ../out/made",
    "log military-encounter unsafe-approach Shots -s https://example.org/x -g B2",
    "log military-encounter unsafe-approach Plan -d 2026-06-20 --scheduled --again",
    "level",
    "level --json",
    "report",
    "report -f html -o ../out",
    "report -f markdown -o ../out",
    "review --all",
    "note A-film",
    "confirm Canary -s Gazette -g B2",
    "explain",
    "change",
    "history --csv",
    "outlook",
    "events",
    "show Shots",
    "indicators",
    "backtest ../windows.csv",
    "amend Shots --title Fewer",
    "retract Fewer --reason x",
    "undo --yes",
    "edit catalogue",
    "site ../out/site",
    "publish 2026-W19 -o ../out",
    "export events -f csv -o ../out/events.csv",
    "export scores --from 2026-05-01 -f csv",
    "agenda",
    "import ../gdelt.CSV --template gdelt2",
    "import ../gdelt.CSV --as gdelt2 --yes",
    "import ../out/events.csv --as riskctl --yes",
    "inbox list",
    "merge ../watch --dry-run",
    "merge ../watch",
    "setup --template",
    "watches --add . --name mine",
    "check",
    "docs",
    "board",
    "sweep ../pairs.CSV -o ../out/pairs",
)
# They ask a person, who answers no more than that it is enough.
IN_TERMINAL = {"triage": b"q\r", "recode --by ab": b"\x04"}
# WeasyPrint has the linker look for its libraries, with temporary files of its own.
DRAWING = ("report -f pdf -o ../out", "doctor")
# Of the example; a site of all its years would take long.
MONTHS = 24
# What a write would be; a file that is opened to be read is nobody's business.
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def test_the_list_names_every_command() -> None:
    """A new command is watched, too."""
    assert {it.split()[0] for it in (*LINES, *DRAWING, *IN_TERMINAL)} == set(COMMANDS)


def prepared(own: Path) -> Path:
    """Make a watch with two years of the example and a plan that is due, and files."""
    folder = copytree(EXAMPLE, own / "watch")
    for month in sorted((folder / "log").iterdir())[:-MONTHS]:
        month.unlink()
    (folder / "inventory.txt").unlink(missing_ok=True)  # which would miss them
    plan = event(
        *("2026-05-22", "leader-contact", "call"),
        title="Canary",
        scheduled=True,
        recorded=datetime(2026, 5, 1, tzinfo=UTC),
    )
    with (folder / "log" / "2026-05.toml").open("a", encoding="utf-8") as log:
        log.write(f"\n{block(plan)}")
    lines = gdelt_lines(300, last=date(2026, 5, 20), pairs=1.0)
    (own / "gdelt.CSV").write_text("".join(lines), encoding="utf-8")
    rows = [row(it, "20260519", pair=("USA", "RUS")) for it in range(9)]
    (own / "pairs.CSV").write_text("".join(rows), encoding="utf-8")
    windows = "start,end,label,kind\n2026-01-01,2026-02-01,A,peak\n"
    (own / "windows.csv").write_text(windows, encoding="utf-8")
    (own / "out" / "site").mkdir(parents=True)
    return folder


def traced(
    scratch: Path, lines: tuple[str, ...], *, typed: bytes | None = None
) -> tuple[list[str], Path]:
    """
    Return what commands ask of the system, and the folder that all theirs is in.

    Args:
        typed: What a person types in a terminal; None where there is none.
    """
    if STRACE is None:
        if os.environ.get("RISKCTL_REQUIRE_STRACE"):
            pytest.fail("strace is required and missing")
        pytest.skip("strace is missing")
    own = scratch / "own"
    folder = prepared(own)
    with pipes(typed) as streams:
        done = subprocess.run(
            [
                *(STRACE, "-f", "-qq", "-s", "400", "--seccomp-bpf"),
                *("-e", f"trace={CALLS}", "-o", scratch / "trace"),
                *(sys.executable, "-c", SCRIPT),
                *("\t".join(it.split()) for it in lines),
            ],
            **streams,
            check=False,
            cwd=folder,
            env=bare_environment(
                RISKCTL_NOW="2026-05-23T12:00:00Z",
                EDITOR="true",
                TERM="xterm",
                HOME=str(own),
                PYTHONDONTWRITEBYTECODE="1",
                **{
                    f"XDG_{it}_HOME": str(own / it.lower())
                    for it in ("DATA", "CACHE", "STATE", "CONFIG")
                },
            ),
        )
    assert done.returncode == 0, done.stderr
    return (scratch / "trace").read_text(errors="replace").splitlines(), own


@contextmanager
def pipes(typed: bytes | None) -> Iterator[dict[str, Any]]:
    """Give the streams of a process: pipes, or a terminal in which a person types."""
    if typed is None:
        yield {"capture_output": True}
        return
    ours, theirs = pty.openpty()

    def person() -> None:
        with suppress(OSError):  # nobody is at the other end any more
            while os.read(ours, 4096):
                os.write(ours, typed)

    Thread(target=person, daemon=True).start()
    try:
        yield dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    finally:
        os.close(theirs)


def written_by(lines: list[str]) -> set[str]:
    """Return the paths that were written, made, moved or removed."""
    return {
        os.path.normpath(path)
        for it in lines
        if "execve(" not in it and ("open" not in it or WRITES.search(it))
        for path in QUOTED.findall(it)
    }


def written_outside(lines: list[str], own: Path) -> set[str]:
    """Return those that lie neither in a folder nor in what is nothing's."""
    allowed = (f"{own}/", "/dev/null", "/dev/pts/", "/dev/tty")
    return {
        it
        for it in written_by(lines)
        if it.startswith("/") and not it.startswith(allowed)
    }


def connections(lines: list[str]) -> list[str]:
    """
    Return the calls that reach for another machine, or a service of this one.

    What is sent to no address goes where a connection leads, or to the process itself.
    """
    reaching = (it for it in lines if re.search(r"\b(connect|bind|send\w+)\(", it))
    return [it for it in reaching if not re.search(r"sendto\(.*, NULL, 0\)", it)]


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """Return what the commands asked of the system."""
    return traced(tmp_path_factory.mktemp("reach"), LINES)


@pytest.mark.slow
@pytest.mark.strace
class TestReach:
    def test_no_command_opens_a_connection(self, calls: tuple[list[str], Path]) -> None:
        """Neither to another machine nor to a service of this one."""
        assert connections(calls[0]) == []

    def test_nor_does_one_that_draws(self, tmp_path: Path) -> None:
        """A report is printed from what it says, and from nothing else."""
        lines, own = traced(tmp_path, DRAWING)
        assert connections(lines) == []
        assert list((own / "out").glob("*.pdf"))

    @pytest.mark.parametrize("line", IN_TERMINAL)
    def test_nor_does_one_that_asks(self, line: str, tmp_path: Path) -> None:
        """Nor does it write elsewhere while a person thinks."""
        first = ("import ../gdelt.CSV --template gdelt2",
                 "import ../gdelt.CSV --as gdelt2 --yes")  # fmt: skip
        calls = traced(tmp_path, (*first, line), typed=IN_TERMINAL[line])
        assert connections(calls[0]) == []
        assert written_outside(*calls) == set()

    def test_no_command_starts_another_program(
        self, calls: tuple[list[str], Path]
    ) -> None:
        """But the editor, which the user named."""
        started = [it for it in calls[0] if "execve(" in it and it.endswith(" = 0")]
        programs = {QUOTED.findall(it)[0].rpartition("/")[2] for it in started}
        assert programs <= {Path(sys.executable).name, "true"}

    def test_no_command_writes_elsewhere(self, calls: tuple[list[str], Path]) -> None:
        """Than into watch, output, cache, state, and the folder of short names."""
        lines, own = calls
        assert written_outside(lines, own) == set()
        written = written_by(lines)
        assert any(it.startswith(f"{own}/watch/log") for it in written)
        assert any(it.startswith(f"{own}/cache") for it in written)
        assert any(it.startswith(f"{own}/out/site") for it in written)
