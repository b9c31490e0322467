"""A pager for what is longer than the screen, and only where somebody reads."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from riskctl.cli.terminal.pager import pager_command
from tests.helpers import EXAMPLE, NOW, run

SIZE = {"COLUMNS": "80", "LINES": "10", "TERM": "xterm"}


def on_a_terminal(*words: str, **env: str) -> tuple[str, int]:
    """Return what a terminal of ten lines got, and the exit code."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "riskctl", "--watch", str(EXAMPLE), *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "RISKCTL_NOW": NOW, "NO_COLOR": "1", **SIZE, **env},
    )
    os.close(slave)
    written = b""
    with suppress(OSError):  # its other end is closed
        while data := os.read(master, 4096):
            written += data
    os.close(master)
    return written.decode().replace("\r\n", "\n"), process.wait()


def pager(folder: Path, body: str) -> str:
    """Make a pager that says what it is, and return its command."""
    script = folder / "my pager"
    script.write_text(f"#!/bin/sh\necho paged $LESS $LESSSECURE\n{body}\n")
    script.chmod(0o755)
    return f"'{script}' --quiet"


class TestPager:
    def test_gets_what_is_longer_than_the_screen(self, tmp_path: Path) -> None:
        """Whole, with the options that Git gives to `less`, which may run nothing."""
        command = pager(tmp_path, "cat")
        shown, code = on_a_terminal("events", "--last", "20", PAGER=command)
        assert shown.startswith("paged FRX 1\n")
        assert shown.endswith("\n20 events\n")
        assert code == 0

    @pytest.mark.parametrize(
        "words",
        [
            ("events", "--last", "3"),
            ("events", "--last", "20", "--no-pager"),
            ("--no-pager", "events", "--last", "20"),
        ],
    )
    def test_is_not_started_for_little_or_when_unwanted(
        self, words: tuple[str, ...], tmp_path: Path
    ) -> None:
        """A short answer stays where it was asked for."""
        shown, code = on_a_terminal(*words, PAGER=pager(tmp_path, "cat"))
        assert "paged" not in shown
        assert code == 0

    def test_is_never_started_for_a_pipe(self, tmp_path: Path) -> None:
        """What is piped is read by a program."""
        env = {**SIZE, "PAGER": pager(tmp_path, "cat")}
        assert "paged" not in run("events", folder=EXAMPLE, env=env).stdout

    def test_may_end_first(self, tmp_path: Path) -> None:
        """Whoever has read enough leaves, and that is no failure."""
        shown, code = on_a_terminal("events", PAGER=pager(tmp_path, "exit 0"))
        assert (shown, code) == ("paged FRX 1\n", 0)

    def test_a_shell_is_not_started(self, tmp_path: Path) -> None:
        """What would be a second command is an argument."""
        owned = tmp_path / "owned"
        command = f"{pager(tmp_path, 'cat')}; touch {owned}"
        shown, code = on_a_terminal("events", "--last", "20", PAGER=command)
        assert shown.endswith("20 events\n")
        assert (code, owned.exists()) == (0, False)

    def test_the_exit_code_is_the_command_s(self, tmp_path: Path) -> None:
        """A pager takes no alarm away."""
        command = pager(tmp_path, "cat")
        words = ("level", "2022-02-28", "--fail-at", "2")
        assert on_a_terminal(*words, PAGER=command)[1] == 4


@pytest.mark.parametrize("chosen", ["", "cat", "no-such-pager-here", "less 'unclosed"])
def test_no_pager(chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be started, or pages nothing, is not started."""
    monkeypatch.setenv("PAGER", chosen)
    assert pager_command() == []
