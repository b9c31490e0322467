"""What a sweep asks of an engine, whichever it is, and what its units need to know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from riskctl.model.catalogue import Catalogue
from riskctl.sweep.coding import PairCoding, has_weight
from riskctl.sweep.layout import Layout


class Checked(NamedTuple):
    """
    What an input's rows are.

    Attributes:
        faults: How many rows are not counted, by the reason; the rest is counted,
            unless its identity stands in another row.
        unknown: The most frequent codes that are not known.
        last_day: The last day on which one of the rows that count was added, as
            20260205; empty where there is none.
    """

    rows: int
    faults: dict[str, int]
    unknown: dict[str, int]
    last_day: str


def checked_of(
    faults: Iterable[tuple[Any, ...]], unknown: Iterable[tuple[Any, ...]]
) -> Checked:
    """
    Return what an input's rows are.

    Args:
        faults: The rows that `sql.FAULT_COUNTS` gives.
        unknown: Those of `sql.UNKNOWN_CODES`.
    """
    counts = {fault: (count, last) for fault, count, last in faults}
    return Checked(
        rows=sum(it for it, _ in counts.values()),
        faults={it: counts[it][0] for it in sorted(counts) if it},
        unknown=dict(unknown),
        last_day=counts.get("", (0, ""))[1],
    )


def number_of(digest: str) -> int:
    """
    Return what an input's rows name it by: short, and in the order of the digests.

    >>> number_of("00000000001fc0ffee")
    31
    """
    return int(digest[:12], 16)


class Done(NamedTuple):
    """A bucket that is judged, and what the manifest says of it."""

    bucket: str
    said: dict[str, Any]


class Work(NamedTuple):
    """
    What every unit of a run needs to know.

    Attributes:
        folder: Of the sweep.
        plan: What the tables of this run are named by.
        until: The last day that is judged.
        until_before: The same of the run before; None for the first one.
        fresh: The counts of this run; those of all runs are handed over.
        marks: Where a bucket that is written is marked as done.
        tables: By bucket, the tables of the run before, as the manifest names them.
    """

    folder: str
    plan: str
    catalogue: Catalogue
    until: date
    until_before: date | None
    fresh: str
    marks: str
    tables: Mapping[str, Any]


class Engine(Protocol):
    """Reads, checks and counts rows, and has buckets judged."""

    @property
    def name(self) -> str:
        """What `--engine` calls it."""

    @property
    def version(self) -> str:
        """Of the engine itself, for the manifest."""

    def check(
        self, path: Path, *, digest: str, layout: Layout, text: str, target: Path
    ) -> Checked:
        """
        Write the rows of an input, each with what is wrong with it.

        Args:
            text: The question, `sql.check_text`.

        Raises:
            WatchError: A row has too few or too many columns; with file and line.
            WriteError: The disk refused.
        """

    def describe(self, target: Path) -> Checked:
        """Say of rows that are written what they are."""

    def count(self, new: Sequence[Path], earlier: Sequence[Path], target: Path) -> int:
        """
        Write the counts of new rows, in a folder for each bucket; return their sum.

        Args:
            earlier: Rows of earlier runs, whose identities do not count again.
        """

    def judge(
        self, work: Work, counts: Sequence[Path], buckets: Sequence[str]
    ) -> Iterator[Done]:
        """
        Judge the pairs of some buckets, and yield each bucket when it is written.

        Args:
            counts: The folders of all runs.
        """

    def close(self) -> None:
        """Give back what the engine holds."""


def code_rows(coding: PairCoding, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the coding as rows of the view `codes`."""
    return [
        {
            "code": it.code,
            "indicator": it.indicator,
            "number": it.number,
            "grade": str(it.grade),
            # The events of a status count in their order, each by itself.
            "holds": not catalogue[it.indicator].kind.fades,
            "counts": has_weight(it, catalogue),
        }
        for it in coding.codes
    ]


def mark_of(marks: str, bucket: str) -> Path:
    """Return the file that says that a bucket is written, and what of."""
    return Path(marks) / f"bucket-{bucket}.json"
