"""What every command reaches for: no network, and no file but its own to write."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from riskctl.cli.command_list import COMMANDS
from tests.helpers import EXAMPLE, bare_environment

STRACE = shutil.which("strace")
CALLS = (
    "connect,bind,sendto,sendmsg,open,openat,creat,mkdir,mkdirat,rename,renameat,"
    "renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,chmod,"
    "fchmodat,chown,fchownat,execve"
)
# All commands in one process, as the tests of the bytes do it.
SCRIPT = """
import sys
from riskctl.cli.app import app

for line in sys.argv[1:]:
    try:
        app(line.split("\\t"))
    except SystemExit as end:
        assert end.code in (0, 2, 3), (line, end.code)
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
    "confirm 2026-01-01-nobody",
    "explain",
    "change",
    "history --csv",
    "outlook",
    "events",
    "show 2026-01-01-nobody",
    "indicators",
    "backtest",
    "amend 2026-01-01-nobody --title x",
    "retract 2026-01-01-nobody --reason x",
    "undo --yes",
    "edit catalogue",
    "site ../out/site",
    "publish 2026-W19 -o ../out",
    "export events -f csv -o ../out/events.csv",
    "agenda",
    "import ../none.csv --as sheet",
    "inbox list",
    "triage",
    "merge . --dry-run",
    "recode --by ab",
    "setup --template",
    "watches --add . --name mine",
    "check",
    "docs",
    "agenda",
    "export events",
    "export scores --from 2026-05-01",
    "import indicators.toml --as sheet --dry-run",
    "inbox list",
    "triage",
    "merge ../watch",
    "recode",
    "board",
    "sweep",
)
# WeasyPrint has the linker look for its libraries, with temporary files of its own.
DRAWING = ("report -f pdf -o ../out", "doctor")
# Of the example; a site of all its years would take long.
MONTHS = 24
# What a write would be; a file that is opened to be read is nobody's business.
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def test_the_list_names_every_command() -> None:
    """A new command is watched, too."""
    assert {it.split()[0] for it in (*LINES, *DRAWING)} == set(COMMANDS)


def traced(scratch: Path, lines: tuple[str, ...]) -> tuple[list[str], Path]:
    """Return what commands ask of the system, and the folder that all theirs is in."""
    if STRACE is None:
        if os.environ.get("RISKCTL_REQUIRE_STRACE"):
            pytest.fail("strace is required and missing")
        pytest.skip("strace is missing")
    own = scratch / "own"
    folder = copytree(EXAMPLE, own / "watch")
    for month in sorted((folder / "log").iterdir())[:-MONTHS]:
        month.unlink()
    (folder / "inventory.txt").unlink(missing_ok=True)  # which would miss them
    (own / "out" / "site").mkdir(parents=True)
    done = subprocess.run(
        [
            *(STRACE, "-f", "-qq", "-s", "400", "--seccomp-bpf"),
            *("-e", f"trace={CALLS}", "-o", scratch / "trace"),
            *(sys.executable, "-c", SCRIPT),
            *("\t".join(it.split()) for it in lines),
        ],
        capture_output=True,
        check=False,
        cwd=folder,
        env=bare_environment(
            RISKCTL_NOW="2026-05-23T12:00:00Z",
            EDITOR="true",
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


def connections(lines: list[str]) -> list[str]:
    """Return the calls that reach for another machine, or a service of this one."""
    return [it for it in lines if re.search(r"\b(connect|bind|send\w+)\(", it)]


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
        written = set()
        for it in lines:
            if "execve(" in it or ("open" in it and not WRITES.search(it)):
                continue
            written |= {os.path.normpath(path) for path in QUOTED.findall(it)}
        outside = {
            it
            for it in written
            if it.startswith("/") and not it.startswith((f"{own}/", "/dev/null"))
        }
        assert outside == set()
        assert any(it.startswith(f"{own}/watch/log") for it in written)
        assert any(it.startswith(f"{own}/cache") for it in written)
        assert any(it.startswith(f"{own}/out/site") for it in written)
