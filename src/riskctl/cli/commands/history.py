"""`riskctl history`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.judgement.assessment import assess
from riskctl.cli import options
from riskctl.cli.spans import (
    Step,
    chosen_span,
    no_evidence_words,
    span_within,
    stepped,
)
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch, read_moment
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.over_time import history_document
from riskctl.reporting.rows import days_csv
from riskctl.reporting.screens.history import history_screen, history_words


def history(
    first: options.First = None,
    last: options.Last = None,
    step: Annotated[
        Step, typer.Option(help="One row for each day, week or month.")
    ] = Step.MONTH,
    as_known: options.AsKnown = False,
    plain: Annotated[bool, typer.Option("--plain", help="In sentences.")] = False,
    csv: options.Csv = False,
    for_spreadsheet: options.ForSpreadsheet = False,
    from_sweep: Annotated[
        Path | None,
        typer.Option(
            "--from-sweep", metavar="DIR", help="Of a pair of this sweep; with --pair."
        ),
    ] = None,
    pair: Annotated[
        str | None,
        typer.Option(
            "--pair", metavar="PAIR", help="The pair of a sweep, like RUS-USA."
        ),
    ] = None,
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
    csv = csv or for_spreadsheet
    output.refuse_two_formats(csv=csv, json=json)
    if from_sweep is not None or pair is not None:
        _show_pair(from_sweep, pair, first, last, step, csv=csv, json=json)
        return
    opened = open_watch(watch)
    span = chosen_span(first, last, opened, as_of=as_of)
    moment = read_moment(known_at, opened)
    result = timeline(opened, span, known_at=moment, as_known=as_known)
    shown = stepped(result.days, step)
    known, title = result.known[-1], opened.settings.title
    end = assess(
        opened,
        as_of=result.period.last,
        known_at=known.log.known_at,
        history=known.history,
    )
    if json:
        document = history_document(result, shown, end, opened.settings)
        output.write(as_text(document))
    elif csv:
        text = days_csv(shown, end, for_spreadsheet=for_spreadsheet)
        output.write(text)
    elif not result.days:
        output.note(no_evidence_words(span))
    elif plain:
        width = output.width()
        output.show(history_words(result, end, title=title, width=width))
    else:
        width = output.width()
        output.show(history_screen(result, shown, end, title=title, width=width))


def _show_pair(
    folder: Path | None,
    pair: str | None,
    first: str | None,
    last: str | None,
    step: Step,
    *,
    csv: bool,
    json: bool,
) -> None:
    """Show the history of a pair of a sweep."""
    from riskctl.cli.sweeps import history_of
    from riskctl.reporting.csv import csv_text
    from riskctl.reporting.json.pairs import pair_history_document
    from riskctl.reporting.screens.pairs import pair_history_screen

    if folder is None or pair is None:
        raise typer.BadParameter("--from-sweep DIR and --pair PAIR belong together")
    whole = history_of(folder, pair)
    span = span_within(first, last, whole.days[0].date, whole.days[-1].date)
    days = tuple(it for it in whole.days if it.date in span)
    chosen, shown = whole._replace(days=days), stepped(days, step)
    if json:
        output.write(as_text(pair_history_document(chosen, shown)))
    elif csv:
        rows = [(str(it.date), it.level.value, it.score) for it in shown]
        output.write(
            csv_text(
                ("day", "level", "score"), rows, marks=["machine-coded" for _ in rows]
            )
        )
    elif not days:
        output.note(no_evidence_words(span))
    else:
        output.show(pair_history_screen(chosen, shown, width=output.width()))
