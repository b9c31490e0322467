"""`riskctl retract`."""

from typing import Annotated

import typer

from riskctl.cli import accept, clock, options
from riskctl.cli.find import find_standing, whole_words
from riskctl.cli.writing import moments, write
from riskctl.model.identity import new_id
from riskctl.model.record import Record, Retraction
from riskctl.reporting.screens.written import Told
from riskctl.storage.edit import Editor


def retract(
    record_ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Any unique part of an id or a title."),
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is withdrawn.")],
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Withdraw records; they stay in the log with the reason.

    An event, a review or a note counts no more. A retraction that is retracted
    withdraws nothing: what it named counts again.

    \b
    $ riskctl retract 7q3kd2 --reason "the report was denied by both sides"
    $ riskctl retract 7q3kd2 m4t8xz --reason "logged twice" --dry-run
    """
    reason = accept.plain_line(reason, "reason")
    with write.open_editor(watch, dry_run=dry_run) as editor:
        found = {}
        for part in record_ids:
            record = find_standing(part, editor.watch)
            found[record.id] = record
        told = []
        for record in found.values():
            moment = moments.read_correction_moment(recorded, editor.watch, of=record)
            made = Retraction(
                id=new_id(
                    clock.today(editor.watch.settings),
                    f"{moment} {record.id} {reason}",
                    taken=editor.watch.log,
                ),
                record=record.id,
                reason=reason,
                recorded=moment,
                by=accept.plain_text(by, "name"),
            )
            done = f"retracted {record.id}"
            told.append(Told(made, done, _words(record, editor)))
        write.add_records(editor, told, dry_run=dry_run)


def _words(record: Record, editor: Editor) -> str:
    """Say what is withdrawn, and what a withdrawn retraction brings back."""
    words = whole_words(record)
    if not isinstance(record, Retraction):
        return words
    named = editor.watch.log.record(record.record)
    return f"{words}, which counts again: {whole_words(named)}" if named else words
