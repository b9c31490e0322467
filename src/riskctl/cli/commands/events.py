"""`riskctl events`."""

from typing import Annotated

import typer

from riskctl.cli import accept, options, output
from riskctl.cli.watches import open_watch, read_day, read_moment
from riskctl.model.log import Log
from riskctl.model.record import Note, Review
from riskctl.model.selection import EventFilter, notes_in, reviews_in
from riskctl.model.watch import Settings
from riskctl.reporting.json.events import events_document, records_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.events import events_list
from riskctl.reporting.screens.records import records_list


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
    notes: Annotated[
        bool, typer.Option("--notes", help="Notes, and no events.")
    ] = False,
    reviews: Annotated[
        bool, typer.Option("--reviews", help="Reviews, and no events.")
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
    wanted = EventFilter(
        indicators=tuple(names),
        first=None if first is None else read_day(first, opened),
        last=min(ends) if ends else None,
        text=match,
        plans=True,
        withdrawn=every,
        newest=newest,
    )
    if notes or reviews:
        _show_others(log, wanted, opened.settings, notes=notes, json=json)
        return
    found = log.select(wanted)
    if json:
        output.write(as_text(events_document(found, opened.settings, log=log)))
    else:
        # What is in force was neither retracted nor replaced: nothing to look up.
        fates = log if every else None
        output.show(events_list(found, log=fates, width=output.width()))


def _show_others(
    log: Log, wanted: EventFilter, settings: Settings, *, notes: bool, json: bool
) -> None:
    """List notes or reviews in the place of events."""
    found: tuple[Note, ...] | tuple[Review, ...]
    if notes:
        found = notes_in(log.notes if wanted.withdrawn else log.standing_notes, wanted)
    else:
        every = log.reviews if wanted.withdrawn else log.standing_reviews
        found = reviews_in(every, wanted)
    if json:
        output.write(as_text(records_document(found, settings, log=log)))
    else:
        output.show(records_list(found, log=log, width=output.width()))
