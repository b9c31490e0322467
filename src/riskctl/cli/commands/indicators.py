"""`riskctl indicators`."""

from typing import Annotated

import typer

from riskctl.analysis.judgement.assessment import assess
from riskctl.cli import accept, options
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch, read_judged_day, read_moment
from riskctl.errors import UsageError
from riskctl.reporting.json.documents import indicators_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.indicators import found_indicators


def indicators(
    name: Annotated[
        str | None,
        typer.Argument(metavar="INDICATOR", help="One of them, with its scale."),
    ] = None,
    match: Annotated[
        str,
        typer.Option(
            "--match",
            "-m",
            metavar="WORD",
            help="Those whose title, question, words or values speak of it.",
        ),
    ] = "",
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
    $ riskctl indicators -m drone
    """
    if name and match:
        raise UsageError(
            f"`{name}` is one indicator, and --match looks for some",
            hint="leave one out",
        )
    if json and match:
        raise UsageError("--match lists in text alone", hint="leave out --json")
    opened = open_watch(watch)
    if match:
        output.show(found_indicators(opened.catalogue, match, width=output.width()))
        return
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
        from riskctl.cli.terminal.tables import indicator_screen, indicators_table

        output.draw(
            indicator_screen(assessment, chosen, width=output.width())
            if chosen
            else indicators_table(assessment, width=output.width())
        )
