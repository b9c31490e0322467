"""`riskctl undo`."""

import sys
from typing import Annotated

import typer

from riskctl.cli import accept, clock, options, output, write
from riskctl.cli.find import record_words, whole_words
from riskctl.cli.watches import open_watch
from riskctl.errors import LockedError, UsageError
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction
from riskctl.model.watch import Watch
from riskctl.reporting.screens.written import Told
from riskctl.reporting.words import moment as moment_words

_REASON = "undone"


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
        undoing = _undoing(last, editor.watch, name)
        write.add_records(editor, [undoing], dry_run=dry_run)


def _last(watch: Watch, name: str) -> Record:
    """
    Return what one person wrote down last.

    Raises:
        UsageError: There is nothing.
    """
    name = name or watch.settings.by  # as the commands that write sign
    last = watch.log.last_by(name)
    if last is None:
        whose = f"by `{name}`" if name else "without a name"
        raise UsageError(
            f"there is no entry {whose} to take back",
            hint="--by NAME takes the last one of that name",
        )
    return last


def _undoing(last: Record, watch: Watch, by: str) -> Told:
    """Return what takes a record back, as it is told."""
    moment = max(clock.now(), last.recorded)
    content = f"{moment} {last.id} {_REASON}"
    before = _amended(last, watch.log)
    if before:
        back: Record = before._replace(
            id=new_id(before.date, content, taken=watch.log),
            replaces=last.id,
            recorded=moment,
            by=by,
        )
        done = f"undone the amendment {last.id} by {back.id}"
        return Told(back, done, whole_words(back))
    back = Retraction(
        id=new_id(clock.today(watch.settings), content, taken=watch.log),
        record=last.id,
        reason=_REASON,
        recorded=moment,
        by=by,
    )
    if isinstance(last, Retraction):
        named = watch.log.record(last.record)
        return Told(back, f"restored {last.record}", whole_words(named or last))
    return Told(back, f"withdrawn {last.id}", whole_words(last))


def _amended(record: Record, log: Log) -> Event | Note | None:
    """Return what a record amends; None when it amends nothing."""
    replaces = record.replaces if isinstance(record, Event | Note) else ""
    before = log.record(replaces) if replaces else None
    return before if isinstance(before, Event | Note) else None


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
    typer.confirm("take it back?", abort=True, err=True)
