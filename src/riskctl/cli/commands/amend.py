"""`riskctl amend`."""

from typing import Annotated

import typer

from riskctl.cli import accept, clock, options, write
from riskctl.cli.watches import read_day
from riskctl.errors import UsageError


def amend(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="Any unique part of the event's id.")
    ],
    indicator: Annotated[
        str | None,
        typer.Option(metavar="INDICATOR", help="What it is about, after all."),
    ] = None,
    value: Annotated[
        str | None, typer.Option(metavar="VALUE", help="The right value.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TITLE", help="The right title.")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", "-d", metavar="DAY", help="The right day.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            "-s",
            metavar="URL",
            help="Where it was read; repeatable; replaces all sources.",
        ),
    ] = None,
    grade: options.GradeOption = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help='The right note; "" removes it.')
    ] = None,
    scheduled: Annotated[
        bool | None,
        typer.Option(
            "--scheduled/--no-scheduled",
            help="Whether it is planned for a day to come.",
        ),
    ] = None,
    tlp: options.TlpOption = None,
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Correct an event: a new one replaces it, the old one stays.

    \b
    $ riskctl amend 7q3kd2 --grade A1 --source https://example.org/official
    $ riskctl amend 7q3kd2 --date 2026-02-06 --note "the day was wrong"
    """
    with write.open_editor(watch, dry_run=dry_run) as editor:
        catalogue = editor.watch.catalogue
        today = clock.today(editor.watch.settings)
        old = write.find_in_force(event_id, editor.watch)
        about = accept.indicator(indicator or old.indicator, catalogue)
        chosen = value if value is not None else old.value
        new = old._replace(
            indicator=about.id,
            value=accept.value(str(chosen), about)
            if value is not None or indicator
            else old.value,
            title=old.title if title is None else accept.plain_line(title, "title"),
            date=old.date if day is None else read_day(day, editor.watch),
            sources=accept.sources(source) if source else old.sources,
            grade=accept.grade(grade) if grade else old.grade,
            note=old.note if note is None else accept.plain_text(note, "note"),
            tlp=accept.tlp(tlp) if tlp else old.tlp,
            scheduled=old.scheduled if scheduled is None else scheduled,
        )
        if new == old:
            raise UsageError(
                "nothing to amend: every value is what it was",
                hint="give what is different, like --grade A1",
            )
        amended = new._replace(
            replaces=old.id,
            recorded=write.read_correction_moment(recorded, editor.watch, of=old),
            backfilled=recorded is not None,
            by=accept.plain_text(by, "name"),
            # What was planned and has come is no plan any more.
            scheduled=new.scheduled and (bool(scheduled) or new.date > today),
        )
        write.refuse_wrong_day(amended, editor.watch.settings)
        event = write.with_new_id(amended, editor)
        write.add_record(
            editor,
            event,
            done=f"amended {old.id} by {event.id} · {write.event_words(event)}",
            dry_run=dry_run,
        )
