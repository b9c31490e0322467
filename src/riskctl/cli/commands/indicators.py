"""`riskctl indicators`."""

from typing import Annotated

import typer

from riskctl.analysis.judgement.assessment import assess
from riskctl.cli import checking, options, output
from riskctl.cli.opening import day, moment, open_watch
from riskctl.reporting.documents import as_text, indicators_document


def indicators(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="INDICATOR",
            help="One of them, with its scale.",
            show_default=False,
        ),
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
    chosen = checking.known_indicator(name, opened.catalogue) if name else None
    assessment = assess(
        opened, as_of=day(as_of, opened), known_at=moment(known_at, opened)
    )
    if json:
        document = indicators_document(assessment, opened.settings, only=chosen)
        output.write(as_text(document))
    else:
        from riskctl.cli.tables import indicator_page, indicators_table

        output.draw(
            indicator_page(assessment, chosen)
            if chosen
            else indicators_table(assessment, width=output.width())
        )
