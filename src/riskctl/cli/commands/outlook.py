"""`riskctl outlook`."""

from datetime import timedelta
from typing import Annotated

import typer

from riskctl.analysis.change.outlook import look_ahead
from riskctl.analysis.judgement.assessment import assess
from riskctl.cli import options, output
from riskctl.cli.opening import day, moment, open_watch
from riskctl.reporting.documents import as_text
from riskctl.reporting.outlook import outlook_screen
from riskctl.reporting.time_documents import no_outlook_document, outlook_document


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
    start = day(as_of, opened)
    assessment = assess(opened, as_of=start, known_at=moment(known_at, opened))
    result = look_ahead(assessment, days=days)
    if json:
        document = (
            outlook_document(result, opened.catalogue, opened.settings)
            if result
            else no_outlook_document(
                start, start + timedelta(days=days), opened.catalogue, opened.settings
            )
        )
        output.write(as_text(document))
    elif result is None:
        output.note(f"no evidence: nothing was known then, on {start}")
    else:
        title = opened.settings.title
        width = output.width()
        output.show(outlook_screen(result, opened.catalogue, title=title, width=width))
