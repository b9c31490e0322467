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
from typing import Any, Final

from riskctl.errors import RiskctlError, WriteError
from riskctl.sweep.engines.arrow import read_tables
from riskctl.sweep.engines.engine import Done, Work
from riskctl.sweep.engines.unit import judge_bucket

_HINT: Final = (
    "what is finished is kept: run the same command again, with fewer --workers "
    "where memory is short"
)


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
    with ExitStack() as ends:
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
        self._folder = work.folder
        self._bucket = ""
        with self._alive():
            self.pipe, self._theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(self._theirs, work, folders), daemon=True
        )

    def start(self) -> None:
        """Start the process."""
        with self._alive(), _undisturbed(), self._theirs:
            self._process.start()

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
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()
        self.pipe.close()

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """Let a process that is gone be an error, and a broken pipe no signal."""
        before = signal(SIGPIPE, SIG_IGN)
        try:
            yield
        except (EOFError, OSError) as error:
            # An end in the middle of a message has no number.
            number = getattr(error, "errno", None)
            if number is None or isinstance(error, ConnectionError):
                raise _ended(self._folder) from None
            reason = os.strerror(number).lower()
            raise WriteError(
                f"{self._folder}: a worker cannot be started: {reason}", hint=_HINT
            ) from None
        finally:
            signal(SIGPIPE, before)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait while a process is started, and never reach that process."""
    resource_tracker.ensure_running()  # the first process would unblock it again
    waiting: list[int] = []
    handler = signal(SIGINT, lambda number, _: waiting.append(number))
    mask = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, mask)
        signal(SIGINT, handler)
    if waiting and callable(handler):
        handler(SIGINT, None)


def _ended(folder: str) -> WriteError:
    return WriteError(
        f"{folder}: a worker was ended from outside; is memory short?", hint=_HINT
    )


def serve(pipe: Connection, work: Work, folders: Sequence[str]) -> None:
    """Judge one bucket after the other, until no more is asked."""
    _end_with_parent()
    while True:
        try:
            bucket = pipe.recv()
        except (EOFError, OSError):
            return
        said: dict[str, Any] | Exception
        try:
            said = _judge(work, folders, bucket)
        except RiskctlError as error:
            said = error
        except MemoryError:
            said = _ended(work.folder)
        except Exception as error:  # noqa: BLE001 (the parent tells it as a bug)
            # Not every exception can be sent; its text can.
            said = RuntimeError("".join(format_exception(error)))
        try:
            pipe.send(said)
        except OSError:  # whoever asked is gone
            return


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
