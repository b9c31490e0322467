"""What `import` does: read a file under a mapping, show what it comes to, write it."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from riskctl.analysis.evidence.gather import Gathered
from riskctl.analysis.evidence.plan import Plan, for_the_inbox, passed
from riskctl.cli import clock
from riskctl.cli.intake.preview import preview, refuse_bad, say_twins
from riskctl.cli.intake.rows_in import (
    STDIN,
    WantedImport,
    gathered_from,
    plan_of,
    refuse_mapping,
    shown_name,
)
from riskctl.cli.terminal import output
from riskctl.cli.terminal.progress import ReadingListener
from riskctl.cli.watches import folder_of, refuse_faults
from riskctl.cli.writing.write import effect_of, open_editor
from riskctl.model.mapping import Destination, Mapping
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.seen import Seen
from riskctl.model.watch import Watch
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.intake import intake_document
from riskctl.reporting.lines import line
from riskctl.reporting.screens.intake import inbox_words
from riskctl.reporting.words import counted
from riskctl.storage.disk.names import SEEN_FILE
from riskctl.storage.edit import Editor
from riskctl.storage.inbox import by_file, open_inbox
from riskctl.storage.mappings import open_mapping
from riskctl.storage.text.seen import seen_text
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder, read_watch


def import_rows(wanted: WantedImport, named: Path | None) -> None:
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
        from riskctl.cli.intake.ask_types import ask_types

        if ask_types(gathered.unmapped, mapping, watch.catalogue, folder.path):
            mapping = open_mapping(folder.path, wanted.name)
            gathered = gathered_from(wanted.file, mapping, watch)
    plan = plan_of(gathered, mapping, watch, open_inbox(folder.path), wanted.by)
    if not wanted.json:
        preview(plan, mapping, watch, wanted)
    if not wanted.skip_bad and mapping.to is Destination.LOG:
        refuse_bad(gathered, shown_name(wanted.file))
    if mapping.to is Destination.LOG and not wanted.json:
        say_twins(plan, watch)
    if wanted.dry_run:
        _show(plan, mapping, watch, wanted)
        return
    if sys.stdin.isatty() and not (plan.is_empty or wanted.yes or wanted.json):
        _ask(plan, mapping, wanted)
    with open_editor(named, dry_run=False) as editor:
        _write(editor, folder, gathered, mapping, wanted)


def _may_ask(wanted: WantedImport, mapping: Mapping) -> bool:
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


def _show(plan: Plan, mapping: Mapping, watch: Watch, wanted: WantedImport) -> None:
    """Show what a dry run would have written, as the log would hold it."""
    if wanted.json:
        _say(plan, mapping, watch, is_written=False)
        return
    events: Sequence[Record] = [*plan.new, *plan.changed, *plan.gone]
    output.write("".join(f"\n{block(it)}" for it in events))


def _ask(plan: Plan, mapping: Mapping, wanted: WantedImport) -> None:
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
    wanted: WantedImport,
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
    before = editor.watch
    if records or candidates or decisions:
        editor.add_all(records, others=_others(candidates, decisions))
    if wanted.json:
        _say(plan, mapping, before, is_written=True)
        return
    if wanted.catchup:
        output.show([line(f"{counted(len(decisions), 'row')} marked as seen")])
    elif records:
        output.show([line(f"wrote {counted(len(records), 'event')} into the log")])
    if candidates:
        output.show([line(inbox_words(candidates))])
    if records or candidates:
        output.note(
            f"import {plan.batch}; to take it back: riskctl import --undo {plan.batch}"
        )
    elif not wanted.catchup:
        output.show([line("nothing new")])


def _say(plan: Plan, mapping: Mapping, watch: Watch, *, is_written: bool) -> None:
    """
    Print an import as a document.

    Args:
        watch: As it was before.
    """
    records = plan.new if mapping.to is Destination.LOG else []
    today = effect_of(watch, records)[0].today if records else None
    document = intake_document(
        plan, mapping, watch.settings, today=today, is_written=is_written
    )
    output.write(as_text(document))
