"""`riskctl show`."""

from typing import Annotated

import typer

from riskctl.cli import options, output
from riskctl.cli.opening import find_event, open_watch
from riskctl.reporting.documents import as_text, event_document
from riskctl.reporting.records import event_page


def show(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="Any unique part of the event's id.")
    ],
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show one event whole, and what became of it.

    \b
    $ riskctl show 2026-02-05-7q3kd2
    $ riskctl show 7q3k --json
    """
    opened = open_watch(watch)
    event = find_event(event_id, opened)
    if json:
        document = event_document(event, opened.settings, log=opened.log)
        output.write(as_text(document))
    else:
        output.show(
            event_page(
                event,
                log=opened.log,
                catalogue=opened.catalogue,
                width=output.width(),
            )
        )
