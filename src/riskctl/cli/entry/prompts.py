"""The guided entry: a question for each thing that an event needs."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

import typer

from riskctl.cli.ask.asks import Back, ask_choice
from riskctl.cli.ask.line_editor import line_editor
from riskctl.cli.entry.draft import Draft, make_event, named_parts, refuse_wrong_parts
from riskctl.cli.entry.questions import STEPS, Desk, is_missing
from riskctl.cli.entry.retold import command_words, entry_lines
from riskctl.cli.terminal import output
from riskctl.errors import ExitCode, RiskctlError, UsageError
from riskctl.model.record import Event
from riskctl.model.watch import Watch

KEYS = "Tab completes, ? explains, < goes back"


def guide(
    draft: Draft,
    watch: Watch,
    write: Callable[[Event], None],
    *,
    recorded: str | None,
    named: Path | None,
    confirms: bool,
) -> None:
    """
    Ask for what is missing, show the whole, write it, and ask for another one.

    Args:
        named: The watch, where the command line named it.
        confirms: Show the whole and ask before it is written, as for all but a dry run.

    Raises:
        UsageError: Something that the command line gave is wrong.
        RiskctlError: It cannot be written; the line to repeat it has been said.
        Exit: It was interrupted; nothing was written.
    """
    refuse_wrong_parts(draft, watch, recorded=recorded)
    known = named_parts(draft, watch)
    sought = draft.indicator if known.indicator is None else None
    desk = Desk(watch, line_editor(), known, sought=sought or "")
    output.note(KEYS)
    is_writing = False
    try:
        while event := entry(desk, recorded=recorded, confirms=confirms):
            is_writing = True
            write(event)
            is_writing = False
            if not confirms:
                return
            if not _wants_another(desk):
                return
            desk.draft = desk.draft.next_one()
        output.note("nothing was written")
    except (KeyboardInterrupt, EOFError, typer.Abort) as left:
        if is_writing and not isinstance(left, typer.Abort):
            raise  # in the middle of a write nobody knows yet
        output.note("\ninterrupted; nothing was written")
        output.note(f"go on with: {command_words(desk.draft, named)}", whole=True)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except RiskctlError:
        output.note(f"to try again: {command_words(desk.draft, named)}", whole=True)
        raise


def _wants_another(desk: Desk) -> bool:
    """Ask for another entry; whoever leaves here has written what was wanted."""
    try:
        return ask_choice(desk.editor, "another? [y/N]", "yn", default="n") == "y"
    except (KeyboardInterrupt, EOFError):
        output.note("")
        return False


def entry(
    desk: Desk,
    *,
    recorded: str | None,
    confirms: bool,
    wanted: AbstractSet[str] = frozenset(),
) -> Event | None:
    """
    Ask until there is an event to write; None when it is not wanted after all.

    Args:
        wanted: What to ask for although it is known.
    """
    wanted = set(wanted)
    while True:
        _ask_in_turn(desk, wanted)
        wanted = set(STEPS)  # should the answers not go together, or be changed
        try:
            event = make_event(desk.draft, desk.watch, recorded=recorded)
        except UsageError as fault:
            output.print_error(fault)
            continue
        if not confirms:
            return event
        for it in entry_lines(event, desk.watch, width=output.width()):
            output.note(it)
        answer = ask_choice(desk.editor, "write? [Y/n/edit]", "yne", default="y")
        if answer != "e":
            return event if answer == "y" else None


def _ask_in_turn(desk: Desk, wanted: set[str]) -> None:
    """Ask for what is missing or wanted, each after the one before it was answered."""
    done: list[str] = []
    while True:
        left = [it for it in STEPS if it not in done]
        step = next(
            (it for it in left if it in wanted or is_missing(it, desk.draft)), ""
        )
        if not step:
            return
        try:
            desk.take(step)
        except Back:
            if done:
                wanted.add(done.pop())
        else:
            done.append(step)
