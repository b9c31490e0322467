"""`riskctl amend`."""

from dataclasses import replace
from typing import Annotated

import typer

from riskctl.cli import accept, clock, options, write
from riskctl.cli.dates import parse_day
from riskctl.cli.editing import open_editor
from riskctl.cli.watches import find_event
from riskctl.errors import UsageError


def amend(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="Any unique part of the event's id.")
    ],
    indicator: Annotated[
        str | None,
        typer.Option(
            metavar="INDICATOR",
            help="What it is about, after all.",
            show_default=False,
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="VALUE", help="The right value.", show_default=False),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="The right title.", show_default=False),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date", "-d", metavar="DAY", help="The right day.", show_default=False
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            "-s",
            metavar="URL",
            help="Where it was read; repeatable; replaces all sources.",
            show_default=False,
        ),
    ] = None,
    grade: options.GradeOption = None,
    note: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help='The right note; "" removes it.',
            show_default=False,
        ),
    ] = None,
    scheduled: Annotated[
        bool | None,
        typer.Option(
            "--scheduled/--no-scheduled",
            help="Whether it is planned for a day to come.",
            show_default=False,
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
    with open_editor(watch, dry_run=dry_run) as editor:
        catalogue = editor.watch.catalogue
        today = clock.today(editor.watch.settings)
        old = write.in_force(find_event(event_id, editor.watch), editor.watch.log)
        about = accept.known_indicator(indicator or old.indicator, catalogue)
        chosen = value if value is not None else old.value
        new = replace(
            old,
            indicator=about.id,
            value=accept.known_value(str(chosen), about)
            if value is not None or indicator
            else old.value,
            title=old.title if title is None else accept.plain_line(title, "title"),
            date=parse_day(day, today=today) if day else old.date,
            sources=accept.safe_sources(source) if source else old.sources,
            grade=accept.known_grade(grade) if grade else old.grade,
            note=old.note if note is None else accept.plain_text(note, "note"),
            tlp=accept.known_tlp(tlp) if tlp else old.tlp,
            scheduled=old.scheduled if scheduled is None else scheduled,
        )
        if new == old:
            raise UsageError(
                "nothing to amend: every value is what it was",
                hint="give what is different, like --grade A1",
            )
        amended = replace(
            new,
            replaces=old.id,
            recorded=write.correction_moment(recorded, editor.watch, of=old),
            backfilled=recorded is not None,
            by=accept.plain_text(by, "name"),
            # What was planned and has come is no plan any more.
            scheduled=new.scheduled and (bool(scheduled) or new.date > today),
        )
        event = write.named(write.right_day(amended, editor.watch.settings), editor)
        write.add(
            editor,
            event,
            done=f"amended {old.id} by {event.id} · {write.event_words(event)}",
            dry_run=dry_run,
        )
