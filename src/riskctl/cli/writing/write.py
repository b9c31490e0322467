"""What the commands that write share: lock the watch, add a record, say its effect."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from riskctl.analysis.change.effect import Effect, effect_between
from riskctl.analysis.days.history import walk, walk_log
from riskctl.analysis.judgement.currency import Currency
from riskctl.analysis.judgement.ground import known_ground
from riskctl.cli import clock
from riskctl.cli.find import whole_words
from riskctl.cli.terminal import output
from riskctl.cli.terminal.progress import ReadingListener
from riskctl.cli.watches import folder_of, refuse_faults
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.marked import marked_texts
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.watch import Watch
from riskctl.reporting.marks import EXPIRED, PROVISIONAL
from riskctl.reporting.screens.written import (
    Told,
    Written,
    effect_texts,
    written_screen,
)
from riskctl.storage.disk.disk import DISK
from riskctl.storage.edit import Editor, editing
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder, default_folder, read_watch


def read_or_start(folder: WatchFolder) -> Watch:
    """Read a watch, or return the own one that the first `log` is going to make."""
    if not folder.exists and folder == default_folder():
        from riskctl.storage.create import starting_watch

        return starting_watch()
    return read_watch(folder, listener=ReadingListener())


@contextmanager
def open_editor(named: Path | None, *, dry_run: bool) -> Iterator[Editor]:
    """
    Lock the watch for a command that writes; make the user's own on first use.

    Args:
        dry_run: Nothing is going to be written, so nothing is locked or made.

    Raises:
        WatchError: The watch has a fault that forbids a level.
        LockedError: Another process holds it.
        WriteError: It cannot be written.
    """
    folder = folder_of(named)
    if dry_run:
        watch = read_or_start(folder)
        refuse_faults(watch)
        yield Editor(folder, watch, disk=DISK, named=named)
        return
    if not folder.exists and folder == default_folder():
        from riskctl.storage.create import create_watch

        create_watch(folder)
        output.note(f"made your own watch in {folder.path}")
    with editing(folder, named=named, listener=ReadingListener()) as editor:
        refuse_faults(editor.watch)
        yield editor


def with_new_id(record: Event, editor: Editor) -> Event:
    """Return *record* with an id that no other record has."""
    content = f"{record.order} {record.indicator} {record.value} {record.title}"
    taken = editor.watch.log
    return record._replace(id=new_id(record.date, content, taken=taken))


def add_record(
    editor: Editor, record: Record, *, done: str, about: str = "", dry_run: bool
) -> None:
    """
    Write the record, or show it, and say what it does to score and level.

    Args:
        done: What is said to be done, like "logged" and the id.
        about: What it is done to; what stands in the record unless given.
    """
    told = Told(record, done, about or whole_words(record))
    add_records(editor, [told], dry_run=dry_run)


def add_records(editor: Editor, told: Sequence[Told], *, dry_run: bool) -> None:
    """Write some records, or show them, and say what they do to score and level."""
    watch, by = editor.watch, editor.watch.settings.by
    told = [
        it._replace(record=it.record._replace(by=it.record.by or by)) for it in told
    ]
    records = [it.record for it in told]
    for it in records:
        if isinstance(it, Event | Note):
            _refuse_unmarked(it)
    # Before any is written: what is walked on the way is kept with the log as it was.
    effect, marks = effect_of(watch, records)
    if dry_run:
        for it in records:
            output.write(block(it))
    else:
        editor.add_all(records)
    if not dry_run and editor.identify():
        output.note("riskctl.toml: the watch has an identity now, for feeds and mail")
    written = Written(watch.settings.title, told, effect, marks)
    if dry_run:
        would = [it._replace(done=f"would have {it.done}") for it in told]
        written = written._replace(told=would)
    else:
        back = _way_back(editor, records, before=watch)
        written = written._replace(way_back=back)
    output.show(written_screen(written, watch.catalogue, width=output.width()))


def _refuse_unmarked(record: Event | Note) -> None:
    """
    Refuse a text that says a mark which the record does not have.

    Raises:
        UsageError: It would be published.
    """
    for key, mark in marked_texts(record):
        raise UsageError(
            f"`{key}` says TLP:{mark.name}, which marks nothing",
            hint=f"add --tlp {mark.value}, or word `{key}` otherwise",
        )


def _way_back(editor: Editor, records: Sequence[Record], *, before: Watch) -> str:
    """
    Return the command that takes back records that were written together.

    It is `undo` where that means this record. Of several it would take the last one,
    and of history that is entered late (`--recorded`) what was written at another
    time: those are named.

    Args:
        before: The watch without them.
    """
    start = "riskctl"
    if editor.named and str(editor.named) != os.environ.get("RISKCTL_WATCH"):
        start += f" -w {_quoted(str(editor.named))}"
    last = records[-1]
    latest = (it.latest for it in before.log.parts)
    if len(records) == 1 and all(not it or it <= last.recorded for it in latest):
        usual = os.environ.get("RISKCTL_BY") or before.settings.by
        whose = f" --by {_quoted(last.by)}" if last.by != usual else ""
        return f"{start} undo{whose}"
    if isinstance(last, Event | Note) and last.replaces:
        return f"{start} amend {last.id}"  # what it replaced would not come back
    return f"{start} retract {' '.join(it.id for it in records)} --reason ..."


def _quoted(word: str) -> str:
    """Return a word as a shell takes it."""
    if word.isalnum():
        return word
    from shlex import quote

    return quote(word)


def effect_parts(watch: Watch, records: Sequence[Record]) -> list[str]:
    """Say how score and level move: on the own day of a single event, and today."""
    effect, marks = effect_of(watch, records)
    return list(effect_texts(effect, watch.catalogue, marks))


def effect_of(watch: Watch, records: Sequence[Record]) -> tuple[Effect, list[str]]:
    """Return what more records do, and what today's level is with them."""
    catalogue, log = watch.catalogue, watch.log
    today = clock.today(watch.settings)
    longer = log.followed_by(*records)
    with_them = log.ledger_after(longer, catalogue)
    past = walk_log(catalogue, log, until=today)
    if past and not any(isinstance(it, Review | Retraction) for it in records):
        reviewed = past.reviewed
    else:
        reviewed = longer.first_reviews()
    now = walk(catalogue, with_them, until=today, reviewed=reviewed)
    effect = effect_between(past, now, happened=_own_day(records, log))
    if now is None:
        return effect, []
    settings = watch.settings
    ground = known_ground(catalogue, now.is_set(today), minimum=settings.minimum_ground)
    currency = Currency(
        longer,
        now,
        as_of=today,
        timezone=settings.timezone,
        valid_days=settings.valid_days,
        shown=longer,
    )
    marks = ((EXPIRED, currency.is_current), (PROVISIONAL, ground.is_enough))
    return effect, [word for word, is_fine in marks if not is_fine]


def _own_day(records: Sequence[Record], log: Log) -> date | None:
    """Return the day of the one event that is written, or withdrawn."""
    if len(records) != 1:
        return None
    record: Record | None = records[0]
    while isinstance(record, Retraction):
        record = log.record(record.record)
    return record.date if isinstance(record, Event) else None
