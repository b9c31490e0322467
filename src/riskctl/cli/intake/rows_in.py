"""A file read under a mapping: what its rows say, and what of it is new."""

import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Final, NamedTuple, cast

from riskctl.analysis.checks.of_mappings import mapping_faults
from riskctl.analysis.evidence.gather import Gathered, gather
from riskctl.analysis.evidence.known import known_rows
from riskctl.analysis.evidence.plan import Plan, planned
from riskctl.analysis.evidence.row import Present
from riskctl.cli import clock
from riskctl.cli.terminal.progress import Bar
from riskctl.errors import WatchError
from riskctl.model.cells import Bad, Row
from riskctl.model.mapping import Mapping
from riskctl.model.provenance import next_batch
from riskctl.model.watch import Watch
from riskctl.reporting.extras import extra
from riskctl.storage.inbox import Inbox
from riskctl.storage.intake.rows import read_rows
from riskctl.storage.intake.source import Source, opened

STDIN: Final = Path("-")
_BETWEEN_LOOKS: Final = 1000


class WantedImport(NamedTuple):
    """
    What the command line asked for.

    Attributes:
        file: `-` for stdin.
        catchup: Nothing is written but that the rows were seen.
        skip_bad: What cannot be read is left out, and the rest written.
        yes: Nobody is asked.
    """

    file: Path
    name: str
    dry_run: bool
    catchup: bool
    skip_bad: bool
    yes: bool
    json: bool
    by: str


def refuse_mapping(mapping: Mapping, watch: Watch) -> None:
    """
    Refuse a mapping that gives what the catalogue does not have.

    Raises:
        WatchError: With its first fault.
    """
    fault = next(mapping_faults(mapping, watch.catalogue), None)
    if fault:
        raise WatchError(str(fault), hint=fault.hint)


@contextmanager
def source_of(file: Path) -> Iterator[Source]:
    """
    Open a file, or stdin, for the block.

    Raises:
        UsageError: It cannot be read.
    """
    if file == STDIN:
        # Of its own, for stdin may be anything that can be read.
        stream = BufferedReader(sys.stdin.buffer)  # type: ignore[type-var]
        try:
            yield Source(cast("BufferedReader", stream), "stdin")
        finally:
            with suppress(ValueError):
                stream.detach()
    else:
        with opened(file) as source:
            yield source


def shown_name(file: Path) -> str:
    """Return what messages call a file."""
    return "stdin" if file == STDIN else str(file)


def gathered_from(file: Path, mapping: Mapping, watch: Watch) -> Gathered:
    """
    Return what all rows of a file say.

    Raises:
        UsageError: It is not what the mapping says.
    """
    settings = watch.settings
    present = Present(clock.now(), clock.today(settings), settings.timezone)
    with source_of(file) as source:
        rows = read_rows(source, mapping, extra)
        return gather(_watched(rows, _size_of(file), source), mapping, present)


def _size_of(file: Path) -> int:
    """Return the bytes of a file; 0 of a stream."""
    return 0 if file == STDIN or not file.is_file() else file.stat().st_size


def _watched(
    rows: Iterator[Row | Bad], size: int, source: Source
) -> Iterator[Row | Bad]:
    """Yield rows, and show in a terminal how far the file is."""
    bar = Bar()
    for number, row in enumerate(rows, start=1):
        if number % _BETWEEN_LOOKS == 0 and bar.is_due:
            done = source.stream.tell() if size else 0
            bar.draw(done, size, f"{number:,} rows")
        yield row
    bar.remove()


def plan_of(
    gathered: Gathered, mapping: Mapping, watch: Watch, inbox: Inbox, by: str
) -> Plan:
    """Return what an import would write into a watch as it is."""
    known = known_rows(mapping.name, watch.log, inbox.candidates, inbox.seen)
    now = clock.now()
    candidates = {it.id for it in inbox.candidates}
    return planned(
        gathered,
        mapping,
        watch.log,
        known,
        batch=next_batch(clock.today(watch.settings), known.batches),
        taken=UsedIds(candidates, watch.log),
        now=now,
        by=by or watch.settings.by,
    )


class UsedIds:
    """The ids that are in use, in any of several places."""

    def __init__(self, *places: Container[str]) -> None:
        """Take the places; what is added to one later counts as well."""
        self._places = places

    def __contains__(self, name: object) -> bool:
        return any(name in it for it in self._places)
