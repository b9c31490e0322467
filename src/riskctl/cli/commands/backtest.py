"""`riskctl backtest`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.reports.backtest import backtest as run_backtest
from riskctl.cli import options
from riskctl.cli.spans import chosen_span, no_evidence_words
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch, read_moment
from riskctl.model.alert import AlertLevel
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.over_time import backtest_document
from riskctl.reporting.rows import backtest_csv
from riskctl.reporting.screens.backtest import backtest_screen
from riskctl.storage.text.windows import read_windows


def backtest(
    windows: Annotated[
        Path,
        typer.Argument(help="A CSV file with the columns start, end, label, kind."),
    ],
    at: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            max=4,
            help="The level that counts as an alarm, or worse.",
        ),
    ] = 3,
    first: options.First = None,
    last: options.Last = None,
    as_known: options.AsKnown = False,
    csv: options.Csv = False,
    for_spreadsheet: options.ForSpreadsheet = False,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Compare the level with dated crises and three simpler rules.

    \b
    $ riskctl backtest windows.csv
    $ riskctl backtest windows.csv --at 2 --as-known
    """
    csv = csv or for_spreadsheet
    output.refuse_two_formats(csv=csv, json=json)
    chosen = read_windows(windows)
    opened = open_watch(watch)
    days = timeline(
        opened,
        chosen_span(first, last, opened),
        known_at=read_moment(known_at, opened),
        as_known=as_known,
    )
    result = run_backtest(days, chosen, threshold=AlertLevel(at))
    if not days.days and not json:
        output.note(no_evidence_words(days.period))
    elif json:
        document = backtest_document(result, opened.catalogue, opened.settings)
        output.write(as_text(document))
    elif csv:
        output.write(backtest_csv(result, for_spreadsheet=for_spreadsheet))
    else:
        title, width = opened.settings.title, output.width()
        output.show(backtest_screen(result, opened.catalogue, title=title, width=width))
