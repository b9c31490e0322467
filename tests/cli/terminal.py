"""A person's terminal for tests: a pty with a screen, and a command in it."""

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from fcntl import ioctl
from os import defpath
from pathlib import Path
from shutil import which

import pyte

from tests.helpers import NOW

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
    A person's terminal with a command in it.

    It never scrolls: what came after the last answer is what stands below it.
    """

    def __init__(
        self,
        arguments: list[str],
        *,
        program: str = "",
        watch: Path | None = None,
        term: str = "xterm",
        columns: int = COLUMNS,
        now: str = NOW,
    ) -> None:
        """Start riskctl, or another program in which it can be started."""
        riskctl = (sys.executable, "-m", "riskctl")
        self.keys = 0
        self.term = term
        self._screen = pyte.Screen(columns, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._answered = 0
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
        kept = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("RISKCTL_", "COLUMNS"))
        }
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", IN_ITS_TERMINAL),
                *((which(program) or program,) if program else riskctl),
                *arguments,
            ],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={
                **kept,
                **({"RISKCTL_WATCH": str(watch)} if watch else {}),
                "RISKCTL_NOW": now,
                "TERM": term,
                "PS1": "$ ",
                "PATH": os.pathsep.join([str(Path(sys.executable).parent), defpath]),
            },
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
        self.wait_for(question)
        row = self._screen.cursor.y
        self.type(f"{text}\r")
        self._wait(lambda: self._screen.cursor.y > row, f"echo of {text}")
        self._answered = row + 1

    def accept(self, line: str) -> None:
        """Wait until an answer stands at its question, and take it as it is."""
        self.see(line)
        row = self._screen.cursor.y
        self.type("\r")
        self._wait(lambda: self._screen.cursor.y > row, f"line after {line}")
        self._answered = row + 1

    def see(self, line: str) -> None:
        """Wait until an answer stands at its question."""
        self._wait(lambda: self._stands(line), line)

    def stand_behind(self, text: str) -> None:
        """Wait until the cursor stands behind a text, whatever is shown after it."""

        def stands() -> bool:
            cursor = self._screen.cursor
            return self._screen.display[cursor.y][: cursor.x].endswith(text)

        self._wait(stands, text)

    def wait_for(self, question: str) -> None:
        """Wait until the question is asked below the last answer."""
        self._wait(lambda: self._asks(question), question)

    def type(self, text: str) -> None:
        """Type what is no whole answer yet."""
        self.keys += len(text)
        os.write(self._master, text.encode())

    def leave(self, question: str, key: bytes) -> int:
        """Type one key at a question, until it works; return the exit code."""
        self.wait_for(question)
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

    def _stands(self, line: str) -> bool:
        """Say whether a line is whole, with the cursor at its end."""
        cursor = self._screen.cursor
        shown = self._screen.display[cursor.y].rstrip()
        return shown == line and cursor.x == len(line)

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
