"""How every command comes to its watch; one with blocking faults gives no level."""

from datetime import date, datetime
from pathlib import Path

from riskctl.analysis.checks.soundness import note_sound, unproved
from riskctl.cli import clock
from riskctl.cli.terminal.progress import ReadingListener
from riskctl.errors import UsageError, WatchError
from riskctl.model.watch import Watch
from riskctl.storage.watch import WatchFolder, find_folder, read_watch


def folder_of(named: Path | None) -> WatchFolder:
    """Return the folder of the watch to use."""
    try:
        start = Path.cwd()
    except OSError:  # the folder was removed meanwhile
        start = None
    return find_folder(named, start=start)


def open_watch(named: Path | None) -> Watch:
    """
    Read the watch for a command that judges.

    Raises:
        WatchError: There is none, or it has a fault that forbids a level.
    """
    folder = folder_of(named)
    watch = read_watch(folder, listener=ReadingListener())
    if refuse_faults(watch):
        from riskctl.storage.inventory import note_seen

        note_seen(folder.path, watch.log)
    _say_what_is_to_come(watch)
    return watch


def _say_what_is_to_come(watch: Watch) -> None:
    """Say that events whose day, probably mistyped, has not come do not count."""
    today = clock.today(watch.settings)
    # What was written down later than now is another fault: the clock's.
    events = [*watch.log.dated_after(today, recorded_by=clock.now())]
    if not events:
        return
    from riskctl.cli.terminal import output

    first, more = events[0], len(events) - 1
    others = f" (and {more} more)" if more else ""
    output.note(
        f"not counted: {first.id}{others}, dated {first.date}, which is still to come; "
        "riskctl check says more"
    )


def refuse_faults(watch: Watch) -> bool:
    """
    Refuse a watch of which only a part could be judged.

    Returns:
        Whether there was something new to look at.

    Raises:
        WatchError: With the first fault, and how many there are.
    """
    today = clock.today(watch.settings)
    to_check = unproved(watch, today=today)
    if to_check is None:
        return False
    from riskctl.analysis.checks.list import blocking_findings

    faults = blocking_findings(to_check, today=today)
    if faults:
        more = len(faults) - 1
        others = f" (and {more} more: `riskctl check` lists them)" if more else ""
        raise WatchError(f"{faults[0]}{others}", hint=faults[0].hint)
    note_sound(watch, today=today)
    return True


def read_day(text: str | None, watch: Watch) -> date:
    """Return the day that an option names, today unless given."""
    today = clock.today(watch.settings)
    if text is None:
        return today
    from riskctl.cli.dates import parse_day

    return parse_day(text, today=today, order=watch.settings.date_order)


def read_judged_day(text: str | None, watch: Watch) -> date:
    """
    Return the day to judge, today unless given.

    Raises:
        UsageError: It cannot be read, or has not come.
    """
    day, today = read_day(text, watch), clock.today(watch.settings)
    if day > today:
        raise UsageError(
            f"{day} is still to come; only days that have come are judged",
            hint="what silence would do until then: riskctl outlook --days "
            f"{(day - today).days}",
        )
    return day


def read_moment(text: str | None, watch: Watch) -> datetime | None:
    """Return the moment that `--known-at` names; None means all knowledge."""
    if text is None:
        return None
    if text == "now":
        return clock.now()
    from riskctl.cli.dates import parse_moment

    today = clock.today(watch.settings)
    return parse_moment(text, settings=watch.settings, today=today)


def read_start(text: str, watch: Watch) -> datetime:
    """Return the moment from which on something counts: of a day, its beginning."""
    from datetime import timedelta

    from riskctl.cli.dates import parse_moment
    from riskctl.model.period import end_of

    if "t" in text.lower() and ":" in text:
        today = clock.today(watch.settings)
        return parse_moment(text, settings=watch.settings, today=today)
    eve = read_day(text, watch) - timedelta(days=1)
    return end_of(eve, watch.settings.timezone) + timedelta(seconds=1)
