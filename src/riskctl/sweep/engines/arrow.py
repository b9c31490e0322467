"""Tables of days, level changes and states, as Parquet; and what tells them apart."""

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from riskctl.errors import WatchError
from riskctl.reporting.extras import extra
from riskctl.storage.disk.files import failures, reason
from riskctl.sweep.folder import UNFINISHED

# What ordinals of days are beyond Arrow's days, which begin in 1970.
EPOCH: Final = 719163
Table = Any  # pyarrow has no types
_NEVER: Final = 2**31 - 1


def arrow() -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return pyarrow; without the extra, say how to come by it."""
    return extra("pyarrow", package="pyarrow", name="sweep")


def parquet() -> Any:  # noqa: ANN401 (the same)
    """Return the part of pyarrow that reads and writes Parquet."""
    arrow()
    return extra("pyarrow.parquet", package="pyarrow", name="sweep")


def compute() -> Any:  # noqa: ANN401 (the same)
    """Return the part of pyarrow that works on whole columns."""
    arrow()
    return extra("pyarrow.compute", package="pyarrow", name="sweep")


class DayRows:
    """The days of several pairs, as they come: pairs in order, days in order."""

    def __init__(self) -> None:
        """Begin without any."""
        self._names: list[str] = []
        self._pairs, self._days = array("i"), array("i")
        self._scores, self._levels = array("d"), array("b")

    def add(
        self, pair: str, first: int, scores: "array[float]", levels: "array[int]"
    ) -> None:
        """
        Add the days of a pair.

        Args:
            first: The ordinal of the first of them; the others follow day by day.
        """
        count = len(scores)
        self._pairs.extend(array("i", [len(self._names)]) * count)
        self._names.append(pair)
        self._days.extend(array("i", range(first - EPOCH, first - EPOCH + count)))
        self._scores.extend(scores)
        self._levels.extend(levels)

    def table(self) -> Table:
        """Return them as a table."""
        pa = arrow()
        count = len(self._days)

        def column(kind: Any, numbers: Any) -> Any:  # noqa: ANN401
            return pa.Array.from_buffers(kind, count, [None, pa.py_buffer(numbers)])

        pairs = pa.DictionaryArray.from_arrays(
            column(pa.int32(), self._pairs), pa.array(self._names, pa.string())
        )
        return pa.table(
            {
                "pair": pairs,
                "day": column(pa.date32(), self._days),
                "score": column(pa.float64(), self._scores),
                "level": column(pa.int8(), self._levels),
            }
        )


def day_digest(table: Table) -> str:
    """
    Return what tells days from any others: pair, day, score and level, to the bit.

    Args:
        table: Sorted by pair and day, as it is written.
    """
    pa = arrow()
    found = sha256()
    pairs = table.column("pair").combine_chunks().dictionary_encode()
    found.update("\n".join(pairs.dictionary.to_pylist()).encode())
    columns = [pairs.indices.cast(pa.int32())]
    columns += [flat(table, it) for it in ("day", "score", "level")]
    for column in columns:
        found.update(_bytes(column))
    return found.hexdigest()


def series_digest(days: Iterable[tuple[int, float, int]]) -> str:
    """Return what tells the days of one pair: ordinals, scores and levels."""
    numbers, scores, levels = array("i"), array("d"), array("b")
    for day, score, level in days:
        numbers.append(day)
        scores.append(score)
        levels.append(level)
    return sha256(numbers.tobytes() + scores.tobytes() + levels.tobytes()).hexdigest()


def since(table: Table, starts: Mapping[str, int]) -> Table:
    """Return the rows of the pairs that are named, each from its ordinal on."""
    pa, pc = arrow(), compute()
    limit = _limits(table, starts)
    day = flat(table, "day").cast(pa.int32())
    return table.filter(pc.greater_equal(day, limit))


def _limits(table: Table, starts: Mapping[str, int]) -> Any:  # noqa: ANN401
    """Return for each row the day that is named for its pair."""
    pa = arrow()
    pairs = table.column("pair").combine_chunks().dictionary_encode()
    days = [
        starts[it] - EPOCH if it in starts else _NEVER
        for it in pairs.dictionary.to_pylist()
    ]
    return pa.array(days, pa.int32()).take(pairs.indices)


def write_table(table: Table, path: Path) -> None:
    """
    Write a table, whole and durable.

    Raises:
        WriteError: The disk refused; nothing half done is called by the name.
    """
    unfinished = path.with_name(f"{path.name}{UNFINISHED}-{os.getpid()}")
    with failures(str(path), hint=RESUME_HINT):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            parquet().write_table(
                table,
                unfinished,
                compression="zstd",
                compression_level=1,
                use_dictionary=[
                    it for it in ("pair", "day") if it in table.schema.names
                ],
                column_encoding={"score": "BYTE_STREAM_SPLIT"}
                if "score" in table.schema.names
                else None,
                write_statistics=True,
            )
            _sync(unfinished)
            unfinished.replace(path)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise


RESUME_HINT: Final = (
    "what is finished is kept: make room, then run the same command again"
)


def read_tables(
    paths: Sequence[Path], *, columns: Sequence[str] | None = None
) -> Table:
    """
    Return Parquet files as one table; None without any.

    Raises:
        WatchError: One cannot be read.
    """
    pa, pq = arrow(), parquet()
    tables = []
    for path in paths:
        try:
            found = pq.read_table(
                path,
                columns=None if columns is None else list(columns),
                partitioning=None,
            )
        except (OSError, pa.ArrowException) as error:
            said = reason(error) if isinstance(error, OSError) else str(error)
            raise WatchError(
                f"{path}: cannot be read: {said.splitlines()[0]}",
                hint="sweep again into an empty folder: the file is damaged",
            ) from None
        tables.append(found)
    if not tables:
        return None
    return pa.concat_tables(tables).unify_dictionaries().combine_chunks()


def parquet_files(path: Path) -> list[Path]:
    """Return the files of a table, which may be one, or a folder of several."""
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


def flat(table: Table, name: str) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return a column in one piece."""
    column = table.column(name).combine_chunks()
    return column.chunk(0) if hasattr(column, "chunks") else column


def _bytes(column: Any) -> bytes:  # noqa: ANN401 (pyarrow has no types)
    """Return the numbers of a column, without what lies before and after them."""
    size = column.type.bit_width // 8
    data = column.buffers()[1]
    if data is None:
        return b""
    start = column.offset * size
    return bytes(memoryview(data)[start : start + len(column) * size])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
