"""`riskctl log`."""

from typing import Annotated

import typer

from riskctl.cli import options
from riskctl.cli.entry.draft import Draft
from riskctl.cli.entry.log_draft import log_draft


def log(
    indicator: Annotated[
        str | None, typer.Argument(metavar="INDICATOR", help="What it is about.")
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(metavar="VALUE", help="A name on its scale, or a number."),
    ] = None,
    title: Annotated[
        str | None,
        typer.Argument(
            metavar="TITLE", help="One line; `-` reads title and note from stdin."
        ),
    ] = None,
    day: options.Happened = None,
    source: options.Sources = None,
    grade: options.GradeOption = None,
    note: options.Note = "",
    scheduled: Annotated[
        bool, typer.Option("--scheduled", help="It is planned for a day to come.")
    ] = False,
    tlp: options.TlpOption = None,
    again: options.Again = False,
    recorded: options.Recorded = None,
    by: options.By = "",
    old: Annotated[
        bool, typer.Option("--old", help="The day is meant, long before the log.")
    ] = False,
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
        old=old or recorded is not None,
    )

    log_draft(draft, watch, recorded=recorded, again=again, dry_run=dry_run)
