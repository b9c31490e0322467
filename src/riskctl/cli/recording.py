"""What the commands that write share: build the record, add it, say what it did."""

from dataclasses import replace
from datetime import date, datetime

from riskctl.analysis.days.history import walk
from riskctl.cli import clock, output
from riskctl.cli.dates import parse_moment
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.record import Event, Record
from riskctl.model.watch import Settings, Watch
from riskctl.model.zone import zone
from riskctl.reporting.words import moment as moment_words
from riskctl.reporting.words import points, short_level, value_word
from riskctl.storage.edit import Editor
from riskctl.storage.writer import block


def event_words(event: Event) -> str:
    """Say an event in a few words, the day always with it."""
    return (
        f"{event.indicator} = {value_word(event.value)} ({event.grade}) on {event.date}"
    )


def recorded_moment(text: str | None, watch: Watch) -> datetime:
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


def correction_moment(text: str | None, watch: Watch, *, of: Event) -> datetime:
    """
    Return when the correction of an event became known, never before the event.

    Raises:
        UsageError: It lies in the future, or before the event was recorded.
    """
    moment = recorded_moment(text, watch)
    # Without --recorded it is the clock that speaks; the checks name a wrong one.
    if text is not None and moment < of.recorded:
        local = zone(watch.settings.timezone)
        then, before = (
            str(it.astimezone(local).date()) for it in (of.recorded, moment)
        )
        if then == before:
            then, before = moment_words(of.recorded), moment_words(moment)
        raise UsageError(
            f"--recorded: it became known on {before}, before the event that it "
            f"corrects, on {then}",
            hint="mend --recorded",
        )
    return moment


def not_before(day: date, recorded: datetime, settings: Settings) -> None:
    """
    Refuse what became known before its day.

    Raises:
        UsageError: It did.
    """
    known = recorded.astimezone(zone(settings.timezone)).date()
    if known < day:
        raise UsageError(
            f"--recorded: it became known on {known}, before it happened on {day}",
            hint="mend --date or --recorded",
        )


def right_day(event: Event, settings: Settings) -> Event:
    """
    Return *event* when its day, its `scheduled` and its `recorded` agree.

    Raises:
        UsageError: It is dated in the future and not scheduled, or the other way,
            or became known before it happened.
    """
    today = clock.today(settings)
    if event.date > today and not event.scheduled:
        raise UsageError(
            f"{event.date} is still to come",
            hint="mend --date, or add --scheduled for what is planned",
        )
    if event.scheduled and event.date <= today:
        raise UsageError(
            f"{event.date} is not in the future",
            hint="leave out --scheduled: it happened",
        )
    if not event.scheduled:
        not_before(event.date, event.recorded, settings)
    return event


def in_force(event: Event, log: Log) -> Event:
    """
    Return *event* when it still counts.

    Raises:
        UsageError: It was retracted or replaced already.
    """
    if log.retraction_of(event.id):
        raise UsageError(
            f"`{event.id}` is retracted already",
            hint=f"see it: riskctl show {event.id}",
        )
    if replaced := log.replacement_of(event.id):
        replacement = replaced.id
        raise UsageError(
            f"`{event.id}` was replaced by `{replacement}`",
            hint=f"use that one: {replacement}",
        )
    return event


def named(record: Event, editor: Editor) -> Event:
    """Return the event with an id that no record has yet."""
    content = f"{record.order} {record.indicator} {record.value} {record.title}"
    taken = editor.watch.log
    return replace(record, id=new_id(record.date, content, taken=taken))


def add(editor: Editor, record: Record, *, done: str, dry_run: bool) -> None:
    """Write the record, or show it, and print what it does to score and level."""
    # Before it is written: what is walked on the way is kept with the log as it was.
    effect = _effect_words(editor.watch, record)
    if dry_run:
        output.write(block(record))
        done = f"would have {done}"
    else:
        editor.add(record)
    output.show([output.text(f"{done} · {effect}")])


def _effect_words(watch: Watch, record: Record) -> str:
    """Say how score and level move by one more record."""
    catalogue, log = watch.catalogue, watch.log
    today = clock.today(watch.settings)
    with_it = log.ledger_with(record, catalogue)
    past = walk(catalogue, log.ledger(catalogue), until=today)
    now = walk(catalogue, with_it, until=today)
    if now is None:
        return "no level yet"
    before, after = past.end if past else None, now.end
    level = short_level(catalogue, after.level)
    if before is None:
        return f"score {points(after.score)} · level {level}, the first"
    score = f"score {points(before.score)} → {points(after.score)}"
    if before.level is after.level:
        return f"{score} · level {level}, unchanged"
    return f"{score} · level {short_level(catalogue, before.level)} → {level}"
