"""`riskctl history`."""

from typing import Annotated

import typer

from riskctl.analysis.change.timeline import timeline
from riskctl.cli import options, output
from riskctl.cli.opening import moment, open_watch
from riskctl.cli.spans import Step, chosen_span, nothing_known, stepped
from riskctl.reporting.csv import csv_text
from riskctl.reporting.documents import as_text
from riskctl.reporting.history import history_screen, history_words
from riskctl.reporting.time_documents import history_document


def history(
    first: options.First = None,
    last: options.Last = None,
    step: Annotated[
        Step, typer.Option(help="One row for each day, week or month.")
    ] = Step.MONTH,
    as_known: Annotated[
        bool,
        typer.Option(
            "--as-known", help="Judge each day with what was known at its end."
        ),
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="In sentences.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show level and score over time, and why the level changed.

    \b
    $ riskctl history --from 2021-01-01 --to 2022-12-31
    $ riskctl history --as-known --step week --csv
    """
    output.refuse_two_formats(csv=csv, json=json)
    opened = open_watch(watch)
    span = chosen_span(first, last, opened, as_of=as_of)
    result = timeline(
        opened, span, known_at=moment(known_at, opened), as_known=as_known
    )
    shown = stepped(result.days, step)
    catalogue, title = opened.catalogue, opened.settings.title
    if json:
        document = history_document(result, shown, catalogue, opened.settings)
        output.write(as_text(document))
    elif csv:
        rows = [(str(it.date), it.level.value, it.score) for it in shown]
        output.write(csv_text(("day", "level", "score"), rows))
    elif not result.days:
        output.note(nothing_known(span))
    elif plain:
        width = output.width()
        output.show(history_words(result, catalogue, title=title, width=width))
    else:
        width = output.width()
        output.show(history_screen(result, shown, catalogue, title=title, width=width))
