"""`amend ID` alone, in a terminal: every part is asked for, with what it is now."""

from typing import NamedTuple

import typer

from riskctl.cli.ask.line_editor import line_editor
from riskctl.cli.entry.draft import Draft
from riskctl.cli.entry.prompts import KEYS, entry
from riskctl.cli.entry.questions import STEPS, Desk
from riskctl.cli.terminal import output
from riskctl.errors import ExitCode
from riskctl.model.record import Event
from riskctl.model.watch import Watch
from riskctl.reporting.words import value_word


class Changes(NamedTuple):
    """What is to be another; None for what stays."""

    indicator: str | None
    value: str | None
    title: str | None
    day: str | None
    grade: str | None
    note: str | None
    more_sources: list[str]


def ask_for_changes(old: Event, watch: Watch) -> Changes:
    """
    Ask for each part of an event, and return what was answered otherwise.

    Raises:
        Exit: It is not wanted after all, or was interrupted; nothing was written.
    """
    was = Draft(
        indicator=old.indicator,
        value=value_word(old.value),
        title=old.title,
        day=old.date.isoformat(),
        sources=old.sources,
        grade=str(old.grade),
        note=old.note,
        scheduled=old.scheduled,
        by=old.by,
        tlp=old.tlp.value,
        old=True,
    )
    desk = Desk(watch, line_editor(), was)
    output.note(KEYS)
    try:
        event = entry(desk, recorded=None, confirms=True, wanted=set(STEPS))
    except (KeyboardInterrupt, EOFError, typer.Abort):
        output.note("\ninterrupted; nothing was written")
        changes = _between(was, desk.draft)
        output.note(f"go on with: {_command(old.id, changes)}")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if event is None:
        output.note("nothing was written")
        raise typer.Exit
    return _between(was, desk.draft)


def _between(was: Draft, now: Draft) -> Changes:
    def changed(name: str) -> str | None:
        answer: str | None = getattr(now, name)
        return None if answer == getattr(was, name) else answer

    return Changes(
        indicator=changed("indicator"),
        value=changed("value"),
        title=changed("title"),
        day=changed("day"),
        grade=changed("grade"),
        note=changed("note"),
        more_sources=[it for it in now.sources if it not in was.sources],
    )


def _command(record_id: str, changes: Changes) -> str:
    """Return the command that says again what was answered so far."""
    from shlex import quote

    words = ["riskctl", "amend", record_id]
    named = changes._asdict()
    more = named.pop("more_sources")
    options = [("date" if name == "day" else name, it) for name, it in named.items()]
    for name, it in [*options, *(("add-source", it) for it in more)]:
        if it is not None:
            words += [f"--{name}", it]
    return " ".join(map(quote, words))
