"""`riskctl outlook`."""

from datetime import timedelta
from typing import Annotated

import typer

from riskctl.analysis.change.outlook import look_ahead
from riskctl.analysis.judgement.assessment import assess
from riskctl.cli import options
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch, read_judged_day, read_moment
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.over_time import outlook_document
from riskctl.reporting.screens.outlook import outlook_screen


def outlook(
    days: Annotated[
        int,
        typer.Option(metavar="N", min=1, max=3650, help="How far to look, in days."),
    ] = 180,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show what silence would do, and what would move the level.

    \b
    $ riskctl outlook
    $ riskctl outlook --as-of 2022-03-10 --days 90
    """
    opened = open_watch(watch)
    start = read_judged_day(as_of, opened)
    assessment = assess(opened, as_of=start, known_at=read_moment(known_at, opened))
    result = look_ahead(assessment, days=days)
    if json:
        until = start + timedelta(days=days)
        document = outlook_document(assessment, until, result, opened.settings)
        output.write(as_text(document))
    elif result is None:
        output.note(f"no evidence: nothing was known on {start}")
    else:
        title = opened.settings.title
        width = output.width()
        output.show(outlook_screen(result, assessment, title=title, width=width))
