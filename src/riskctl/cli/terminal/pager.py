"""A pager, as Git has one: for what is longer than the screen, and never for a pipe."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

# Git's own: quit if it fits, colours as they are, the text stays when it ends.
_LESS: Final = "FRX"
_NONE: Final = frozenset({"", "cat"})


def pager_command() -> list[str]:
    """
    Return the words of the pager to start; none where none is wanted, or found.

    `PAGER` is taken apart as a shell would, and no shell is started.
    """
    chosen = os.environ.get("RISKCTL_PAGER", os.environ.get("PAGER"))
    if chosen is None:
        return ["less"] if shutil.which("less") else []
    try:
        words = shlex.split(chosen)
    except ValueError:
        return []
    return [] if not words or words[0] in _NONE or not shutil.which(words[0]) else words


def is_longer_than_the_screen(lines: list[str]) -> bool:
    """Say whether some lines do not fit, together with the prompt after them."""
    return len(lines) >= shutil.get_terminal_size((80, 24)).lines


def wants_pager() -> bool:
    """Say whether a person sits there who could turn a page."""
    if os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty() and sys.stdin.isatty()


def page(command: list[str], texts: Iterable[str]) -> bool:
    """
    Show texts in a pager, until they or the reader come to an end.

    Returns:
        False where it does not start, and nothing was shown.
    """
    env = {"LESS": _LESS, **os.environ, "LESSSECURE": "1"}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=env)  # noqa: S603 (the user's own, without a shell)
    except OSError:
        return False
    with _left_to(pager), suppress(BrokenPipeError):
        for text in texts:
            if pager.stdin is not None:
                pager.stdin.write(text.encode(sys.stdout.encoding, "replace"))
    return True


@contextmanager
def _left_to(pager: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Let the pager have the keyboard: Ctrl-C is its, and it may end first."""
    kept = {
        it: signal.signal(it, signal.SIG_IGN) for it in (signal.SIGINT, signal.SIGPIPE)
    }
    try:
        yield
    finally:
        if pager.stdin is not None:
            with suppress(BrokenPipeError):
                pager.stdin.close()
        pager.wait()
        for it, before in kept.items():
            signal.signal(it, before)
