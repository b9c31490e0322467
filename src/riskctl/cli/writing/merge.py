"""What `merge` does: with a copy, with Git's conflicts, and as Git's own driver."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from riskctl.analysis.checks.list import blocking_findings
from riskctl.analysis.checks.twins import twins_of
from riskctl.cli import clock
from riskctl.cli.find import record_words
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of
from riskctl.cli.writing.again import twin_words
from riskctl.cli.writing.write import effect_of, open_editor
from riskctl.errors import (
    ClashError,
    LockedError,
    UsageError,
    WatchError,
    WriteError,
)
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.records import Records
from riskctl.model.watch import Watch
from riskctl.reporting.lines import line
from riskctl.reporting.screens.written import effect_texts
from riskctl.reporting.words import counted
from riskctl.storage import git
from riskctl.storage.disk.files import is_there, locked, read_bytes, replace_bytes
from riskctl.storage.disk.names import MERGED_FOLDERS
from riskctl.storage.edit import Editor
from riskctl.storage.merge import MergedFile, is_log, merged_files, other_front
from riskctl.storage.text.union import Side, United, united
from riskctl.storage.watch import read_watch

_SHOWN = 10


def merge_copy(
    other: Path, named: Path | None, *, keep: Side | None, dry_run: bool
) -> None:
    """
    Take over what the copy at *other* has more.

    Raises:
        ClashError: Both say different things about one id.
        WatchError: A log would come of it that gives no level.
    """
    folder = folder_of(named)
    with open_editor(named, dry_run=dry_run) as editor:
        before = editor.watch
        files = merged_files(folder, before, other, keep=keep)
        unions = [it.union for it in files if it.is_log]
        _refuse_clashes({it.name: it.union for it in files}, f"riskctl merge {other}")
        after = _merged(before, unions)
        _refuse_faults(after)
        if not dry_run:
            replace_each(editor, files)
    for name in other_front(folder, other):
        output.note(f"{name} says something else there; yours is kept")
    for file in files:
        if not file.is_log:
            output.note(f"{file.name}: {'would be ' if dry_run else ''}merged as well")
    _tell(before, after, unions, said="would come" if dry_run else "came")


def merge_conflicts(named: Path | None, *, keep: Side | None, dry_run: bool) -> None:
    """
    Take the union of both sides where Git could not merge a month file.

    Raises:
        UsageError: No month file is in conflict.
        ClashError: Both say different things about one id.
    """
    folder = folder_of(named)
    with locked(folder.lock):
        stages = git.unmerged(folder)
        months = [it for it in stages if it.file.split("/")[0] in MERGED_FOLDERS]
        if not months:
            raise UsageError(
                "Git calls no month file in conflict",
                hint="where markers are left in one: git checkout --merge -- FILE, "
                "then riskctl merge --git",
            )
        unions = {
            it.file: united(it.ours, it.theirs, base=it.base, file=it.file, keep=keep)
            for it in months
        }
        _refuse_clashes(unions, "riskctl merge --git")
        for name, union in unions.items():
            new = counted(len(union.new), "record")
            output.show([line(f"{name}: {new} of the other side")])
            if not dry_run:
                path = folder.log_file(name)
                old = read_bytes(path, shown=name) if is_there(path) else None
                replace_bytes(path, old=old, new=union.data, shown=name)
                git.resolve(folder, name)
    for other in stages:
        if other not in months:
            output.note(f"{other.file} is in conflict, too: mend it by hand")
    if dry_run:
        return
    watch = read_watch(folder)
    if not any(it.blocking for it in watch.problems):
        logged = (it.new for name, it in unions.items() if is_log(name))
        _show_twins(watch, chain.from_iterable(logged))
    output.note("next: riskctl check, then `git status` says how to go on")


def merge_for_git(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """
    Put the union of three versions in the place of ours, as Git asks its drivers to.

    Raises:
        ClashError: Both say different things about one id; ours is as it was.
    """
    old = read_bytes(ours, shown=name)
    union = united(
        old,
        read_bytes(theirs, shown=name),
        base=read_bytes(base, shown=name),
        file=name,
    )
    if union.clashes:
        raise ClashError(
            f"{name}: both sides say different things about `{union.clashes[0].what}`",
            hint="riskctl merge --git shows both",
        )
    replace_bytes(ours, old=old, new=union.data, shown=name)


def replace_each(editor: Editor, files: Iterable[MergedFile]) -> None:
    """
    Write the files one after the other; each by itself leaves a whole log.

    Raises:
        WriteError, LockedError: One was not written; the hint names those that were.
    """
    written: list[str] = []
    for it in files:
        try:
            editor.replace(it.name, old=it.old, new=it.union.data)
        except (WriteError, LockedError) as fault:
            if not written:
                raise
            raise type(fault)(
                fault.message,
                hint=f"merged before it: {', '.join(written)}; run the command again "
                "for the others",
            ) from None
        written.append(it.name)


def _refuse_clashes(unions: dict[str, United], command: str) -> None:
    """
    Show what the two copies say differently.

    Raises:
        ClashError: There is any.
    """
    clashes = [(name, it) for name, union in unions.items() for it in union.clashes]
    for name, it in clashes[:_SHOWN]:
        for whose, text in (("ours", it.ours), ("theirs", it.theirs)):
            output.note(f"--- {name} · {it.what} · {whose}\n{text}")
    if clashes:
        name, first = clashes[0]
        more = f" (and {len(clashes) - 1} more)" if clashes[1:] else ""
        raise ClashError(
            f"{name}: the two copies say different things about `{first.what}`{more}",
            hint=f"nothing was written; {command} --keep ours, or --keep theirs",
        )


def _merged(watch: Watch, unions: Iterable[United]) -> Watch:
    """Return the watch as it is after the merge."""
    new = [record for it in unions for record in it.new]
    changed = {record.id: record for it in unions for record in it.changed}
    if not changed:
        return watch._replace(log=watch.log.followed_by(*new))
    records = {it.id: it for it in watch.log.records} | changed
    return watch._replace(log=Log([Records([*records.values(), *new])]))


def _refuse_faults(watch: Watch) -> None:
    """
    Refuse a union that gives no level, such as one with an unknown indicator.

    Raises:
        WatchError: With the first fault.
    """
    faults = blocking_findings(watch, today=clock.today(watch.settings))
    if faults:
        raise WatchError(
            f"{faults[0]}, in the other copy",
            hint=f"nothing was written; {faults[0].hint}",
        )


def _tell(before: Watch, after: Watch, unions: Iterable[United], *, said: str) -> None:
    """Say what came, what may be one event twice, and what it does to the level."""
    new = [record for it in unions for record in it.new]
    changed = [record for it in unions for record in it.changed]
    for it in changed:
        output.show([line(f"taken over: {it.id} · {record_words(it)}")])
    if not new:
        output.show([line("nothing new there")] if not changed else [])
        return
    output.show([line(f"{_counts(new)} {said} in")])
    output.show([line(f"  {it.id} · {record_words(it)}") for it in new[:_SHOWN]])
    if new[_SHOWN:]:
        output.show([line(f"  and {len(new) - _SHOWN} more")])
    _show_twins(after, new)
    if not changed:
        effect, marks = effect_of(before, new)
        output.show(map(line, effect_texts(effect, after.catalogue, marks)))


def _show_twins(watch: Watch, new: Iterable[Record]) -> None:
    """Say which of the records that came may be of an event that was there already."""
    came = {it.id: it for it in new}
    amended = {it.replaces for it in came.values() if isinstance(it, Event | Note)}
    for conflict in watch.log.conflicts:
        if not came.keys().isdisjoint((conflict.counts, *conflict.passed_over)):
            output.note(
                f"amended on both sides: `{conflict.counts}` counts; "
                "riskctl check asks which stands"
            )
    for it in came.values():
        if isinstance(it, Event) and it.id not in amended and watch.log.counts(it):
            for twin in twins_of(it, watch):
                if twin.event.id not in came:
                    output.note(f"{it.id} looks like {twin_words(twin)}")


def _counts(records: Sequence[Record]) -> str:
    kinds = {Event: "event", Note: "note", Review: "review", Retraction: "retraction"}
    each = {
        word: sum(isinstance(it, kind) for it in records)
        for kind, word in kinds.items()
    }
    return ", ".join(counted(number, word) for word, number in each.items() if number)
