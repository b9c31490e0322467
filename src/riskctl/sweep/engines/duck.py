"""DuckDB: one machine, all of its processors; the engine unless another is named."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

from riskctl.errors import RiskctlError, WriteError
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.extras import extra
from riskctl.storage.disk.files import failures
from riskctl.sweep import sql
from riskctl.sweep.coding import PairCoding
from riskctl.sweep.engines.arrow import RESUME_HINT, arrow, parquet_files
from riskctl.sweep.engines.engine import (
    Checked,
    Done,
    Work,
    checked_of,
    code_rows,
    number_of,
)
from riskctl.sweep.engines.interrupts import interrupts
from riskctl.sweep.engines.lines import misread, named_columns
from riskctl.sweep.engines.pool import judge_in_pool
from riskctl.sweep.folder import UNFINISHED
from riskctl.sweep.layout import Layout

# What DuckDB says when the disk refuses a table, or what it spills.
_OUR_WRITE: Final = re.compile(
    r"(No space left on device|File too large|Disk quota exceeded)|duckdb_temp"
    f"|{re.escape(UNFINISHED)}"
)
# The second version of the format takes a third less time to write.
_PARQUET: Final = "FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2"
_Words = Callable[[str], RiskctlError]


class Duck:
    """DuckDB counts, and a pool of processes judges."""

    name = "duckdb"

    def __init__(
        self, coding: PairCoding, catalogue: Catalogue, *, workers: int, scratch: Path
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
        rows = arrow().Table.from_pylist(code_rows(coding, catalogue))
        self._base.register("given", rows)
        # What has few values is grouped as numbers, and written as text.
        for name in ("indicator", "grade"):
            self._base.execute(
                f"CREATE TYPE {name}_names AS ENUM (SELECT DISTINCT {name} FROM given)"
            )
        self._base.execute(
            "CREATE TABLE codes AS SELECT * REPLACE "
            "(indicator::indicator_names AS indicator, grade::grade_names AS grade) "
            "FROM given"
        )

    @property
    def version(self) -> str:
        """Of DuckDB."""
        return str(self._duckdb.__version__)

    def check(
        self, path: Path, *, digest: str, layout: Layout, text: str, target: Path
    ) -> Checked:
        """Write the rows of an input, each with what is wrong with it."""
        asked = self._connected()
        asked.register("raw", named_columns(path, layout))
        asked.copy(
            f"SELECT {number_of(digest)} AS input, found.* FROM ({text}) AS found",
            target,
            misread=lambda said: misread(path, layout, said),
        )
        return self.describe(target)

    def describe(self, target: Path) -> Checked:
        """Say of rows that are written what they are."""
        asked = self._connected()
        asked.view("checked", [target])
        return checked_of(asked.rows(sql.FAULT_COUNTS), asked.rows(sql.UNKNOWN_CODES))

    def count(self, new: Sequence[Path], earlier: Sequence[Path], target: Path) -> int:
        """Write the counts of new rows, in a folder for each bucket."""
        asked = self._connected()
        asked.view("checked", new)
        if earlier:
            asked.view("earlier", earlier)
            asked.run(f"CREATE OR REPLACE TEMP TABLE known AS {sql.KNOWN}")
        else:
            asked.run("CREATE OR REPLACE TEMP TABLE known (id BIGINT)")
        asked.run(f"CREATE OR REPLACE TEMP TABLE repeated AS {sql.REPEATED}")
        asked.run(f"CREATE OR REPLACE TEMP TABLE buckets AS {sql.BUCKETS}")
        asked.copy(sql.COUNT, target, more=", PARTITION_BY (bucket)")
        files = sorted(target.glob("*/*.parquet"))
        if not files:
            return 0
        asked.view("counted", files)
        ((total,),) = asked.rows("SELECT sum(n)::BIGINT FROM counted")
        return int(total or 0)

    def judge(
        self, work: Work, counts: Sequence[Path], buckets: Sequence[str]
    ) -> Iterator[Done]:
        """Judge the pairs of some buckets, several at once."""
        self.close()
        yield from judge_in_pool(work, counts, buckets, workers=self._workers)

    def close(self) -> None:
        """Close the database; nothing of it is kept."""
        self._base.close()
        rmtree(self._scratch, ignore_errors=True)

    def _connected(self) -> "_Connection":
        return _Connection(self._base.cursor(), self._duckdb.Error)


class _Connection:
    """A connection of one thread, with views of its own."""

    def __init__(self, connection: Any, error: type[Exception]) -> None:  # noqa: ANN401
        self._connection = connection
        self._error = error

    def register(self, name: str, reader: Any) -> None:  # noqa: ANN401 (of Arrow)
        self._connection.register(name, reader)

    def view(self, name: str, paths: Sequence[Path]) -> None:
        """Call the rows of some tables by a name."""
        files = [file for path in paths for file in parquet_files(path)]
        listed = ", ".join(map(_quoted, files))
        self.run(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * "
            f"FROM read_parquet([{listed}])"
        )

    def copy(
        self, query: str, target: Path, *, more: str = "", misread: _Words | None = None
    ) -> None:
        """
        Write what a query gives, whole.

        Args:
            misread: Says what is wrong with the input that is read, if anything is.
        """
        unfinished = target.with_name(f"{target.name}{UNFINISHED}")
        with failures(str(target), hint=RESUME_HINT):
            target.parent.mkdir(parents=True, exist_ok=True)
            _remove(unfinished)
            _remove(target)
        self.run(f"COPY ({query}) TO {_quoted(unfinished)} ({_PARQUET}{more})", misread)
        with failures(str(target), hint=RESUME_HINT):
            if not unfinished.exists():  # it had nothing to write
                unfinished.mkdir()
            unfinished.rename(target)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with interrupts():
            return list(self._connection.execute(query).fetchall())

    def run(self, query: str, misread: _Words | None = None) -> None:
        """
        Run a query that answers nothing.

        Raises:
            WriteError: The disk refused.
        """
        try:
            with interrupts():
                self._connection.execute(query)
        except self._error as error:
            said = str(error)
            why = _OUR_WRITE.search(said)
            if misread is not None and why is None:
                raise misread(said) from None
            reason = why[1].lower() if why and why[1] else said.splitlines()[0]
            raise WriteError(f"cannot be written: {reason}", hint=RESUME_HINT) from None


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
