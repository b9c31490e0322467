"""Judge buckets in several processes at once, on one machine."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from signal import (
    SIG_BLOCK,
    SIG_IGN,
    SIG_SETMASK,
    SIGINT,
    SIGPIPE,
    pthread_sigmask,
    signal,
)
from threading import Thread
from traceback import format_exception
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
    with _broken_pipes_are_errors(), ExitStack() as ends:
        pool = [_Worker(work, folders) for _ in range(workers)]
        for worker in pool:
            ends.callback(worker.end)
            worker.start()
        yield from _shared_out(buckets, pool)


def _shared_out(buckets: Iterable[str], pool: Sequence["_Worker"]) -> Iterator[Done]:
    """Give each worker a bucket whenever it has none."""
    todo = iter(buckets)
    at_work: dict[Any, _Worker] = {it.pipe: it for it in pool}
    for worker, bucket in zip(pool, todo, strict=False):
        worker.ask(bucket)
    while at_work:
        for pipe in wait(list(at_work)):
            done = at_work[pipe].answer()
            following = next(todo, None)
            if following is None:
                del at_work[pipe]
            else:
                at_work[pipe].ask(following)
            yield done


# The pool of the standard library may wait for ever when a worker is killed while
# another is starting (docs/decisions/0030-workers-of-our-own.md).
class _Worker:
    """A process that judges one bucket after the other."""

    def __init__(self, work: Work, folders: Sequence[str]) -> None:
        # A fresh process: what DuckDB started does not survive a fork.
        context = get_context("spawn")
        self.pipe, self._theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(self._theirs, work, folders), daemon=True
        )
        self._folder = work.folder
        self._bucket = ""

    def start(self) -> None:
        """Start the process; Ctrl-C does not reach it, who started it ends it."""
        resource_tracker.ensure_running()  # the first process would unblock it again
        before = pthread_sigmask(SIG_BLOCK, {SIGINT})
        try:
            with self._alive(), self._theirs:
                self._process.start()
        finally:
            pthread_sigmask(SIG_SETMASK, before)

    def ask(self, bucket: str) -> None:
        """Have a bucket judged."""
        self._bucket = bucket
        with self._alive():
            self.pipe.send(bucket)

    def answer(self) -> Done:
        """Wait for the bucket that was asked for; raise what it met."""
        with self._alive():
            said: dict[str, Any] | Exception = self.pipe.recv()
        if isinstance(said, Exception):
            raise said
        return Done(self._bucket, said)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()

    @contextmanager
    def _alive(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, OSError):
            raise WriteError(
                f"{self._folder}: a worker was ended from outside; is memory short?",
                hint="what is finished is kept: run the same command again, with "
                "fewer --workers where memory is short",
            ) from None


@contextmanager
def _broken_pipes_are_errors() -> Iterator[None]:
    """Let a worker that dies be an error, where a dead reader ends the process."""
    before = signal(SIGPIPE, SIG_IGN)
    try:
        yield
    finally:
        signal(SIGPIPE, before)


def _work(pipe: Connection, work: Work, folders: Sequence[str]) -> None:
    """Judge one bucket after the other, until no more is asked."""
    _end_with_parent()
    while True:
        try:
            bucket = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_judge(work, folders, bucket))
        except Exception as error:  # noqa: BLE001 (the parent raises it)
            error.add_note("".join(format_exception(error)))
            pipe.send(error)


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is gone, however it went."""

    def wait_and_end() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
        os._exit(1)

    Thread(target=wait_and_end, daemon=True).start()


def _judge(work: Work, counts: Sequence[str], bucket: str) -> dict[str, Any]:
    files = [
        file
        for it in counts
        for file in (Path(it) / f"bucket={bucket}").glob("*.parquet")
    ]
    return judge_bucket(work, bucket, read_tables(sorted(files)))
