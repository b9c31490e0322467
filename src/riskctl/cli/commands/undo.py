"""`riskctl undo`."""

import sys
from typing import Annotated

import typer

from riskctl.cli import accept, clock, options
from riskctl.cli.find import record_words
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch
from riskctl.cli.writing import write
from riskctl.cli.writing.take_back import taking_back
from riskctl.errors import LockedError, UsageError
from riskctl.model.provenance import Provenance
from riskctl.model.record import Event, Record
from riskctl.model.watch import Watch
from riskctl.reporting.words import moment as moment_words


def undo(
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before it is done.")
    ] = False,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Take back your last entry; a second time, take that back.

    Nothing is erased: an entry is retracted, a retraction is retracted in its turn,
    and an amendment is amended to what was there before.

    \b
    $ riskctl undo
    $ riskctl undo --yes --by hk
    """
    name = accept.plain_text(by, "name")
    if not (yes or dry_run):
        # Read without its lock, so that nobody waits while a person thinks.
        asked = _last(open_watch(watch), name)
        _ask(asked)
    with write.open_editor(watch, dry_run=dry_run) as editor:
        last = _last(editor.watch, name)
        if not (yes or dry_run) and last != asked:
            raise LockedError(
                "another entry was written meanwhile",
                hint="nothing was taken back; run the command again",
            )
        undoing = taking_back(last, editor.watch, name)
        write.add_records(editor, [undoing], dry_run=dry_run)


def _last(watch: Watch, name: str) -> Record:
    """
    Return what one person wrote down last.

    Raises:
        UsageError: There is nothing, it came with others, or the clock does not tell
            what came last.
    """
    name = name or watch.settings.by  # as the commands that write sign
    last = watch.log.last_by(name)
    came = Provenance.parse(last.via) if isinstance(last, Event) else None
    if came and isinstance(last, Event) and last.backfilled:
        raise UsageError(
            f"the last entry came with others, by import {came.batch}",
            hint=f"all of them: riskctl import --undo {came.batch}; this one: "
            f"riskctl retract {last.id} --reason ...",
        )
    if last is None:
        if not watch.log:
            raise UsageError(
                "the log is empty: there is nothing to take back",
                hint="riskctl log writes the first entry",
            )
        whose = f"by `{name}`" if name else "without a name"
        raise UsageError(
            f"there is no entry {whose} to take back",
            hint="--by NAME takes the last one of that name",
        )
    if last.recorded > clock.now():
        # A clock that was wrong, a copy from elsewhere, or an edit by hand: which
        # entry came last cannot be told, and another one must not go in its place.
        raise UsageError(
            f"nothing was written: `{last.id}` was recorded at "
            f"{moment_words(last.recorded)}, which is still to come, so that the last "
            "entry cannot be told",
            hint="take back the one you mean: riskctl retract ID --reason ...; "
            "`riskctl events --all` lists the ids",
        )
    return last


def _ask(last: Record) -> None:
    """
    Show the entry, and ask whether it is meant.

    Raises:
        UsageError: There is nobody to ask.
        Abort: It is not.
    """
    title = f" · {last.title}" if isinstance(last, Event) else ""
    output.note(f"{last.id} · {record_words(last)}{title}")
    output.note(f"written {moment_words(last.recorded)}")
    if not sys.stdin.isatty():
        raise UsageError(
            "nothing was written: there is nobody to ask", hint="add --yes"
        )
    from riskctl.cli.ask.asks import confirmed

    if not confirmed("take it back?"):
        raise typer.Abort
