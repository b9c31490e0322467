"""What the commands that write share: lock the watch, add a record, say its effect."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final, NoReturn

from riskctl.analysis.change.effect import Effect, effect_between
from riskctl.analysis.days.history import walk, walk_log
from riskctl.analysis.judgement.currency import Currency
from riskctl.analysis.judgement.ground import known_ground
from riskctl.cli import clock, output
from riskctl.cli.dates import parse_moment
from riskctl.cli.find import whole_words
from riskctl.cli.progress import ReadingListener
from riskctl.cli.unmarked import refuse_unmarked
from riskctl.cli.watches import folder_of, refuse_faults
from riskctl.cli.way_back import way_back
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.watch import Settings, Watch
from riskctl.model.zone import zone
from riskctl.reporting.marks import EXPIRED, PROVISIONAL
from riskctl.reporting.screens.written import (
    Told,
    Written,
    effect_texts,
    written_screen,
)
from riskctl.reporting.words import long_day
from riskctl.reporting.words import moment as moment_words
from riskctl.storage.disk.disk import DISK
from riskctl.storage.edit import Editor, editing
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder, default_folder, read_watch

_FARTHEST_EAST: Final = timezone(timedelta(hours=14))


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


def read_recorded(text: str | None, watch: Watch) -> datetime:
    """
    Return when the record became known: now, unless it is history entered late.

    Raises:
        UsageError: It lies in the future.
    """
    now = clock.now()
    if text is None:
        return now
    today = clock.today(watch.settings)
    moment = parse_moment(
        text, settings=watch.settings, today=today, latest=now
    ).replace(microsecond=0)
    if moment > now:
        raise UsageError(
            f"--recorded: {text} is still to come",
            hint="nothing can have become known in the future",
        )
    return moment


def read_correction_moment(text: str | None, watch: Watch, *, of: Record) -> datetime:
    """
    Return when the correction of a record became known, never before the record.

    Raises:
        UsageError: It lies in the future, or before the record was written down.
    """
    moment = read_recorded(text, watch)
    # Without --recorded it is the clock that speaks; the checks name a wrong one.
    if text is not None and moment < of.recorded:
        local = zone(watch.settings.timezone)
        then, before = (
            str(it.astimezone(local).date()) for it in (of.recorded, moment)
        )
        kind = type(of).__name__.lower()
        if then == before:
            then, before = moment_words(of.recorded), moment_words(moment)
        raise UsageError(
            f"--recorded: it became known on {before}, before the {kind} that it "
            f"corrects, on {then}",
            hint="mend --recorded",
        )
    return moment


def refuse_early_knowledge(day: date, recorded: datetime, settings: Settings) -> None:
    """
    Refuse a record that became known before its day.

    Raises:
        UsageError: The day of *recorded* lies before *day*.
    """
    known = recorded.astimezone(zone(settings.timezone)).date()
    if known < day:
        raise UsageError(
            f"--recorded: it became known on {known}, before it happened on {day}",
            hint="mend --date or --recorded",
        )


def refuse_to_come(day: date, settings: Settings) -> NoReturn:
    """
    Refuse a day that has not come in the zone of the watch, and name the zone.

    Raises:
        UsageError: Always.
    """
    today = clock.today(settings)
    # East of every zone it may have begun: then it is the zone that is wrong.
    begun = clock.now().astimezone(_FARTHEST_EAST).date() >= day
    raise UsageError(
        f"{long_day(day)} is still to come: in {settings.timezone} it is "
        f"{long_day(today)}",
        hint='where it has begun, set timezone = "..." in riskctl.toml; --scheduled '
        "is for what is only planned"
        if begun
        else "mend --date, or add --scheduled for what is planned",
    )


def refuse_wrong_day(
    event: Event, settings: Settings, *, of: Event | Note | None = None
) -> None:
    """
    Refuse an event whose day, `scheduled` and `recorded` do not agree.

    Args:
        of: What the event amends: a plan that is due stays one, unless its day moves.

    Raises:
        UsageError: The event is dated in the future and not scheduled, or the other
            way, or became known before it happened.
    """
    today = clock.today(settings)
    if event.date > today and not event.scheduled:
        refuse_to_come(event.date, settings)
    was_planned = isinstance(of, Event) and of.scheduled and of.date == event.date
    if event.scheduled and event.date <= today and not was_planned:
        raise UsageError(
            f"{event.date} is not in the future",
            hint="leave out --scheduled: it happened",
        )
    if not event.scheduled:
        refuse_early_knowledge(event.date, event.recorded, settings)


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
            refuse_unmarked(it)
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
        back = way_back(editor, records, before=watch)
        written = written._replace(way_back=back)
    output.show(written_screen(written, watch.catalogue, width=output.width()))


def effect_words(watch: Watch, records: Sequence[Record]) -> str:
    """Say how score and level move by some more records."""
    return "; ".join(effect_parts(watch, records))


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
