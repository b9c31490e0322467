"""`riskctl backtest`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.reports.backtest import backtest as run_backtest
from riskctl.cli import options, output
from riskctl.cli.opening import moment, open_watch
from riskctl.cli.spans import chosen_span, nothing_known
from riskctl.model.alert import AlertLevel
from riskctl.reporting.backtest import backtest_csv, backtest_screen
from riskctl.reporting.documents import as_text
from riskctl.reporting.time_documents import backtest_document
from riskctl.storage.windows import read_windows


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
    as_known: Annotated[
        bool,
        typer.Option(
            "--as-known", help="Judge each day with what was known at its end."
        ),
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Compare the level with dated crises and two simpler rules.

    \b
    $ riskctl backtest windows.csv
    $ riskctl backtest windows.csv --at 2 --as-known
    """
    output.refuse_two_formats(csv=csv, json=json)
    chosen = read_windows(windows)
    opened = open_watch(watch)
    days = timeline(
        opened,
        chosen_span(first, last, opened),
        known_at=moment(known_at, opened),
        as_known=as_known,
    )
    result = run_backtest(opened.catalogue, days, chosen, threshold=AlertLevel(at))
    if not days.days and not json:
        output.note(nothing_known(days.period))
    elif json:
        document = backtest_document(result, opened.catalogue, opened.settings)
        output.write(as_text(document))
    elif csv:
        output.write(backtest_csv(result))
    else:
        title, width = opened.settings.title, output.width()
        output.show(backtest_screen(result, opened.catalogue, title=title, width=width))
