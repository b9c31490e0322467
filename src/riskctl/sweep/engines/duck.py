"""DuckDB: one machine, all of its processors; the engine unless another is named."""

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from shutil import rmtree
from signal import SIG_IGN, SIGPIPE, signal
from threading import Thread
from typing import Any, Final, NoReturn

from riskctl.errors import WatchError, WriteError
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.extras import extra
from riskctl.storage.disk.files import failures
from riskctl.sweep import sql
from riskctl.sweep.coding import Coding
from riskctl.sweep.engines.arrow import (
    RESUME_HINT,
    arrow,
    parquet_files,
    read_tables,
)
from riskctl.sweep.engines.engine import Checked, Done, code_rows
from riskctl.sweep.engines.unit import judge_bucket
from riskctl.sweep.engines.work import Work
from riskctl.sweep.folder import UNFINISHED
from riskctl.sweep.layout import Layout

_LINE: Final = re.compile(r"CSV Error on Line: (\d+)")
# What DuckDB says when the disk refuses a table, or what it spills.
_OUR_WRITE: Final = re.compile(
    r"(No space left on device|File too large|Disk quota exceeded)|duckdb_temp"
    f"|{re.escape(UNFINISHED)}"
)
_COLUMNS: Final = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")


class Duck:
    """DuckDB counts, and a pool of processes judges."""

    name = "duckdb"

    def __init__(
        self, coding: Coding, catalogue: Catalogue, *, workers: int, scratch: Path
    ) -> None:
        """
        Start the engine.

        Args:
            workers: How many processors it may use.
            scratch: Where it may put what does not fit into memory.

        Raises:
            UsageError: It is not installed.
        """
        self._duckdb = extra("duckdb", package="DuckDB", name="sweep")
        self._workers = workers
        self._scratch = scratch
        self._base = self._duckdb.connect()
        self._base.execute(f"SET threads = {workers}")
        self._base.execute(f"SET temp_directory = {_quoted(scratch)}")
        self._base.execute("SET preserve_insertion_order = false")
        self._codes = arrow().Table.from_pylist(code_rows(coding, catalogue))
        self._base.register("codes", self._codes)

    @property
    def version(self) -> str:
        """Of DuckDB."""
        return str(self._duckdb.__version__)

    def check(
        self, path: Path, *, digest: str, layout: Layout, text: str, target: Path
    ) -> Checked:
        """Write the rows of an input, each with what is wrong with it."""
        columns = ", ".join(f"'c{it + 1}': 'VARCHAR'" for it in range(layout.columns))
        named = ("identity", "day", "first", "second", "code", "added")
        chosen = ", ".join(f"c{getattr(layout, it)} AS {it}" for it in named)
        self._run(
            f"CREATE OR REPLACE TEMP VIEW raw AS SELECT {chosen} "
            f"FROM read_csv({_quoted(path)}, columns = {{{columns}}}, delim = '\\t', "
            "quote = '', escape = '', header = false, auto_detect = false)",
            path,
        )
        self._copy(
            f"SELECT '{digest[:12]}' AS input, found.* FROM ({text}) AS found",
            target,
            path,
        )
        return self.describe(target)

    def describe(self, target: Path) -> Checked:
        """Say of rows that are written what they are."""
        self._view("checked", [target])
        faults = dict(self._rows(sql.FAULT_COUNTS))
        ((last,),) = self._rows(sql.LAST_DAY)
        return Checked(
            rows=sum(faults.values()),
            faults={it: faults[it] for it in sorted(faults) if it},
            unknown=dict(self._rows(sql.UNKNOWN_CODES)),
            last_day=last or "",
        )

    def count(self, new: Sequence[Path], earlier: Sequence[Path], target: Path) -> int:
        """Write the counts of new rows, in a folder for each bucket."""
        self._view("checked", new)
        if earlier:
            self._view("earlier", earlier)
            self._run(f"CREATE OR REPLACE TEMP TABLE known AS {sql.KNOWN}")
        else:
            self._run("CREATE OR REPLACE TEMP TABLE known (id BIGINT)")
        self._run(f"CREATE OR REPLACE TEMP TABLE repeated AS {sql.REPEATED}")
        self._copy(sql.COUNT, target, None, more=", PARTITION_BY (bucket)")
        files = _quoted_list(sorted(target.glob("*/*.parquet")))
        if files == "[]":
            return 0
        ((total,),) = self._rows(f"SELECT sum(n)::BIGINT FROM read_parquet({files})")
        return int(total or 0)

    def judge(
        self, work: Work, counts: Sequence[Path], buckets: Sequence[str]
    ) -> Iterator[Done]:
        """Judge the pairs of some buckets, several at once."""
        self.close()
        folders = [str(it) for it in counts]
        workers = min(self._workers, len(buckets))
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

    def close(self) -> None:
        """Close the database; nothing of it is kept."""
        self._base.close()
        rmtree(self._scratch, ignore_errors=True)

    def _view(self, name: str, paths: Sequence[Path]) -> None:
        files = [file for path in paths for file in parquet_files(path)]
        self._run(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * "
            f"FROM read_parquet({_quoted_list(files)})"
        )

    def _copy(
        self, query: str, target: Path, source: Path | None, *, more: str = ""
    ) -> None:
        """Write what a query gives, whole."""
        unfinished = target.with_name(f"{target.name}{UNFINISHED}")
        with failures(str(target), hint=RESUME_HINT):
            target.parent.mkdir(parents=True, exist_ok=True)
            _remove(unfinished)
            _remove(target)
        self._run(
            f"COPY ({query}) TO {_quoted(unfinished)} "
            f"(FORMAT parquet, COMPRESSION zstd{more})",
            source,
        )
        with failures(str(target), hint=RESUME_HINT):
            if not unfinished.exists():  # it had nothing to write
                unfinished.mkdir()
            unfinished.rename(target)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return list(self._base.execute(query).fetchall())

    def _run(self, query: str, source: Path | None = None) -> None:
        try:
            self._base.execute(query)
        except self._duckdb.Error as error:
            _refuse(str(error), source)


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


def _refuse(said: str, source: Path | None) -> NoReturn:
    """Say what DuckDB found, in our words: the input's fault, or the disk's."""
    line, columns = _LINE.search(said), _COLUMNS.search(said)
    if source is not None and line:
        what = (
            f"{columns[2]} columns, where {columns[1]} are expected"
            if columns
            else "cannot be read: " + said.splitlines()[0].partition(": ")[2]
        )
        raise WatchError(
            f"{source}:{line[1]}: {what}",
            hint="the file is cut off, or of another layout: fetch it again, or name "
            "its layout with --as",
        ) from None
    if source is not None and not _OUR_WRITE.search(said):
        raise WatchError(
            f"{source}: cannot be read: {said.splitlines()[0]}",
            hint="is it a file of tab-separated rows, plain or .gz?",
        ) from None
    why = _OUR_WRITE.search(said)
    reason = why[1].lower() if why and why[1] else said.splitlines()[0]
    raise WriteError(f"cannot be written: {reason}", hint=RESUME_HINT) from None


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _quoted_list(paths: Sequence[Path]) -> str:
    return "[" + ", ".join(map(_quoted, paths)) + "]"
