"""`riskctl log`."""

from typing import Annotated

import typer

from riskctl.cli import options, write
from riskctl.cli.draft import Draft, complete
from riskctl.cli.editing import open_editor
from riskctl.cli.output import note as say


def log(
    indicator: Annotated[
        str | None,
        typer.Argument(
            metavar="INDICATOR", help="What it is about.", show_default=False
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="VALUE",
            help="A name on its scale, or a number.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Argument(
            metavar="TITLE",
            help="One line; `-` reads title and note from stdin.",
            show_default=False,
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            "-d",
            metavar="DAY",
            help="When it happened; today unless given.",
            show_default=False,
        ),
    ] = None,
    source: options.Sources = None,
    grade: options.GradeOption = None,
    note: options.Note = "",
    scheduled: Annotated[
        bool, typer.Option("--scheduled", help="It is planned for a day to come.")
    ] = False,
    tlp: options.TlpOption = None,
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Log an event: what happened, when, and where it was read.

    \b
    $ riskctl log leader-contact call "Call on Ukraine" -s https://example.org/a -g B2
    $ riskctl log new-start expired "New START expires" -d 2026-02-05 --dry-run
    """
    draft = Draft(
        indicator=indicator,
        value=value,
        title=title,
        day=day,
        sources=tuple(source or ()),
        grade=grade,
        note=note,
        scheduled=scheduled,
        tlp=tlp,
        by=by,
    )
    event = complete(draft, named_watch=watch, recorded=recorded)
    with open_editor(watch, dry_run=dry_run) as editor:
        event = write.named(event, editor)
        if not event.sources:
            say("no source: add one with `riskctl amend`, or `check` will ask for it")
        write.add(
            editor,
            event,
            done=f"logged {event.id} · {write.event_words(event)}",
            dry_run=dry_run,
        )
