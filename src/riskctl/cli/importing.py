"""What `import` does: read a file under a mapping, show what it comes to, write it."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import typer

from riskctl.analysis.checks.twins import twins_of
from riskctl.analysis.evidence.gather import Gathered
from riskctl.analysis.evidence.plan import Plan, for_the_inbox, passed
from riskctl.cli import clock, output
from riskctl.cli.again import twin_words
from riskctl.cli.progress import ReadingListener
from riskctl.cli.rows_in import (
    STDIN,
    Wanted,
    gathered_from,
    plan_of,
    refuse_mapping,
    shown_name,
)
from riskctl.cli.watches import folder_of, refuse_faults
from riskctl.cli.write import effect_words, open_editor
from riskctl.errors import UsageError
from riskctl.model.mapping import Destination, Mapping
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.seen import Seen
from riskctl.model.watch import Watch
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.intake import intake_document
from riskctl.reporting.lines import line
from riskctl.reporting.lines import plain_text as as_plain
from riskctl.reporting.screens.intake import event_words, inbox_words, intake_screen
from riskctl.reporting.words import counted
from riskctl.storage.disk.names import SEEN_FILE
from riskctl.storage.edit import Editor
from riskctl.storage.inbox import by_file, open_inbox
from riskctl.storage.mappings import open_mapping
from riskctl.storage.text.seen import seen_text
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder, read_watch

# So many new events are compared with the log, and so many that look alike shown.
_MOST_TWINS: Final = 5000
_SHOWN: Final = 5


def import_rows(wanted: Wanted, named: Path | None) -> None:
    """
    Import the rows of a file, all of them or none.

    Raises:
        UsageError: The file is not what the mapping says, or has bad rows.
        WatchError: The mapping or the watch cannot be used.
    """
    folder = folder_of(named)
    mapping = open_mapping(folder.path, wanted.name)
    watch = read_watch(folder, listener=ReadingListener())
    refuse_faults(watch)
    refuse_mapping(mapping, watch)
    gathered = gathered_from(wanted.file, mapping, watch)
    if gathered.unmapped and _may_ask(wanted, mapping):
        from riskctl.cli.ask_types import ask_types

        if ask_types(gathered.unmapped, mapping, watch.catalogue, folder.path):
            mapping = open_mapping(folder.path, wanted.name)
            gathered = gathered_from(wanted.file, mapping, watch)
    plan = plan_of(gathered, mapping, watch, open_inbox(folder.path), wanted.by)
    if not wanted.json:
        _preview(plan, mapping, wanted)
    if not wanted.skip_bad and mapping.to is Destination.LOG:
        _refuse_bad(gathered, shown_name(wanted.file))
    if mapping.to is Destination.LOG and not wanted.json:
        _say_twins(plan, watch)
    if wanted.dry_run:
        _show(plan, mapping, watch, wanted)
        return
    if sys.stdin.isatty() and not (plan.is_empty or wanted.yes or wanted.json):
        _ask(plan, mapping, wanted)
    with open_editor(named, dry_run=False) as editor:
        _write(editor, folder, gathered, mapping, wanted)


def _may_ask(wanted: Wanted, mapping: Mapping) -> bool:
    """Say whether somebody is there who knows what an unknown type means."""
    return (
        mapping.to is Destination.LOG
        and bool(mapping.main)
        and wanted.file != STDIN
        and sys.stdin.isatty()
        and not (wanted.json or wanted.yes or wanted.dry_run or wanted.catchup)
    )


def _others(
    candidates: Sequence[Event | Retraction], decisions: Sequence[Seen]
) -> dict[str, Sequence[Record] | str]:
    """Return what is added to the inbox together with what goes into the log."""
    return {**by_file(candidates), SEEN_FILE: seen_text(decisions)}


def _preview(plan: Plan, mapping: Mapping, wanted: Wanted) -> None:
    """Show what would be written; above the log text of a dry run as comments."""
    lines = intake_screen(
        plan, mapping, shown=shown_name(wanted.file), width=output.width() - 2
    )
    if wanted.dry_run:
        text = as_plain(lines)
        output.write("".join(f"# {it}\n" for it in text.splitlines()))
    else:
        output.show(lines)


def _say_twins(plan: Plan, watch: Watch) -> None:
    """
    Say which of the new events look like ones in the log; all are written.

    Two that look alike are two, unless a person says that they are one.
    """
    if not plan.new or not watch.log.span:
        return
    found = [(it, twins_of(it, watch)) for it in plan.new[:_MOST_TWINS]]
    alike = [(it, twins) for it, twins in found if twins]
    if not alike:
        return
    output.note(
        f"{counted(len(alike), 'new event')} may be in the log already, "
        "and will be written all the same:"
    )
    for event, twins in alike[:_SHOWN]:
        output.note(f"  {event_words(event)}\n    looks like {twin_words(twins[0])}")


def _refuse_bad(gathered: Gathered, shown: str) -> None:
    """
    Refuse a file of which a part would be missing in the log.

    Raises:
        UsageError: With the first bad row.
    """
    if gathered.bad:
        first = gathered.bad[0]
        more = gathered.bad_rows - 1
        others = f" (and {more} more)" if more else ""
        raise UsageError(
            f"{shown}:{first.line}: {first.fault}{others}",
            hint=f"{first.hint}; to write the rest without: --skip-bad",
        )


def _show(plan: Plan, mapping: Mapping, watch: Watch, wanted: Wanted) -> None:
    """Show what a dry run would have written, as the log would hold it."""
    if wanted.json:
        document = intake_document(plan, mapping, watch.settings, is_written=False)
        output.write(as_text(document))
        return
    events: Sequence[Record] = [*plan.new, *plan.changed, *plan.gone]
    output.write("".join(f"\n{block(it)}" for it in events))


def _ask(plan: Plan, mapping: Mapping, wanted: Wanted) -> None:
    """
    Ask whether what was shown is meant.

    Raises:
        Abort: It is not.
    """
    if wanted.catchup:
        question = f"mark {counted(len(plan.new), 'row')} as seen?"
    elif mapping.to is Destination.LOG:
        question = f"write {counted(len(plan.new), 'event')} into the log?"
    else:
        question = f"put {counted(len(plan.new), 'lead')} into the inbox?"
    typer.confirm(question, abort=True, err=True)


def _write(
    editor: Editor,
    folder: WatchFolder,
    gathered: Gathered,
    mapping: Mapping,
    wanted: Wanted,
) -> None:
    """Write what is new by now; what was shown is worked out again under the lock."""
    inbox = open_inbox(folder.path)
    plan = plan_of(gathered, mapping, editor.watch, inbox, wanted.by)
    decisions, records = list(plan.withdrawn), list[Record]()
    if wanted.catchup:
        decisions = passed(plan.new, mapping, now=clock.now())
        plan = replace(plan, changed=[], gone=[])
    elif mapping.to is Destination.LOG:
        records = list(plan.new)
    candidates = [] if wanted.catchup else for_the_inbox(plan, mapping)
    effect = effect_words(editor.watch, records) if records else ""
    if records or candidates or decisions:
        editor.add_all(records, others=_others(candidates, decisions))
    if wanted.json:
        document = intake_document(
            plan, mapping, editor.watch.settings, is_written=True
        )
        output.write(as_text(document))
        return
    if wanted.catchup:
        output.show([line(f"{counted(len(decisions), 'row')} marked as seen")])
    elif records:
        output.show([line(effect)])
    if candidates:
        output.show([line(inbox_words(candidates))])
    if records or candidates:
        output.note(
            f"import {plan.batch}; to take it back: riskctl import --undo {plan.batch}"
        )
    elif not wanted.catchup:
        output.show([line("nothing new")])
