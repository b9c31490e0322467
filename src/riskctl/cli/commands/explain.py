"""`riskctl explain`."""

from typing import Annotated

import typer

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.sensitivity import effects_on
from riskctl.analysis.judgement.trust import trust_in
from riskctl.cli import accept, options
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch, read_judged_day, read_moment
from riskctl.reporting.json.documents import explain_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.explain import explain_screen
from riskctl.reporting.screens.sensitivity import sensitivity_screen


def explain(
    indicator: Annotated[
        str | None, typer.Argument(metavar="INDICATOR", help="Only this one, whole.")
    ] = None,
    sensitivity: Annotated[
        bool,
        typer.Option("--sensitivity", help="What one other judgement would change."),
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show every point of the score, down to the event.

    \b
    $ riskctl explain
    $ riskctl explain new-start --as-of 2026-02-05
    $ riskctl explain --sensitivity
    """
    opened = open_watch(watch)
    chosen = accept.indicator(indicator, opened.catalogue) if indicator else None
    assessment = assess(
        opened,
        as_of=read_judged_day(as_of, opened),
        known_at=read_moment(known_at, opened),
    )
    tried = effects_on(assessment) if sensitivity else None
    if json:
        document = explain_document(
            assessment, opened.settings, indicator=chosen, tried=tried
        )
        output.write(as_text(document))
    elif tried is not None:
        output.show(sensitivity_screen(tried, assessment, width=output.width()))
    else:
        output.show(
            explain_screen(
                assessment, trust_in(assessment), indicator=chosen, width=output.width()
            )
        )
