"""An event from what was typed to the disk: asked for, compared, written."""

import sys
from collections.abc import Callable
from pathlib import Path

from riskctl.cli.entry.draft import Draft, is_open, make_event, read_stdin
from riskctl.cli.watches import folder_of, refuse_faults
from riskctl.cli.writing import write
from riskctl.cli.writing.again import settle_twins
from riskctl.model.record import Event
from riskctl.model.watch import Watch


def log_draft(
    draft: Draft,
    watch: Path | None,
    *,
    recorded: str | None = None,
    again: bool = False,
    dry_run: bool = False,
) -> None:
    """
    Log what was drafted; in a terminal, ask for what is missing.

    Raises:
        UsageError: Something in it is wrong, or is missing and nobody can be asked.
        RiskctlError: It cannot be written.
    """

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
        from riskctl.cli.entry.prompts import guide

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
