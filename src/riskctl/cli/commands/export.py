"""`riskctl export`."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.days.history import walk_log
from riskctl.analysis.judgement.contribution import Breakdown, breakdown_of
from riskctl.analysis.reports.publication import withheld_ids
from riskctl.cli import accept, options
from riskctl.cli.spans import Step, chosen_span, stepped
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch, read_moment
from riskctl.errors import UsageError
from riskctl.model.period import Period
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Watch
from riskctl.reporting.json.export_rows import (
    contributions_table,
    records_table,
    scores_table,
)
from riskctl.reporting.table import Table, table_csv, table_lines, table_parquet
from riskctl.reporting.words import counted
from riskctl.storage.export import export as write_file


class What(Enum):
    """What is exported."""

    EVENTS = "events"
    SCORES = "scores"
    CONTRIBUTIONS = "contributions"


class ExportForm(Enum):
    """The form of the file."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def export(
    what: Annotated[
        What,
        typer.Argument(
            metavar="WHAT",
            help="events (all records), scores (of each day) or contributions.",
        ),
    ],
    form: Annotated[
        ExportForm | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="csv, jsonl or parquet; by the output's ending unless given.",
        ),
    ] = None,
    out: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE|DIR|-", help="Where to; else stdout."
        ),
    ] = "-",
    separator: Annotated[
        str, typer.Option(metavar="CHAR", help="What stands between cells of CSV.")
    ] = ",",
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with the mark of UTF-8.")
    ] = False,
    tlp: Annotated[
        str | None,
        typer.Option(
            "--tlp",
            metavar="TLP",
            help="Leave out what is marked above it: clear, green, amber, red.",
        ),
    ] = None,
    first: options.First = None,
    last: options.Last = None,
    step: Annotated[
        Step, typer.Option(help="One row for each day, week or month.")
    ] = Step.DAY,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that exists.")
    ] = False,
    known_at: options.KnownAt = None,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Write the records, the scores or what they are made of as a table.

    The events come with the notes, reviews and retractions: all that is needed to
    build the log again. The contributions are those of the last day; with --from,
    those of each day.

    \b
    $ riskctl export events -f csv -o events.csv
    $ riskctl export contributions --from 2022-01-01 --to 2022-02-28 -f jsonl
    """
    chosen = _chosen_form(form, out)
    if len(separator) != 1 or separator in "\"'\r\n":
        raise UsageError(
            f"--separator: `{separator}` is not one character that may stand there",
            hint='--separator ";"',
        )
    opened = open_watch(watch)
    limit = accept.tlp(tlp) if tlp else None
    hidden = withheld_ids(opened.log, limit) if limit else frozenset()
    known = opened._replace(log=opened.log.as_known(read_moment(known_at, opened)))
    if what is What.EVENTS:
        if first or last:
            raise UsageError(
                "the records are exported whole, so that the log can be built again",
                hint="riskctl events --from DAY --to DAY -f csv, for a part of them",
            )
        table = records_table(known.log, hidden=hidden)
    else:
        span = chosen_span(first, last, known)
        if what is What.CONTRIBUTIONS and first is None:
            span = Period(span.last, span.last)
        table = _judged(known, span, what, step=step, hidden=hidden)
    data = _written(table, chosen, separator=separator, marked=bom)
    if out == "-":
        output.write_data(data)
    else:
        name = f"riskctl-{what.value}.{chosen.value}"
        folder = folder_of(watch)
        path = write_file(data, Path(out), file_name=name, watch=folder, force=force)
        output.note(f"wrote {path}")
    _say_marks(known, hidden, limit)


def _chosen_form(form: ExportForm | None, out: str) -> ExportForm:
    """
    Return the form that was named, or that of the output's ending.

    Raises:
        UsageError: There is none.
    """
    if form is not None:
        return form
    ending = Path(out).suffix.lower().removeprefix(".")
    found = next((it for it in ExportForm if it.value == ending), None)
    if found is None:
        raise UsageError(
            "which format is not said", hint="-f csv, -f jsonl or -f parquet"
        )
    return found


def _judged(
    watch: Watch, span: Period, what: What, *, step: Step, hidden: frozenset[str]
) -> Table:
    days = timeline(watch, span, known_at=None, as_known=False).days
    shown = stepped(days, step)
    if what is What.SCORES:
        return scores_table(shown, watch.catalogue)
    history = walk_log(watch.catalogue, watch.log, until=span.last)

    def taken_apart() -> Iterator[tuple[date, Breakdown]]:
        for it in shown:
            yield (
                it.date,
                breakdown_of(
                    watch.catalogue, watch.log, history, as_of=it.date, hidden=hidden
                ),
            )

    return contributions_table(taken_apart(), watch.catalogue)


def _written(table: Table, form: ExportForm, *, separator: str, marked: bool) -> bytes:
    if form is ExportForm.PARQUET:
        return table_parquet(table)
    if form is ExportForm.JSONL:
        return table_lines(table).encode()
    return table_csv(table, separator=separator, marked=marked).encode()


def _say_marks(watch: Watch, hidden: frozenset[str], limit: Tlp | None) -> None:
    """Say what was left out for its mark, or what is marked and went along."""
    if limit:
        if hidden:
            left_out = counted(len(hidden), "record")
            output.note(f"up to TLP:{limit.name}; {left_out} left out")
        return
    marked = watch.log.marked()
    if marked:
        highest = max((it.tlp for it in marked), key=lambda it: it.rank)
        output.note(
            f"TLP:{highest.name}: for no wider circle than its mark allows; "
            "--tlp clear leaves out what is marked"
        )
