"""`riskctl log`."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from riskctl.cli import options, write
from riskctl.cli.again import settle_twins
from riskctl.cli.draft import Draft, is_open, make_event, read_stdin
from riskctl.cli.watches import folder_of, refuse_faults
from riskctl.model.record import Event
from riskctl.model.watch import Watch


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
    day: Annotated[
        str | None,
        typer.Option(
            "--date", "-d", metavar="DAY", help="When it happened; today unless given."
        ),
    ] = None,
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

    def put(event_in: Callable[[Watch], Event]) -> None:
        with write.open_editor(watch, dry_run=dry_run) as editor:
            event = settle_twins(event_in(editor.watch), editor.watch, again=again)
            event = write.with_new_id(event, editor)
            write.add_record(editor, event, done=f"logged {event.id}", dry_run=dry_run)

    folder = folder_of(watch)
    if folder.exists and not sys.stdin.isatty() and draft.title != "-":
        # Nobody is asked or waited for: read once, under the lock.
        put(lambda now: make_event(draft, now, recorded=recorded))
        return
    # Read without its lock, so that nobody waits while a person types.
    seen = write.read_or_start(folder)
    refuse_faults(seen)
    if draft.title == "-":
        draft = read_stdin(draft)

    def settle(event: Event, now: Watch) -> None:
        if sys.stdin.isatty():  # a question that holds no lock
            event = settle_twins(event, now, again=again)
        put(lambda _: event)

    if sys.stdin.isatty() and is_open(draft, seen):
        from riskctl.cli.prompts import guide

        guide(
            draft,
            seen,
            # Others may have written while a person typed.
            lambda event: settle(event, write.read_or_start(folder)),
            recorded=recorded,
            named=watch,
            confirms=not dry_run,
        )
    else:
        settle(make_event(draft, seen, recorded=recorded), seen)
