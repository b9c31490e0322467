"""`riskctl events`."""

from typing import Annotated

import typer

from riskctl.cli import accept, options, output
from riskctl.cli.watches import open_watch, read_day, read_moment
from riskctl.model.selection import EventFilter
from riskctl.reporting.json.events import events_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.events import events_list


def events(
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator",
            "-i",
            metavar="INDICATOR",
            help="Only of this one; repeatable.",
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="From here.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="To here.")
    ] = None,
    match: Annotated[
        str,
        typer.Option(
            "--match", "-m", metavar="TEXT", help="Part of title, note or id."
        ),
    ] = "",
    newest: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help="The last N.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Retracted and replaced ones too.")
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    List and search events, oldest first.

    \b
    $ riskctl events --from 2022-02-01 --to 2022-03-31
    $ riskctl events -i missions --match consulate --last 5
    """
    opened = open_watch(watch)
    log = opened.log.as_known(read_moment(known_at, opened))
    names = [accept.indicator(it, opened.catalogue).id for it in indicator or ()]
    ends = [read_day(it, opened) for it in (last, as_of) if it is not None]
    found = log.select(
        EventFilter(
            indicators=tuple(names),
            first=None if first is None else read_day(first, opened),
            last=min(ends) if ends else None,
            text=match,
            withdrawn=every,
            newest=newest,
        )
    )
    if json:
        output.write(as_text(events_document(found, opened.settings, log=log)))
    else:
        # What is in force was neither retracted nor replaced: nothing to look up.
        fates = log if every else None
        output.show(events_list(found, log=fates, width=output.width()))
