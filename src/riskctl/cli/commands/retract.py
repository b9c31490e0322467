"""`riskctl retract`."""

from typing import Annotated

import typer

from riskctl.cli import accept, clock, options, write
from riskctl.model.identity import new_id
from riskctl.model.record import Retraction


def retract(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="Any unique part of the event's id.")
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is withdrawn.")],
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Withdraw an event; it stays in the log with the reason.

    \b
    $ riskctl retract 7q3kd2 --reason "the report was denied by both sides"
    $ riskctl retract 7q3kd2 --reason "logged twice" --dry-run
    """
    with write.open_editor(watch, dry_run=dry_run) as editor:
        event = write.find_in_force(event_id, editor.watch)
        moment = write.read_correction_moment(recorded, editor.watch, of=event)
        record = Retraction(
            id=new_id(
                clock.today(editor.watch.settings),
                f"{moment} {event.id} {reason}",
                taken=editor.watch.log,
            ),
            event=event.id,
            reason=accept.plain_line(reason, "reason"),
            recorded=moment,
            by=accept.plain_text(by, "name"),
        )
        write.add_record(
            editor,
            record,
            done=f"retracted {event.id} · {write.event_words(event)}",
            dry_run=dry_run,
        )
