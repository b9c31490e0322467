"""`riskctl show`."""

from typing import Annotated

import typer

from riskctl.cli import options, output
from riskctl.cli.watches import find_event, open_watch, read_moment
from riskctl.reporting.json.events import event_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.events import event_screen


def show(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="Any unique part of the event's id.")
    ],
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show one event whole, and what became of it.

    \b
    $ riskctl show 2026-02-05-7q3kd2
    $ riskctl show 7q3k --known-at 2026-02-28 --json
    """
    opened = open_watch(watch)
    known = read_moment(known_at, opened)
    log = opened.log.as_known(known)
    event = find_event(event_id, opened, known_at=known)
    if json:
        document = event_document(event, opened.settings, log=log)
        output.write(as_text(document))
    else:
        output.show(
            event_screen(
                event, log=log, catalogue=opened.catalogue, width=output.width()
            )
        )
