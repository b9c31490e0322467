"""Rows that come in batches are put together bucket by bucket, however they are cut."""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from riskctl.sweep.engines.spark import by_bucket
from riskctl.sweep.read import bucket_of

ROWS = [("00", 1), ("00", 2), ("08", 3), ("a0", 4), ("a0", 5), ("a0", 6)]


def batches(size: int) -> Iterator[pa.RecordBatch]:
    """Yield the rows in batches of a size."""
    for start in range(0, len(ROWS), size):
        names, numbers = zip(*ROWS[start : start + size], strict=True)
        yield pa.RecordBatch.from_pydict({"n": list(numbers), "bucket": list(names)})


@pytest.mark.parametrize("size", range(1, len(ROWS) + 1))
def test_each_bucket_comes_once_and_whole(size: int) -> None:
    """A bucket may lie in several batches, and a batch hold several buckets."""
    found = {
        name: table.column("n").to_pylist() for name, table in by_bucket(batches(size))
    }
    assert {"00": [1, 2], "08": [3], "a0": [4, 5, 6]} == found


def test_there_may_be_none() -> None:
    """A partition without rows."""
    assert [] == list(by_bucket([]))


def test_a_pair_has_one_of_thirty_two() -> None:
    """By the digest of its name: the first digit, and half of the second."""
    names = {
        bucket_of(f"{one}AA-{other}BB") for one in "ABCDEFGH" for other in "IJKLMNOP"
    }
    assert "08" == bucket_of("AAA-BBB")
    assert names <= {f"{digit}{half}" for digit in "0123456789abcdef" for half in "08"}
    assert len(names) > 20
