"""Judge buckets in several processes at once, on one machine."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from signal import SIG_IGN, SIGPIPE, signal
from threading import Thread
from typing import Any

from riskctl.errors import WriteError
from riskctl.sweep.engines.arrow import read_tables
from riskctl.sweep.engines.engine import Done
from riskctl.sweep.engines.unit import judge_bucket
from riskctl.sweep.engines.work import Work


def judge_in_pool(
    work: Work, counts: Sequence[Path], buckets: Sequence[str], *, workers: int
) -> Iterator[Done]:
    """
    Judge the pairs of some buckets, and yield each bucket when it is written.

    Args:
        counts: The folders of all runs.
        workers: How many buckets at once.

    Raises:
        WriteError: The disk refused, or a worker was ended from outside.
    """
    folders = [str(it) for it in counts]
    workers = min(workers, len(buckets))
    if workers <= 1:
        yield from (Done(it, _judge(work, folders, it)) for it in buckets)
        return
    # A fresh process each: what DuckDB started does not survive a fork.
    with (
        _broken_pipes_are_errors(),
        ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_end_with_parent
        ) as pool,
    ):
        todo = {pool.submit(_judge, work, folders, it): it for it in buckets}
        try:
            for future in as_completed(todo):
                yield Done(todo[future], future.result())
        except BrokenProcessPool:
            raise WriteError(
                f"{work.folder}: a worker was ended from outside; is memory short?",
                hint="what is finished is kept: run the same command again, with "
                "fewer --workers where memory is short",
            ) from None
        finally:
            for future in todo:
                future.cancel()


@contextmanager
def _broken_pipes_are_errors() -> Iterator[None]:
    """Let a worker that dies be an error, where a dead reader ends the process."""
    before = signal(SIGPIPE, SIG_IGN)
    try:
        yield
    finally:
        signal(SIGPIPE, before)


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is gone, however it went."""

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _judge(work: Work, counts: Sequence[str], bucket: str) -> dict[str, Any]:
    files = [
        file
        for it in counts
        for file in (Path(it) / f"bucket={bucket}").glob("*.parquet")
    ]
    return judge_bucket(work, bucket, read_tables(sorted(files)))
