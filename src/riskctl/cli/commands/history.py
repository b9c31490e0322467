"""`riskctl history`."""

from typing import Annotated

import typer

from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.judgement.assessment import assess
from riskctl.cli import options, output
from riskctl.cli.spans import Step, chosen_span, no_evidence_words, stepped
from riskctl.cli.watches import open_watch, read_moment
from riskctl.reporting.days import days_csv
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.over_time import history_document
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
    opened = open_watch(watch)
    span = chosen_span(first, last, opened, as_of=as_of)
    moment = read_moment(known_at, opened)
    result = timeline(opened, span, known_at=moment, as_known=as_known)
    shown = stepped(result.days, step)
    known, title = result.known[-1] if result.known else None, opened.settings.title
    end = assess(
        opened,
        as_of=result.period.last,
        known_at=known.log.known_at if known else moment,
        history=known.history if known else None,
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
