"""Taking in what `riskctl export events` wrote: the same records, by their ids."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, Final

from riskctl.analysis.checks.list import blocking_findings
from riskctl.cli import clock
from riskctl.cli.intake.rows_in import WantedImport, shown_name, source_of
from riskctl.cli.terminal import output
from riskctl.cli.writing.write import effect_of, open_editor
from riskctl.errors import ClashError, UsageError, WatchError
from riskctl.model.record import Record
from riskctl.model.watch import Watch
from riskctl.reporting.csv import MARK, meant_by_cell
from riskctl.reporting.json.export_rows import RECORDS
from riskctl.reporting.lines import line
from riskctl.reporting.screens.written import effect_texts
from riskctl.reporting.table import ColumnKind
from riskctl.reporting.words import counted
from riskctl.storage.text.exported import records_in
from riskctl.storage.text.writer import block

# The mapping that needs no file: an export says itself what each column is.
EXPORT: Final = "riskctl"
_MOST_BYTES: Final = 512 * 2**20
_FIRST: Final = next(iter(RECORDS))


def take_in(wanted: WantedImport, named: Path | None) -> None:
    """
    Take in the records of an export, all of them or none; those there are left.

    Raises:
        UsageError: The file is no export of events.
        ClashError: A record of that id says something else here.
        WatchError: A log would come of it that gives no level.
    """
    shown = shown_name(wanted.file)
    with source_of(wanted.file) as source:
        data = source.whole(most=_MOST_BYTES)
    found = records_in(rows_of(data, shown), shown)
    with open_editor(named, dry_run=wanted.dry_run) as editor:
        watch = editor.watch
        new = _new_of(found, watch, shown)
        _refuse_faults(watch._replace(log=watch.log.followed_by(*new)), shown)
        if wanted.dry_run:
            output.write("".join(f"\n{block(it)}" for it in new))
        elif new:
            editor.add_all(new)
    would = "would take in" if wanted.dry_run else "took in"
    known = len(found) - len(new)
    more = f"; {known} stand in the log already" if known else ""
    output.show([line(f"{would} {counted(len(new), 'record')}{more}")])
    if new:
        effect, marks = effect_of(watch, new)
        output.show(map(line, effect_texts(effect, watch.catalogue, marks)))


def rows_of(data: bytes, shown: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """
    Yield the rows of an export in CSV or JSON Lines, each with its line.

    Raises:
        UsageError: It is neither.
    """
    try:
        text = data.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{shown}: byte {error.start} is not UTF-8",
            hint="a file as `riskctl export events` writes it",
        ) from None
    if text.startswith("{"):
        yield from _of_lines(text, shown)
    elif text.startswith(_FIRST) and (separator := text[len(_FIRST) : len(_FIRST) + 1]):
        yield from _of_csv(text, separator)
    else:
        raise UsageError(
            f"{shown}: no export of events: it begins neither with `{_FIRST}` nor "
            "with `{`",
            hint="riskctl export events -f jsonl -o FILE writes one",
        )


def _of_lines(text: str, shown: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, it in enumerate(text.split("\n"), start=1):
        if not it.strip():
            continue
        try:
            row = json.loads(it)
        except ValueError as error:
            raise UsageError(
                f"{shown}:{number}: not JSON: {error}",
                hint="nothing was written; each line is an object by itself",
            ) from None
        yield number, row if isinstance(row, dict) else {}


def _of_csv(text: str, separator: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of CSV, their cells read as the reference says."""
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=separator)
    for row in reader:
        cells: dict[str, Any] = {
            name: meant_by_cell(it)
            for name, it in row.items()
            if name in RECORDS and it
        }
        for name, it in RECORDS.items():
            if name in cells and it.kind is ColumnKind.TEXTS:
                cells[name] = cells[name].split("\n")
            elif name in cells and it.kind is ColumnKind.FLAG:
                cells[name] = cells[name] == "yes"
        if "value" in cells:
            cells["value"] = number_or_name(cells["value"])
        yield reader.line_num, cells


def number_or_name(value: str) -> str | float:
    """Return the number that a cell holds, or else the name on a scale."""
    try:
        return float(value)
    except ValueError:
        return value


def _new_of(found: list[Record], watch: Watch, shown: str) -> list[Record]:
    """
    Return the records whose ids the log does not have, each once.

    Raises:
        ClashError: One says something else than the record of its id.
    """
    known = {it.id: it for it in watch.log.records}
    new: list[Record] = []
    for it in found:
        other = known.setdefault(it.id, it)
        if other is it:
            new.append(it)
        elif other != it:
            raise ClashError(
                f"{shown}: `{it.id}` says something else than the log does",
                hint="nothing was written; riskctl merge settles what two copies say",
            )
    return new


def _refuse_faults(watch: Watch, shown: str) -> None:
    faults = blocking_findings(watch, today=clock.today(watch.settings))
    if faults:
        raise WatchError(
            f"{shown}: with it the log gives no level: {faults[0].message}",
            hint=f"nothing was written; {faults[0].hint}",
        )
