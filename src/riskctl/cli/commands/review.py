"""`riskctl review`."""

from datetime import date
from typing import Annotated

import typer

from riskctl.cli import accept, clock, options, write
from riskctl.cli.dates import parse_day
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.record import Review
from riskctl.reporting.words import counted


def review(
    indicators: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INDICATOR]...", help="What was looked at."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every indicator was looked at.")
    ] = False,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            "-d",
            metavar="DAY",
            help="The day of the look; today unless given.",
        ),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="The first day that was looked at."),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="DAY", help="The last one; today unless given."),
    ] = None,
    note: options.Note = "",
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Say that you looked, and that there is nothing to add.

    \b
    $ riskctl review leader-contact military-encounter --note "wires, both ministries"
    $ riskctl review --all --from 2026-01-01 --to 2026-01-31
    """
    with write.open_editor(watch, dry_run=dry_run) as editor:
        catalogue = editor.watch.catalogue
        today = clock.today(editor.watch.settings)
        if bool(indicators) is every:
            raise UsageError(
                "name the indicators, or say --all",
                hint="riskctl review leader-contact missions",
            )
        names = [accept.indicator(it, catalogue).id for it in indicators or ()]
        chosen = tuple(dict.fromkeys(names)) or tuple(it.id for it in catalogue)
        since, looked = _days(day, first, last, today=today)
        moment = write.read_recorded(recorded, editor.watch)
        write.refuse_early_knowledge(looked, moment, editor.watch.settings)
        record = Review(
            id=new_id(looked, f"{moment} {since} {chosen}", taken=editor.watch.log),
            date=looked,
            since=since,
            indicators=chosen,
            note=accept.plain_text(note, "note"),
            recorded=moment,
            by=accept.plain_text(by, "name"),
        )
        on = f"from {since} to {looked}" if since else f"on {looked}"
        done = f"reviewed {record.id} · {counted(len(chosen), 'indicator')} {on}"
        write.add_record(editor, record, done=done, dry_run=dry_run)


def _days(
    day: str | None, first: str | None, last: str | None, *, today: date
) -> tuple[date | None, date]:
    """
    Return the first day of a period, None where it is one day, and the last one.

    Raises:
        UsageError: The days contradict each other, or lie in the future.
    """
    if day and (first or last):
        raise UsageError(
            "--date is one day, --from and --to are a period",
            hint="leave out one or the other",
        )
    if last and not first:
        raise UsageError("--to needs --from", hint="for a single day: --date DAY")
    ends = day or last
    looked = parse_day(ends, today=today) if ends else today
    since = parse_day(first, today=today) if first else None
    if looked > today:
        raise UsageError(
            f"{looked} is still to come",
            hint="a look lies in the past: mend --to"
            if last
            else "a look lies in the past: mend --date",
        )
    if since and since > looked:
        raise UsageError(
            f"--from: {since} lies after {looked}, the last day", hint="swap the two"
        )
    return since, looked
