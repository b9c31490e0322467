"""`riskctl confirm`."""

from typing import Annotated

import typer

from riskctl.cli import accept, clock, options
from riskctl.cli.find import find_standing
from riskctl.cli.watches import read_day
from riskctl.cli.writing import moments, write
from riskctl.cli.writing.again import settle_twins
from riskctl.errors import UsageError
from riskctl.model.record import Event, Record
from riskctl.model.watch import Watch


def confirm(
    plan_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="Any unique part of the plan's id or title."),
    ],
    source: Annotated[list[str], options.SOURCE],
    grade: Annotated[str, options.GRADE],
    day: Annotated[
        str | None,
        options.date_option(
            "When it happened; the day it was planned for unless given."
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="VALUE", help="What came of it; as planned unless given."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TITLE", help="As planned unless given.")
    ] = None,
    note: options.Note = "",
    again: options.Again = False,
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Say that a plan came about; what did not happen is retracted.

    \b
    $ riskctl confirm 7q3kd2 -s https://example.org/a -g B2
    $ riskctl confirm 7q3kd2 -s https://example.org/a -g A1 -d yesterday --dry-run
    """
    with write.open_editor(watch, dry_run=dry_run) as editor:
        seen = editor.watch
        today = clock.today(seen.settings)
        plan = _open_plan(find_standing(plan_id, seen), seen)
        if plan.date > today:
            raise UsageError(
                f"`{plan.id}` is planned for {plan.date}, which is still to come",
                hint=f"if it came early: riskctl amend {plan.id} --date DAY "
                "--no-scheduled; if it was called off: "
                f"riskctl retract {plan.id} --reason ...",
            )
        about = accept.indicator(plan.indicator, seen.catalogue)
        sources, origins = accept.cited_sources(source)
        event = Event(
            id="",
            date=plan.date if day is None else read_day(day, seen),
            indicator=about.id,
            value=plan.value if value is None else accept.value(value, about),
            title=plan.title if title is None else accept.plain_line(title, "title"),
            recorded=moments.read_correction_moment(recorded, seen, of=plan),
            sources=sources,
            origins=origins,
            grade=accept.grade(grade),
            note=accept.plain_text(note, "note"),
            by=accept.plain_text(by, "name"),
            backfilled=recorded is not None,
            tlp=plan.tlp,
            until=None if day else plan.until,
            forum=plan.forum,
            theatre=plan.theatre,
            confirms=plan.id,
        )
        moments.refuse_wrong_day(event, seen.settings)
        event = write.with_new_id(settle_twins(event, seen, again=again), editor)
        done = f"confirmed {plan.id} by {event.id}"
        write.add_record(editor, event, done=done, dry_run=dry_run)


def _open_plan(record: Record, watch: Watch) -> Event:
    """
    Return a record when it is a plan that nobody has answered.

    Raises:
        UsageError: It is none, or was confirmed already.
    """
    if isinstance(record, Event) and record.confirms:
        raise UsageError(
            f"`{record.confirms}` was confirmed already, by `{record.id}`",
            hint=f"see it: riskctl show {record.id}",
        )
    if not isinstance(record, Event) or not record.scheduled:
        raise UsageError(
            f"`{record.id}` is not scheduled: there is nothing to confirm",
            hint="`riskctl level` names the plans that are due",
        )
    done = watch.log.confirmation_of(record.id)
    if done:
        raise UsageError(
            f"`{record.id}` was confirmed already, by `{done.id}`",
            hint=f"see it: riskctl show {done.id}",
        )
    return record
