"""What every unit of a run needs to know, and where it is marked as done."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from riskctl.model.catalogue import Catalogue


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


def mark_of(marks: str, bucket: str) -> Path:
    """Return the file that says that a bucket is written, and what of."""
    return Path(marks) / f"bucket-{bucket}.json"
