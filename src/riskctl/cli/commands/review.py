"""`riskctl review`."""

import sys
from typing import Annotated

import typer

from riskctl.cli import accept, clock, options
from riskctl.cli.watches import read_day
from riskctl.cli.writing import moments, write
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.record import Review


def review(
    indicators: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INDICATOR]...", help="What was looked at."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every indicator was looked at.")
    ] = False,
    day: Annotated[
        str | None, options.date_option("The day of the look; today unless given.")
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="The first day of a period."),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="DAY", help="Its last day; today unless given."),
    ] = None,
    note: options.Note = "",
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Say that you looked, and that there is nothing to add.

    Alone, in a terminal, it goes through what nobody has looked at lately, with one
    key for each.

    \b
    $ riskctl review leader-contact military-encounter --note "wires, both ministries"
    $ riskctl review --all --from 2026-11-01 --to 2026-11-19
    """
    if day and (first or last):
        raise typer.BadParameter("--date is one day, --from and --to a period")
    if last and not first:
        raise typer.BadParameter("--to ends a period; say --from as well")
    is_alone = not (indicators or every or day or first or recorded or dry_run)
    if is_alone and sys.stdin.isatty():
        from riskctl.cli.entry.look_round import look_round

        name = accept.plain_text(by, "name")
        look_round(watch, by=name, note=accept.plain_text(note, "note"))
        return
    with write.open_editor(watch, dry_run=dry_run) as editor:
        catalogue = editor.watch.catalogue
        if indicators and every:
            raise UsageError(
                f"--all is every indicator, and {', '.join(indicators)} is named too",
                hint="leave one out",
            )
        if not (indicators or every):
            raise UsageError(
                "name the indicators, or say --all",
                hint="riskctl review leader-contact missions",
            )
        names = [accept.indicator(it, catalogue).id for it in indicators or ()]
        chosen = tuple(dict.fromkeys(names)) or tuple(it.id for it in catalogue)
        looked = read_day(last if last is not None else day, editor.watch)
        began = looked if first is None else read_day(first, editor.watch)
        if looked > clock.today(editor.watch.settings):
            raise UsageError(
                f"{looked} is still to come",
                hint=f"a look lies in the past: mend {'--to' if last else '--date'}",
            )
        if began > clock.today(editor.watch.settings):
            raise UsageError(
                f"{began} is still to come", hint="a look lies in the past: mend --from"
            )
        if began > looked:
            raise UsageError(
                f"{looked} lies before {began}",
                hint="--from the earlier day --to the later",
            )
        moment = moments.read_recorded(recorded, editor.watch)
        moments.refuse_early_knowledge(looked, moment, editor.watch.settings)
        period = f" {began}" if first else ""
        record = Review(
            id=new_id(looked, f"{moment} {chosen}{period}", taken=editor.watch.log),
            date=looked,
            since=began if first else None,
            indicators=chosen,
            note=accept.plain_text(note, "note"),
            recorded=moment,
            by=accept.plain_text(by, "name"),
        )
        done = f"reviewed {record.id}"
        write.add_record(editor, record, done=done, dry_run=dry_run)
