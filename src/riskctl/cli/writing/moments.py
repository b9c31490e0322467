"""When a record became known, and whether its day agrees: what the clock refuses."""

from datetime import date, datetime, timedelta, timezone
from typing import Final, NoReturn

from riskctl.cli import clock
from riskctl.cli.dates import parse_moment
from riskctl.errors import UsageError
from riskctl.model.record import Event, Note, Record
from riskctl.model.watch import Settings, Watch
from riskctl.model.zone import zone
from riskctl.reporting.words import long_day
from riskctl.reporting.words import moment as moment_words

_FARTHEST_EAST: Final = timezone(timedelta(hours=14))


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
