"""A sweep that is cut off goes on where it was; a finished output is never half."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from riskctl.sweep.folder import SweepFolder
from tests.helpers import ROOT, bare_environment
from tests.sweep.files import row, write

KILLS = 10
CATALOGUE = ROOT / "data" / "machine.toml"
CODES = ("040", "190", "163", "111", "087", "138")


def rows(first: int, count: int, year: int) -> list[str]:
    """Return rows of some dozens of pairs in one year."""
    draw = Random(first)  # noqa: S311 (invented, not secret)
    names = [f"A{chr(65 + it)}X" for it in range(12)]
    return [
        row(
            number,
            f"{year}{draw.randrange(1, 13):02}{draw.randrange(1, 29):02}",
            pair=(names[number % 11], names[number % 11 + 1]),
            code=draw.choice(CODES),
        )
        for number in range(first, first + count)
    ]


def command(*inputs: Path, out: Path, workers: int = 2) -> list[str]:
    """Return the command line of a sweep."""
    names = map(str, inputs)
    return [
        *(sys.executable, "-m", "riskctl", "sweep", *names),
        *("-o", str(out), "--workers", str(workers), "--json"),
    ]


def started(line: list[str], **more: Any) -> "subprocess.Popen[bytes]":
    """Start a sweep in a process group of its own."""
    run: subprocess.Popen[bytes] = subprocess.Popen(
        line,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What may not write whole files is not to leave half a module either.
        env=bare_environment(
            RISKCTL_NOW="2026-11-20T12:00:00Z",
            **({"PYTHONDONTWRITEBYTECODE": "1"} if more else {}),
        ),
        start_new_session=True,
        **more,
    )
    return run


def ended(line: list[str]) -> int:
    """Run a sweep to its end; return its exit code."""
    run = started(line)
    run.communicate()
    return run.returncode


def digest(out: Path) -> str:
    """Return the digest of a finished sweep."""
    found = SweepFolder(out).manifest["digest"]
    assert isinstance(found, str)
    return found


def tables_are_whole(out: Path) -> bool:
    """Say whether every table that the manifest names is there."""
    named = json.dumps(SweepFolder(out).manifest["buckets"]).split('"')
    return all((out / it).is_file() for it in named if it.endswith(".parquet"))


@pytest.mark.slow
class TestKilled:
    def test_at_any_moment_it_goes_on_to_the_same_digest(self, tmp_path: Path) -> None:
        """Killed ten times, in the first run and in an increment; no half output."""
        first = write(tmp_path / "a.csv", rows(1, 4000, 2019))
        second = write(tmp_path / "b.csv", rows(5000, 1500, 2020))
        plain, out = tmp_path / "plain", tmp_path / "out"
        begun = time.monotonic()
        for inputs in ((first,), (second,)):
            assert ended(command(*inputs, out=plain)) == 0
        whole = (time.monotonic() - begun) / 2
        draw = Random(4)  # noqa: S311 (which moment does not matter)
        seen = []
        for number in range(KILLS):
            inputs = (first,) if number < KILLS / 2 else (second,)
            if number == KILLS / 2:
                assert ended(command(first, out=out)) == 0
                before = digest(out)
            run = started(command(*inputs, out=out))
            time.sleep(draw.uniform(0.1, 1.0) * whole)
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()
            seen.append(SweepFolder(out).is_finished)
            if seen[-1]:
                assert tables_are_whole(out)
                assert digest(out) in {
                    before if number >= KILLS / 2 else digest(out),
                    digest(plain),
                }
        assert ended(command(second, out=out)) == 0
        assert digest(plain) == digest(out)
        assert tables_are_whole(out)

    # In seconds after it is there: while it starts, while the next does, at work.
    @pytest.mark.parametrize("after", [0.0, 0.002, 0.01, 0.05, 0.2])
    def test_a_dead_worker_is_named_and_nothing_is_lost(
        self, after: float, tmp_path: Path
    ) -> None:
        """The command ends with 6; the same command then finishes."""
        path = write(tmp_path / "a.csv", rows(1, 30_000, 2015))
        out = tmp_path / "out"
        run = started(command(path, out=out))
        while run.poll() is None and not (worker := _worker_of(run.pid)):
            time.sleep(0.001)
        assert worker, "it ended before a worker was seen"
        time.sleep(after)
        os.kill(worker, signal.SIGKILL)
        try:
            _, stderr = run.communicate(timeout=60)
        finally:
            _end(run)
        assert run.returncode == 6
        assert b"a worker was ended from outside" in stderr
        assert b"run the same command again" in stderr
        assert b"Traceback" not in stderr
        assert not SweepFolder(out).is_finished
        assert ended(command(path, out=out)) == 0
        assert tables_are_whole(out)


@pytest.mark.slow
class TestInterrupted:
    def test_at_any_moment_it_says_so_and_nothing_else(self, tmp_path: Path) -> None:
        """As a terminal does it: command and workers hear of Ctrl-C at once."""
        path = write(tmp_path / "a.csv", rows(1, 20_000, 2016))
        begun = time.monotonic()
        assert ended(command(path, out=tmp_path / "plain")) == 0
        whole = time.monotonic() - begun
        draw = Random(9)  # noqa: S311 (which moment does not matter)
        codes = []
        for number in range(KILLS):
            out = tmp_path / f"{number}"
            run = started(command(path, out=out))
            time.sleep(draw.uniform(0.1, 1.0) * whole)
            os.killpg(run.pid, signal.SIGINT)
            try:
                _, stderr = run.communicate(timeout=60)
            finally:
                _end(run)
            codes.append(run.returncode)
            assert b"Traceback" not in stderr, stderr
            is_told = stderr.endswith(b"\ninterrupted\n")
            assert run.returncode == 0 or is_told or SweepFolder(out).is_finished
        # Where it falls into code that is compiled, or comes when all is done, Python
        # itself ends by the signal: a shell tells both as 130.
        assert {0, 130, -signal.SIGINT} >= {*codes}
        assert {*codes} != {0}


class TestFullDisk:
    def test_says_so_and_goes_on_when_there_is_room(self, tmp_path: Path) -> None:
        """What may not be written leaves no output, and no traceback."""
        path = write(tmp_path / "a.csv", rows(1, 20_000, 2018))
        out = tmp_path / "out"

        def no_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        run = started(command(path, out=out, workers=1), preexec_fn=no_room)
        _, stderr = run.communicate()
        assert run.returncode == 6, stderr
        assert b"Traceback" not in stderr
        assert b"hint: what is finished is kept" in stderr
        assert not SweepFolder(out).is_finished
        assert ended(command(path, out=out, workers=1)) == 0


def _end(run: "subprocess.Popen[bytes]") -> None:
    """End a sweep and its workers, if any of them is still there."""
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)


def _worker_of(parent: int) -> int:
    """Return the process that judges for a sweep; 0 while there is none."""
    for found in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = found.read_text().rpartition(")")[2].split()
            line = found.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"spawn_main" in line:
            return int(found.parent.name)
    return 0
