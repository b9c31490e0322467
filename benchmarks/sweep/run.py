"""
How long a sweep of invented events takes, phase by phase, and whether it finds crises.

Environment: `SWEEP_EVENTS`, `SWEEP_PAIRS`, `SWEEP_YEARS`, `SWEEP_WORKERS`, and
`SWEEP_FOLDER`, where files and results are kept; without it they are removed. A run
that was ended goes on where it was.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import monotonic

from benchmarks.sweep.invented import Shape, World, write_files, write_increment
from riskctl.storage.shipped import MACHINE_CATALOGUE, catalogue_bytes
from riskctl.sweep.coding import coding_of
from riskctl.sweep.contents import sound_catalogue
from riskctl.sweep.engines.duck import Duck
from riskctl.sweep.engines.ranking import rank
from riskctl.sweep.folder import Document, SweepFolder
from riskctl.sweep.layout import layout_called
from riskctl.sweep.order import EARLIEST, Listener, Order
from riskctl.sweep.run import sweep

LAST = date(2025, 12, 31)
INCREMENT = 400
_TOP = 10


class Watch(Listener):
    """Says when each phase began, by the clock and by the processors' time."""

    def __init__(self) -> None:
        """Begin."""
        self._begun = monotonic()
        self.phases: list[tuple[str, float, float]] = []

    def phase(self, words: str) -> None:
        """Keep the moment, and say it."""
        self.phases.append((words, monotonic() - self._begun, processor_seconds()))
        print(f"{self.phases[-1][1]:8.1f} s  {words}", flush=True)

    def progress(self, done: int, total: int, what: str) -> None:
        """Say how far it is."""
        if sys.stderr.isatty():
            print(f"\r{done} of {total} {what}   ", end="", file=sys.stderr)


def processor_seconds() -> float:
    """Return the time of all processors that this and its ended children took."""
    used = [getrusage(it) for it in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(it.ru_utime + it.ru_stime for it in used)


def measured(order: Order, inputs: list[Path], target: Path, workers: int) -> Document:
    """Sweep, and print what each phase took."""
    watch = Watch()
    with peak_memory() as peak:
        manifest = sweep(
            order,
            inputs,
            target,
            start=lambda scratch: Duck(
                order.coding, order.catalogue, workers=workers, scratch=scratch
            ),
            listener=watch,
        )
    watch.phase("done")
    for (words, begun, used), (_, ended, after) in zip(
        watch.phases, watch.phases[1:], strict=False
    ):
        print(f"  {words}: {ended - begun:.1f} s, {after - used:.1f} s of processors")
    print(f"  peak memory of all processes: {peak[0] >> 20} MB")
    totals = manifest["totals"]
    print(
        f"  {totals['rows']:,} rows, {totals['pairs']:,} pairs, "
        f"digest {manifest['digest'][:16]}"
    )
    return manifest


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Watch the memory of this process and its children, once a second."""
    peak, over, me = [0], Event(), str(os.getpid())

    def look() -> None:
        while not over.wait(1.0):
            now = 0
            for found in Path("/proc").glob("[0-9]*"):
                try:
                    parent = (found / "stat").read_text().rpartition(")")[2].split()[1]
                    pages = int((found / "statm").read_text().split()[1])
                except OSError:
                    continue
                if me in {parent, found.name}:
                    now += pages * 4096
            peak[0] = max(peak[0], now)

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def main(folder: Path) -> None:
    """Invent files, sweep them, add a day, and look for what was planted."""
    events = int(os.environ.get("SWEEP_EVENTS", "200000"))
    pairs = int(os.environ.get("SWEEP_PAIRS", "400"))
    years = int(os.environ.get("SWEEP_YEARS", "40"))
    workers = int(os.environ.get("SWEEP_WORKERS", str(os.cpu_count() or 1)))
    shape = Shape(7, events, pairs, date(LAST.year - years + 1, 1, 1), LAST)
    source = catalogue_bytes(MACHINE_CATALOGUE)
    catalogue = sound_catalogue(source, MACHINE_CATALOGUE)
    coding = coding_of(catalogue)
    layout = layout_called("gdelt2")
    order = Order(layout, catalogue, source, coding, None, EARLIEST, None, workers)
    print(
        f"{events:,} invented events, {pairs:,} pairs, {years} years, {workers} workers"
    )
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    files = folder / "files"
    inputs = sorted(files.glob("*.CSV")) or write_files(shape, files)
    manifest = measured(order, inputs, folder / "sweep", workers)
    board = rank(SweepFolder(folder / "sweep"), most=_TOP)
    planted = set(World(shape).crisis_pairs())
    found = planted & {it.pair for it in board.rows}
    counted = planted & set(board.by_count)
    print(
        f"of {len(planted)} planted crises the first {_TOP} of the board have "
        f"{len(found)}, the first {_TOP} by plain count {len(counted)}"
    )
    day = date.fromisoformat(manifest["until"]) + timedelta(days=1)
    more = write_increment(
        shape, folder / "more.CSV", day=day, count=max(events // INCREMENT, 1)
    )
    print(f"one more day, {max(events // INCREMENT, 1):,} rows")
    measured(order, [more], folder / "sweep", workers)


if __name__ == "__main__":
    kept = os.environ.get("SWEEP_FOLDER")
    if kept:
        main(Path(kept))
    else:
        with TemporaryDirectory() as made:
            main(Path(made))
