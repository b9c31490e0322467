"""Manners: colour, streams that go away, progress, what is loaded at the start."""

import os
import pty
import re
import signal
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from riskctl.cli.terminal.progress import show_progress
from riskctl.storage.disk.cache_folder import VARIABLE
from tests.cli.small import small_watch, tree
from tests.helpers import EXAMPLE, NOW, run, spawn

SGR = re.compile(r"\x1b\[[0-9;]*m")
COLOURED = ("level", "level --brief", "explain", "indicators", "report", "show shot01")
LOST = (
    b"stdout: cannot be written: no space left on device\n"
    b"hint: the output is lost; what was logged before it is kept\n"
)
# Each would cost every start more than riskctl's own code does.
HEAVY = ("sqlite3", "rich", "jinja2", "pydantic", "http", "asyncio", "dateutil.parser",
         "prompt_toolkit", "wcwidth")  # fmt: skip
LOG = ("log", "clash", "shots", "Shots", "-s", "https://example.org")
# Where its month is kept, one line needs neither the files nor the records.
UNREAD = ("tomli", "hashlib", "_hashlib", "riskctl.model.record",
          "riskctl.analysis.checks.list",
          "riskctl.analysis.judgement.contribution")  # fmt: skip
# For each command: what it never loads beside what is heavy, and how many modules of
# riskctl's it loads at most. To make a number larger is a decision: each
# module costs a start a quarter of a millisecond.
START: dict[str, tuple[tuple[str, ...], tuple[str, ...], int]] = {
    "--version": (("--version",), (), 12),
    "--help": (("--help",), (), 12),
    "completion": ((), (), 7),
    "log": (
        ("log", "new-start", "suspended", "Off", "-s", "Gazette", "--again"),
        (),
        132,
    ),
    "level --brief": (("level", "--brief"), UNREAD, 64),
    "level": (("level",), ("tomli", "hashlib"), 105),
    "events": (("events",), ("tomli", "hashlib"), 74),
    "history": (("history",), ("tomli", "hashlib"), 116),
    "report": (("report", "-f", "markdown"), ("tomli",), 156),
}


def shell(line: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """Run *line* in a shell in which `riskctl` is this one, with its watch."""
    command = f"{sys.executable} -m riskctl --watch {folder}"
    return subprocess.run(
        ["bash", "-c", line.replace("riskctl", command)],
        capture_output=True,
        check=False,
        env={**os.environ, "RISKCTL_NOW": NOW, "COLUMNS": "80"},
    )


class TestColour:
    @pytest.mark.parametrize("command", COLOURED)
    def test_is_never_the_only_carrier(self, command: str, small: Path) -> None:
        """Without its colours, a coloured screen is the plain one."""
        plain = run(*command.split(), folder=small)
        coloured = run("--color", "always", *command.split(), folder=small)
        assert "\x1b" not in plain.stdout
        assert "\x1b" in coloured.stdout
        bare = [it.rstrip() for it in SGR.sub("", coloured.stdout).splitlines()]
        assert plain.stdout.splitlines() == bare

    @pytest.mark.parametrize(
        ("option", "env", "coloured"),
        [
            ("auto", {}, False),  # not a terminal
            ("auto", {"FORCE_COLOR": "1"}, True),
            ("auto", {"NO_COLOR": "1"}, False),
            ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
            ("always", {"NO_COLOR": "1"}, True),
            ("never", {"FORCE_COLOR": "1"}, False),
        ],
    )
    @pytest.mark.parametrize("command", ["level", "indicators"])
    def test_is_chosen_by_the_option_then_the_environment(
        self,
        command: str,
        option: str,
        env: dict[str, str],
        coloured: bool,
        small: Path,
    ) -> None:
        """`--color`, NO_COLOR, FORCE_COLOR, in this order."""
        outcome = run("--color", option, command, folder=small, env=env)
        assert ("\x1b" in outcome.stdout) is coloured

    @pytest.mark.parametrize("command", ["level", "report", "events", "check"])
    def test_is_never_in_a_document(self, command: str, small: Path) -> None:
        """JSON stays JSON."""
        outcome = run("--color", "always", command, "--json", folder=small)
        assert "\x1b" not in outcome.stdout

    def test_an_unknown_choice(self, small: Path) -> None:
        """Exit 2."""
        assert run("--color", "sometimes", "level", folder=small).exit_code == 2


@pytest.mark.trust("R20")
class TestStreams:
    def test_a_reader_that_goes_away(self) -> None:
        """`| head -1` shows the first line, and nothing on stderr."""
        done = shell("riskctl events | head -1", EXAMPLE)
        assert done.stdout.startswith(b"2008-")
        assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")

    def test_a_reader_that_has_gone_away(self, small: Path) -> None:
        """It ends quietly, by SIGPIPE as everywhere."""
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-m", "riskctl", "--watch", str(small), "events"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")

    @pytest.mark.parametrize("command", ["level", "indicators", "level --json", "-h"])
    def test_a_full_device(self, command: str, small: Path) -> None:
        """Exit 6 and a message; a lost answer must not pass for one."""
        done = shell(f"riskctl {command} > /dev/full", small)
        assert (done.returncode, done.stderr) == (6, LOST)

    def test_a_full_device_after_an_entry(self, small: Path) -> None:
        """The entry is logged, and the message does not say otherwise."""
        line = "riskctl log clash shots Shots -s https://example.org > /dev/full"
        done = shell(line, small)
        assert (done.returncode, done.stderr) == (6, LOST)
        assert 'title = "Shots"' in tree(small)["log/2026-11.toml"].decode()

    def test_streams_that_were_never_there(self, small: Path) -> None:
        """Closed stdin, stdout or stderr give no traceback."""
        assert shell("riskctl level >&-", small).returncode == 0
        assert shell("riskctl level --as-of soon 2>&-", small).returncode == 2
        closed = shell("riskctl log <&-", small)
        assert closed.returncode == 2
        assert closed.stderr.startswith(b"missing: INDICATOR, VALUE, TITLE\n")


def in_terminal(*words: str, env: dict[str, str] | None = None) -> str:
    """Run Python with its streams in a terminal; return what it wrote there."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "RISKCTL_NOW": NOW, "NO_COLOR": "1", **(env or {})},
    )
    os.close(slave)
    written = b""
    with suppress(OSError):  # its other end is closed
        while data := os.read(master, 1024):
            written += data
    os.close(master)
    assert process.wait() == 0
    return written.decode().replace("\r\n", "\n")


BAR = """\
from riskctl.cli.terminal.progress import ReadingListener

now = [0.0]
listener = ReadingListener(clock=lambda: now[0])
for now[0], done in ((0.9, 10), (1.0, 20), (1.1, 21), (1.2, 50), (9.0, 99)):
    listener.progress(done * 1000, 99_001)
listener.progress(1, 1)
listener.progress(1, 1)
"""


class TestProgress:
    def test_is_one_line_from_the_second_second_on(self) -> None:
        """Rewritten not too often, and gone at the end."""
        words = "of the log read"
        assert in_terminal("-c", BAR).split("\r") == [
            "",
            f"[####....................] 20 % {words}",
            f"[############............] 50 % {words}",
            f"[#######################.] 99 % {words}",
            "\x1b[K",
        ]

    def test_is_drawn_in_a_terminal_only(self) -> None:
        """A file of messages is no place for it."""
        done = subprocess.run(
            [sys.executable, "-c", BAR], capture_output=True, check=True
        )
        assert (done.stdout, done.stderr) == (b"", b"")

    def test_elsewhere_one_line_says_that_it_takes_a_while(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """After a second, once; and not of what is done by then."""
        for step, says in ((0.1, ""), (0.4, "5 pages to make; this takes a while\n")):
            ticks = count(0, step)
            steps = show_progress(range(5), total=5, what="pages", clock=ticks.__next__)
            assert list(steps) == list(range(5))
            assert capsys.readouterr().err == says


def loaded(
    *command: str, folder: Path, cache: Path, env: dict[str, str] | None = None
) -> set[str]:
    """Run a command in a process of its own; return the modules it ends with."""
    arguments = ["riskctl", "--watch", str(folder), *command]
    script = (
        "import atexit, sys\n"
        f"sys.argv = {arguments!r}\n"
        "print_all = lambda: print('\\n', *sys.modules, file=sys.stderr)\n"
        "atexit.register(print_all)\n"
        "from riskctl.__main__ import main\n"
        "main()\n"
    )
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COVERAGE_")
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={**kept, "RISKCTL_NOW": NOW, VARIABLE: str(cache), **(env or {})},
    )
    said, _, modules = done.stderr.decode().rpartition("\n ")
    assert said == ""
    return set(modules.split())


class TestStart:
    @pytest.mark.parametrize("name", START)
    def test_loads_what_it_needs(self, name: str, tmp_path: Path) -> None:
        """The example needs no more, once it has been read."""
        command, never, most = START[name]
        completed = {
            "_RISKCTL_COMPLETE": "complete_bash",
            "COMP_WORDS": "riskctl le",
            "COMP_CWORD": "1",
        }
        folder = EXAMPLE
        if name == "log":
            folder = copytree(EXAMPLE, tmp_path / "watch")
            with (folder / "riskctl.toml").open("a") as settings:
                settings.write('identity = "0f"\n')  # else the first write gives one
        for _ in range(2):
            modules = loaded(
                *command,
                folder=folder,
                cache=tmp_path / "cache",
                env=completed if name == "completion" else None,
            )
        mine = {it for it in modules if it.partition(".")[0] == "riskctl"}

        assert modules & {*HEAVY, *never} == set()
        assert len(mine) <= most, sorted(mine)

    @pytest.mark.parametrize("name", ["log", "level --brief"])
    def test_loads_nothing_heavy_for_a_small_log(
        self, name: str, tmp_path: Path
    ) -> None:
        """Nothing is kept of it: its files are read."""
        folder = small_watch(tmp_path / "small")
        command = LOG if name == "log" else name.split()
        modules = loaded(*command, folder=folder, cache=tmp_path / "cache")

        assert modules & {*HEAVY} == set()

    def test_runs_as_a_module(self, small: Path) -> None:
        """`python -m riskctl` is `riskctl`."""
        done = spawn("level", "--brief", folder=small)
        assert done.stdout.decode() == run("level", "--brief", folder=small).stdout
