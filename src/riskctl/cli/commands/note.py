"""`riskctl note`."""

from typing import Annotated

import typer

from riskctl.cli import accept, clock, options
from riskctl.cli.entry.draft import read_title_and_text
from riskctl.cli.spans import chosen_week, reported_week
from riskctl.cli.watches import read_day
from riskctl.cli.writing import moments, write
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.record import Note
from riskctl.model.tlp import Tlp


def note(
    title: Annotated[
        str,
        typer.Argument(
            metavar="TITLE", help="One line; `-` reads title and text from stdin."
        ),
    ],
    day: options.Happened = None,
    source: options.Sources = None,
    text: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="Whatever else to keep.")
    ] = "",
    bulletin: Annotated[
        bool,
        typer.Option(
            "--bulletin",
            help="Your own paragraph for the bulletin of its week; the week that "
            "`report` shows unless a day is given.",
        ),
    ] = False,
    tlp: options.TlpOption = None,
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Note what fits no indicator: kept and listed, never scored.

    \b
    $ riskctl note "A film about a nuclear war is the talk of both capitals"
    $ riskctl note "A minister is replaced" -d yesterday -s https://example.org/a
    $ riskctl note --bulletin "Quieter than it looks: both sides await the vote"
    """
    if title == "-":
        title, rest = read_title_and_text()
        text = text or rest
    with write.open_editor(watch, dry_run=dry_run) as editor:
        settings = editor.watch.settings
        today = clock.today(settings)
        if bulletin and day is None:
            named = reported_week(editor.watch, today)
            week = chosen_week(named, today=today, log=editor.watch.log)
            happened = min(week.period.last, today)
        else:
            happened = read_day(day, editor.watch)
        if happened > today:
            raise UsageError(
                f"{happened} is still to come",
                hint="mend --date; what is planned is logged with --scheduled",
            )
        moment = moments.read_recorded(recorded, editor.watch)
        moments.refuse_early_knowledge(happened, moment, settings)
        line = accept.plain_line(title, "title")
        record = Note(
            id=new_id(happened, f"{moment} {line}", taken=editor.watch.log),
            date=happened,
            title=line,
            recorded=moment,
            sources=accept.sources(source or ()),
            note=accept.plain_text(text, "note"),
            by=accept.plain_text(by, "name"),
            tlp=accept.tlp(tlp) if tlp else Tlp.CLEAR,
            bulletin=bulletin,
        )
        write.add_record(editor, record, done=f"noted {record.id}", dry_run=dry_run)
