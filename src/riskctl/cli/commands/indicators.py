"""`riskctl indicators`."""

from typing import Annotated

import typer

from riskctl.analysis.judgement.assessment import assess
from riskctl.cli import accept, options, output
from riskctl.cli.watches import open_watch, read_judged_day, read_moment
from riskctl.reporting.json.documents import indicators_document
from riskctl.reporting.json.frame import as_text


def indicators(
    name: Annotated[
        str | None,
        typer.Argument(metavar="INDICATOR", help="One of them, with its scale."),
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show the catalogue: weights, readings, and the last looks.

    \b
    $ riskctl indicators
    $ riskctl indicators new-start
    """
    opened = open_watch(watch)
    chosen = accept.indicator(name, opened.catalogue) if name else None
    assessment = assess(
        opened,
        as_of=read_judged_day(as_of, opened),
        known_at=read_moment(known_at, opened),
    )
    if json:
        document = indicators_document(assessment, opened.settings, only=chosen)
        output.write(as_text(document))
    else:
        from riskctl.cli.tables import indicator_screen, indicators_table

        output.draw(
            indicator_screen(assessment, chosen)
            if chosen
            else indicators_table(assessment, width=output.width())
        )
