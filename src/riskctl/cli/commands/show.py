"""`riskctl show`."""

from riskctl.cli import options
from riskctl.cli.find import find_record
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch, read_moment
from riskctl.model.record import Event
from riskctl.reporting.json.events import event_document, record_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.events import event_screen, record_screen


def show(
    record_id: options.RecordId,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show one record whole, and what became of it.

    \b
    $ riskctl show 2026-02-05-7q3kd2
    $ riskctl show 7q3k --known-at 2026-02-28 --json
    """
    opened = open_watch(watch)
    known = read_moment(known_at, opened)
    log = opened.log.as_known(known)
    record = find_record(record_id, opened, known_at=known)
    if json:
        if isinstance(record, Event):
            document = event_document(record, opened.settings, log=log)
        else:
            document = record_document(record, opened.settings, log=log)
        output.write(as_text(document))
    elif isinstance(record, Event):
        output.show(
            event_screen(
                record, log=log, catalogue=opened.catalogue, width=output.width()
            )
        )
    else:
        output.show(record_screen(record, log=log, width=output.width()))
