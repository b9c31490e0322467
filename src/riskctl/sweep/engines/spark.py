"""Spark: several machines; the same questions, and the same judge in its workers."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

from riskctl.errors import WriteError
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
from riskctl.sweep.engines.lines import NAMED, misread
from riskctl.sweep.engines.unit import judge_bucket
from riskctl.sweep.folder import UNFINISHED
from riskctl.sweep.layout import Layout

# Odd, so that no number of workers or of pairs divides it by chance.
PARTITIONS: Final = 33
_CODES: Final = (
    "code STRING, indicator STRING, number DOUBLE, grade STRING, holds BOOLEAN, "
    "counts BOOLEAN"
)
_FULL_DISK: Final = re.compile(r"No space left|Disk quota")


class Spark:
    """Spark counts, and its Python workers judge; the folder is one that all see."""

    name = "spark"

    def __init__(
        self,
        coding: PairCoding,
        catalogue: Catalogue,
        *,
        partitions: int = PARTITIONS,
        options: Sequence[tuple[str, str]] = (),
    ) -> None:
        """
        Start a session, or take the one that there is.

        Args:
            options: What is set beside what `spark-submit` and its files set.

        Raises:
            UsageError: pyspark is not installed.
        """
        arrow()
        extra("pandas", package="pandas", name="spark")
        module = extra("pyspark.sql", package="PySpark", name="spark")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = module.SparkSession.builder.appName("riskctl sweep")
        for name, value in (*_ALWAYS, *options):
            builder = builder.config(name, value)
        self._partitions = partitions
        self._spark = builder.getOrCreate()
        self._spark.sparkContext.setLogLevel("ERROR")
        rows = [tuple(it.values()) for it in code_rows(coding, catalogue)]
        self._view("codes", self._spark.createDataFrame(rows, _CODES))

    @property
    def version(self) -> str:
        """Of Spark."""
        return str(self._spark.version)

    def check(
        self, path: Path, *, digest: str, layout: Layout, text: str, target: Path
    ) -> Checked:
        """Write the rows of an input, each with what is wrong with it."""
        lines = self._spark.read.text(str(path.resolve()))
        self._view("lines", lines)
        self._view(
            "split", self._sql("SELECT split(value, '\\t', -1) AS cells FROM lines")
        )
        odd = self._sql(
            "SELECT size(cells) FROM split "
            f"WHERE size(cells) <> {layout.columns} LIMIT 1"
        ).collect()
        if odd:
            raise misread(path, layout, "changed while it was read")
        chosen = ", ".join(f"cells[{getattr(layout, it) - 1}] AS {it}" for it in NAMED)
        self._view("raw", self._sql(f"SELECT {chosen} FROM split"))
        self._write(
            self._sql(
                f"SELECT {number_of(digest)} AS input, found.* FROM ({text}) AS found"
            ),
            target,
        )
        return self.describe(target)

    def describe(self, target: Path) -> Checked:
        """Say of rows that are written what they are."""
        self._view("checked", self._read([target]))
        faults, unknown = (
            [tuple(it) for it in self._sql(query).collect()]
            for query in (sql.FAULT_COUNTS, sql.UNKNOWN_CODES)
        )
        return checked_of(faults, unknown)

    def count(self, new: Sequence[Path], earlier: Sequence[Path], target: Path) -> int:
        """Write the counts of new rows, in a folder for each bucket."""
        self._view("checked", self._read(new))
        if earlier:
            self._view("earlier", self._read(earlier))
            self._view("known", self._sql(sql.KNOWN))
        else:
            self._view("known", self._spark.createDataFrame([], "id BIGINT"))
        self._view("repeated", self._sql(sql.REPEATED))
        self._view("buckets", self._sql(sql.BUCKETS))
        self._write(self._sql(sql.COUNT), target, by="bucket")
        counts = self._counts([target])
        return int(counts.agg({"n": "sum"}).collect()[0][0] or 0) if counts else 0

    def judge(
        self, work: Work, counts: Sequence[Path], buckets: Sequence[str]
    ) -> Iterator[Done]:
        """Judge the pairs of some buckets, each wholly in one worker."""
        found = self._counts(counts)
        if found is None:
            return
        todo = found.filter(found.bucket.isin(list(buckets)))
        parted = todo.repartition(self._partitions, "bucket")
        judged = parted.sortWithinPartitions("bucket").mapInArrow(
            _judging(work), "bucket STRING, said STRING"
        )
        with _spark_failures(Path(work.folder)):
            rows = judged.collect()
        for row in rows:
            yield Done(row.bucket, json.loads(row.said))

    def close(self) -> None:
        """Leave the session to whoever started it; the process ends it."""

    def _sql(self, query: str) -> Any:  # noqa: ANN401 (pyspark's types are its own)
        return self._spark.sql(query)

    def _view(self, name: str, frame: Any) -> None:  # noqa: ANN401 (the same)
        frame.createOrReplaceTempView(name)

    def _read(self, paths: Sequence[Path]) -> Any:  # noqa: ANN401 (the same)
        files = [str(file) for path in paths for file in parquet_files(path)]
        return self._spark.read.parquet(*files)

    def _counts(self, folders: Sequence[Path]) -> Any:  # noqa: ANN401 (the same)
        """Return the counts of some runs; nothing where there are none."""
        found = None
        for folder in folders:
            if any(folder.glob("bucket=*")):
                one = self._spark.read.parquet(str(folder.resolve()))
                found = one if found is None else found.unionByName(one)
        return found

    def _write(self, frame: Any, target: Path, *, by: str = "") -> None:  # noqa: ANN401
        """Write what a query gives, whole."""
        unfinished = target.with_name(f"{target.name}{UNFINISHED}").resolve()
        with _spark_failures(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            rmtree(target, ignore_errors=True)
            writer = frame.write.mode("overwrite")
            (writer.partitionBy(by) if by else writer).parquet(str(unfinished))
            unfinished.rename(target)


@contextmanager
def _spark_failures(path: Path) -> Iterator[None]:
    """
    Turn what Spark says of a worker or of the disk into an error that names a path.

    Raises:
        WriteError: In the place of Spark's own.
    """
    try:
        with failures(str(path), hint=RESUME_HINT):
            yield
    except Exception as error:
        if not type(error).__module__.startswith(("pyspark", "py4j")):
            raise
        said = "no space left" if _FULL_DISK.search(str(error)) else _first_line(error)
        raise WriteError(f"{path}: Spark gave up: {said}", hint=RESUME_HINT) from None


# The names of buckets are texts, although some look like numbers.
_ALWAYS: Final = (
    ("spark.sql.sources.partitionColumnTypeInference.enabled", "false"),
    ("spark.sql.execution.arrow.maxRecordsPerBatch", "50000"),
)


def _judging(work: Work) -> Any:  # noqa: ANN401 (a function of Arrow batches)
    """Return what a worker does with its rows, which come bucket by bucket."""

    def judged(batches: Iterable[Any]) -> Iterator[Any]:
        pa = arrow()
        for bucket, table in by_bucket(batches):
            said = json.dumps(judge_bucket(work, bucket, table))
            yield pa.RecordBatch.from_pydict({"bucket": [bucket], "said": [said]})

    return judged


def by_bucket(batches: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each bucket with all of its rows, from batches that are sorted by it."""
    pa = arrow()
    name, kept = "", list[Any]()
    for batch in batches:
        column = batch.column(batch.schema.get_field_index("bucket")).to_pylist()
        start = 0
        while start < len(column):
            stop = start
            while stop < len(column) and column[stop] == column[start]:
                stop += 1
            if column[start] != name and kept:
                yield name, pa.Table.from_batches(kept)
                kept = []
            name = column[start]
            kept.append(batch.slice(start, stop - start))
            start = stop
    if kept:
        yield name, pa.Table.from_batches(kept)


def _first_line(error: BaseException) -> str:
    return next(
        (it.strip() for it in str(error).splitlines() if it.strip()), "no reason"
    )
