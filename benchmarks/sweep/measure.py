"""Sweep, and keep what each phase took and how much memory all of it held."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from threading import Event, Thread
from time import monotonic
from typing import Final

from benchmarks.sweep.results import Phase, Sweep
from riskctl.sweep.engines.duck import Duck
from riskctl.sweep.engines.engine import Done, Work
from riskctl.sweep.folder import Document
from riskctl.sweep.order import Order, SweepListener
from riskctl.sweep.run import sweep

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


def measured(
    order: Order, inputs: Sequence[Path], target: Path, *, years: int, is_more: bool
) -> tuple[Sweep, Document]:
    """
    Sweep, and return what it took, and the manifest.

    Args:
        is_more: The folder holds a sweep already, and this one is added.
    """
    before = set(target.rglob("*.parquet"))
    clock = _Clock()
    with peak_memory() as peak:
        manifest = sweep(
            order,
            inputs,
            target,
            start=lambda scratch: Duck(
                order.coding, order.catalogue, workers=order.at_once, scratch=scratch
            ),
            listener=clock,
        )
    clock.phase("done")
    digests = {
        it["sha256"] for it in manifest["inputs"] if it["run"] == _last(manifest)
    }
    own = [it for it in manifest["inputs"] if it["sha256"] in digests]
    after = [it for it in target.rglob("*") if it.is_file()]
    found = Sweep(
        is_more=is_more,
        rows=sum(it["rows"] for it in own),
        pairs=sum(it["walked"] for it in manifest["buckets"].values()),
        years=years,
        input_bytes=sum(it["bytes"] for it in own),
        output_bytes=sum(it.stat().st_size for it in after),
        peak_bytes=peak[0],
        files_written=len(
            [it for it in after if it.suffix == ".parquet" and it not in before]
        ),
        digest=manifest["digest"],
        phases=clock.phases(),
    )
    return found, manifest


def counted(order: Order, inputs: Sequence[Path], target: Path) -> tuple[Phase, ...]:
    """Read, check and count, and return what that took."""
    clock = _Clock()
    with suppress(_EnoughError):
        sweep(
            order,
            inputs,
            target,
            start=lambda scratch: _CountsOnly(
                order.coding, order.catalogue, workers=order.at_once, scratch=scratch
            ),
            listener=clock,
        )
    return clock.phases()


class _EnoughError(Exception):
    """Everything is counted."""


class _CountsOnly(Duck):
    """Leaves it at that."""

    def judge(
        self, work: Work, counts: Sequence[Path], buckets: Sequence[str]
    ) -> Iterator[Done]:
        """
        End the run.

        Raises:
            _EnoughError: Always.
        """
        del work, counts, buckets
        raise _EnoughError


def _last(manifest: Document) -> str:
    return str(manifest["runs"][-1])


class _Clock(SweepListener):
    """Keeps when each phase began, by the clock and by the processors' time."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self._marks: list[tuple[str, float, float]] = []

    def phase(self, words: str) -> None:
        """Keep the moment, and say it."""
        self._marks.append((words, monotonic() - self._begun, processor_seconds()))
        print(f"{self._marks[-1][1]:8.1f} s  {words}", flush=True)

    def progress(self, done: int, total: int, what: str) -> None:
        """Say how far it is."""
        if sys.stderr.isatty():
            print(f"\r{done} of {total} {what}   ", end="", file=sys.stderr)

    def phases(self) -> tuple[Phase, ...]:
        """Return what each phase took."""
        return tuple(
            Phase(words, ended - begun, after - used)
            for (words, begun, used), (_, ended, after) in zip(
                self._marks, self._marks[1:], strict=False
            )
        )


def processor_seconds() -> float:
    """Return the time of all processors that this and its ended children took."""
    used = [getrusage(it) for it in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(it.ru_utime + it.ru_stime for it in used)


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """
    Watch the memory of this process and its children, once a second.

    What they share counts once for each, so it is rather too much than too little.
    """
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
                    now += pages * _PAGE
            peak[0] = max(peak[0], now)

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()
