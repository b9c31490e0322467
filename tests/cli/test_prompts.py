"""`riskctl log` in a real terminal: it asks for what is missing."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pyte
import pytest

from tests.cli.small import tree
from tests.helpers import NOW, open_folder

# Only a test that fails waits so long.
PATIENCE_SECONDS = 60.0
# A key that comes just before the command waits for one is lost, as for a person.
AGAIN_SECONDS = 5.0
COLUMNS, ROWS = 80, 200
# Makes stdin the controlling terminal, so that Ctrl-C in it is a signal, which a
# process that was started in the background would have been told to ignore.
IN_ITS_TERMINAL = (
    "import fcntl, os, signal, sys, termios; "
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """
    A person's terminal, 80 columns wide, with a command in it.

    It never scrolls: what came after the last answer is what stands below it.
    """

    def __init__(self, arguments: list[str]) -> None:
        """Start the command."""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._answered = 0
        self._master, slave = pty.openpty()
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RISKCTL_")}
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", IN_ITS_TERMINAL),
                *(sys.executable, "-m", "riskctl", *arguments),
            ],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**kept, "RISKCTL_NOW": NOW, "TERM": "xterm"},
            start_new_session=True,
        )
        os.close(slave)

    @property
    def shown(self) -> str:
        """What is on the screen."""
        return self._shown_from(0)

    def expect(self, text: str) -> None:
        """Wait until *text* is shown below the last answer."""
        self._wait(lambda: text in self._shown_from(self._answered), text)

    def answer(self, question: str, text: str) -> None:
        """Wait until the question is asked below the last answer, then type."""
        self._wait(lambda: self._asks(question), question)
        row = self._screen.cursor.y
        os.write(self._master, f"{text}\r".encode())
        self._wait(lambda: self._screen.cursor.y > row, f"echo of {text}")
        self._answered = row + 1

    def leave(self, question: str, key: bytes) -> int:
        """Type one key at a question, until it works; return the exit code."""
        self._wait(lambda: self._asks(question), question)
        deadline = time.monotonic() + PATIENCE_SECONDS
        os.write(self._master, key)
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"no end in\n{self.shown}"
            if not self._is_talking(AGAIN_SECONDS) and self.process.poll() is None:
                os.write(self._master, key)
            elif not self._read():
                break
        return self.end()

    def end(self) -> int:
        """Wait for the end; return the exit code."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._read():
            assert time.monotonic() < deadline, f"no end in\n{self.shown}"
        return self.process.wait(PATIENCE_SECONDS)

    def _wait(self, is_so: Callable[[], bool], what: str) -> None:
        """Read what the command writes until something is so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, f"no {what!r} in\n{self.shown}"
            assert self._read(), f"ended without {what!r}:\n{self.shown}"

    def _asks(self, question: str) -> bool:
        """
        Say whether the command waits for the answer to a question.

        The cursor then stands behind it and a space, the last thing to be written.
        """
        cursor = self._screen.cursor
        line = self._screen.display[cursor.y].rstrip()
        return (
            cursor.y >= self._answered
            and line.startswith(question)
            and cursor.x == len(line) + 1
        )

    def _shown_from(self, row: int) -> str:
        return "\n".join(it.rstrip() for it in self._screen.display[row:]).rstrip()

    def _is_talking(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        return bool(ready)

    def close(self) -> None:
        """End what is left of the command."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def _read(self, seconds: float = 1.0) -> bool:
        """Show what the command wrote; say whether it may write more."""
        if not self._is_talking(seconds):
            return self.process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other end is closed
            return False
        self._stream.feed(data)
        return bool(data)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Close every terminal that a test opens."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


class TestAsking:
    def test_asks_for_everything_and_logs_it(
        self, small: Path, terminals: list[Terminal]
    ) -> None:
        """Indicator by a part of its name, value by its number, wrong answers again."""
        terminal = Terminal(["--watch", str(small), "log"])
        terminals.append(terminal)
        indicator = "indicator, or part of its name"
        terminal.answer(indicator, "zzz")
        terminal.expect("no indicator has `zzz` in its name")
        terminal.answer(indicator, "BORDER")
        terminal.expect("1  clash                        Clashes at the border")
        terminal.expect("2  treaty                       The border treaty")
        terminal.answer(indicator, "clas")
        terminal.expect("      clash: Clashes at the border")
        terminal.expect(
            "   1  shots (0.4)\n      Shots were fired and nobody was hurt."
        )
        terminal.answer("value:", "war")
        terminal.expect("`war` is not on the scale of `clash`")
        terminal.answer("value:", "1")
        terminal.answer("title", " ")
        terminal.expect("the title is empty")
        terminal.answer("title", "Shots at [b]night[/b]")
        terminal.answer("day [today]:", "03/04/2026")
        terminal.expect("`03/04/2026` can be read as more than one day")
        terminal.answer("day [today]:", "yesterday")
        terminal.expect("      Thu 2026-11-19")
        terminal.answer("source", "javascript:alert(1)")
        terminal.expect("the scheme `javascript` is not safe to open")
        terminal.answer("source", "https://example.org/night")
        terminal.answer("another source", "")
        terminal.answer("grade: source A-F, information 1-6 [F6]:", "Z9")
        terminal.expect("`Z9` is not a grade")
        terminal.answer("grade", "b2")
        assert terminal.end() == 0, terminal.shown
        assert "clash = shots (B2) on 2026-11-19 · score 45.1 → " in terminal.shown
        logged = next(
            it for it in open_folder(small).log.events if str(it.date) == "2026-11-19"
        )
        assert logged.title == "Shots at [b]night[/b]"
        assert logged.sources == ("https://example.org/night",)

    def test_asks_only_for_what_is_missing(
        self, small: Path, terminals: list[Terminal]
    ) -> None:
        """The value by the beginning of its name, the rest from the command line."""
        terminal = Terminal(
            ["--watch", str(small), "log", "talks", "-d", "today", "-g", "A1"]
        )
        terminals.append(terminal)
        terminal.answer("value:", "su")
        terminal.answer("title", "They met")
        terminal.answer("source", "")
        assert terminal.end() == 0, terminal.shown
        assert "indicator, or part" not in terminal.shown
        assert "talks = summit (A1) on 2026-11-20" in terminal.shown

    def test_a_wrong_name_on_the_command_line_is_refused_at_once(
        self, small: Path, terminals: list[Terminal]
    ) -> None:
        """Nobody answers five questions to learn that the first word was wrong."""
        terminal = Terminal(["--watch", str(small), "log", "talsk"])
        terminals.append(terminal)
        assert terminal.end() == 2
        assert "did you mean `talks`?" in terminal.shown

    @pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
    def test_can_be_left_at_any_question(
        self, key: bytes, small: Path, terminals: list[Terminal]
    ) -> None:
        """Exit 130, and nothing is written."""
        before = tree(small)
        terminal = Terminal(["--watch", str(small), "log", "clash", "shots"])
        terminals.append(terminal)
        assert terminal.leave("title, one line", key) == 130, terminal.shown
        assert "interrupted; nothing was written" in terminal.shown
        assert "Traceback" not in terminal.shown
        assert before == tree(small)
