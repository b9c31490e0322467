"""
Compare what can read a file of the log: events a second, and memory.

    python -m benchmarks.readers [EVENTS]

Whatever is installed takes part: rtoml and toml-rs are no part of riskctl. The
parsers stop at dictionaries; riskctl's readers give records.
Each reads in processes of its own, in turn with the others; the fastest run counts.
"""

import importlib
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import Final

ROUNDS: Final = 4
RUNS: Final = 5
EVENTS: Final = 10_000
FIRST_DAY: Final = date(2016, 1, 1)
DAYS: Final = 3_650
BLOCK: Final = """\
[[event]]
id = "{day}-{number:06}"
date = {day}
indicator = "force-posture"
value = "exercise"
title = "Invented: something happened, number {number}"
sources = ["https://example.org/invented/{number}"]
grade = "B2"
note = "Invented: some words on what was seen there."
recorded = {day}T{hour:02}:{minute:02}:{second:02}Z
"""


def invented(events: int) -> bytes:
    """Return a file with as many events, of about 300 bytes each."""
    blocks = []
    for number in range(events):
        minute, second = divmod(number * 37 % 3600, 60)
        blocks.append(
            BLOCK.format(
                number=number,
                day=FIRST_DAY + timedelta(days=number % DAYS),
                hour=number * 7 % 24,
                minute=minute,
                second=second,
            )
        )
    return "\n".join(blocks).encode()


def _parser(module: str) -> Callable[[bytes], object]:
    loads: Callable[[str], object] = importlib.import_module(module).loads
    return lambda data: loads(data.decode())


def _full() -> Callable[[bytes], object]:
    from riskctl.storage.text.reader import read_any

    return lambda data: read_any(data, "log/2026-11.toml")


def _canonical() -> Callable[[bytes], object]:
    from riskctl.storage.text.canonical import read_canonical

    return lambda data: read_canonical(data, "log/2026-11.toml")


# What each is called, the package whose version is told, and how to come by it.
READERS: Final[dict[str, tuple[str, Callable[[], Callable[[bytes], object]]]]] = {
    "tomllib": ("", lambda: _parser("tomllib")),
    "tomli": ("tomli", lambda: _parser("tomli")),
    "rtoml": ("rtoml", lambda: _parser("rtoml")),
    "toml-rs": ("toml-rs", lambda: _parser("toml_rs")),
    "riskctl, full parser": ("", _full),
    "riskctl, canonical": ("", _canonical),
}


def measure(name: str, path: Path) -> None:
    """Print the seconds of the fastest run, and the megabytes that reading took."""
    try:
        read = READERS[name][1]()
    except ImportError:
        return
    data = path.read_bytes()
    read(data[: data.index(b"\n\n") + 2])  # imports and compiles what it needs
    before = getrusage(RUSAGE_SELF).ru_maxrss
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        read(data)
        seconds.append(time.process_time() - start)
    print(min(seconds), (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024)


def compare(path: Path, events: int) -> None:
    """Print the table."""
    found: dict[str, list[list[float]]] = {it: [] for it in READERS}
    for _ in range(ROUNDS):
        for name, runs in found.items():
            told = subprocess.run(
                [sys.executable, "-m", "benchmarks.readers", name, path],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            runs.append([float(it) for it in told.split()])
    for name, runs in found.items():
        package = READERS[name][0]
        if not all(runs):
            print(f"{name:38} not installed")
            continue
        shown = f"{name} {version(package)}" if package else name
        seconds, grown = (min(it) for it in zip(*runs, strict=True))
        print(f"{shown:38} {events / seconds:>8,.0f} events/s, {grown:>3.0f} MB more")


def main() -> None:
    """Measure everything, or, called by itself, one reader."""
    if len(sys.argv) > 2:  # noqa: PLR2004 (the reader and the file)
        measure(sys.argv[1], Path(sys.argv[2]))
        return
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.toml"
        path.write_bytes(invented(events))
        print(f"{events:,} events of {path.stat().st_size // events} bytes")
        compare(path, events)


if __name__ == "__main__":
    main()
