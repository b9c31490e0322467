"""
Start commands one after the other, and tell what each of them took.

A process of its own that imports next to nothing: Linux counts the memory of the
process that starts a command as the command's first peak, so this one has to be
smaller than anything that is measured. Run as `python -I -S spawner.py`; a request
is a line of fields, an answer a line of numbers.
"""

import os
import select
import signal
import sys
import time

SEPARATOR = "\x1f"
TIMED_OUT = -1


def run(request: list[str]) -> tuple[float, float, int, int]:
    """
    Run one command.

    Args:
        request: The limit in seconds, the files for stdin, stdout and stderr, how
            to open stdout (`w` or `a`), the folder, the number of arguments, the
            arguments, and the environment as `NAME=value`.

    Returns:
        Seconds on the clock, seconds of processor time, peak memory in KiB, and
        the exit code, or `TIMED_OUT`.
    """
    limit, source, target, errors, mode, folder, count, *rest = request
    arguments, variables = rest[: int(count)], rest[int(count) :]
    environment = dict(it.split("=", 1) for it in variables)
    writing = os.O_WRONLY | os.O_CREAT
    opening = writing | (os.O_APPEND if mode == "a" else os.O_TRUNC)
    os.chdir(folder)
    files = [
        (os.POSIX_SPAWN_OPEN, 0, source, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, target, opening, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, errors, writing | os.O_TRUNC, 0o600),
    ]
    started = time.perf_counter()
    child = os.posix_spawn(
        arguments[0], arguments, environment, file_actions=files, setpgroup=0
    )
    ended_in_time = False
    try:
        ended_in_time = _wait(child, float(limit))
    finally:
        # Also when somebody interrupts: the command has a group of its own.
        if not ended_in_time:
            os.killpg(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status) if ended_in_time else TIMED_OUT
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, code


def _wait(child: int, seconds: float) -> bool:
    """Return whether the child ends in time; it is not reaped yet."""
    handle = os.pidfd_open(child)
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    finally:
        os.close(handle)


def main() -> None:
    """Answer requests until there are no more."""
    for line in sys.stdin:
        print(*run(line.rstrip("\n").split(SEPARATOR)), flush=True)


if __name__ == "__main__":
    main()
