"""`riskctl amend`."""

import sys
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from riskctl.analysis.checks.twins import twins_of
from riskctl.cli import accept, options
from riskctl.cli.find import find_record, find_standing
from riskctl.cli.watches import open_watch, read_day
from riskctl.cli.writing import moments, write
from riskctl.cli.writing.again import settle_twins
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.record import Event, Note
from riskctl.model.watch import Watch


def amend(
    record_id: options.RecordId,
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
    day: Annotated[str | None, options.date_option("The right day.")] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            "-s",
            metavar="URL",
            help="Where it was read; repeatable; replaces all sources.",
        ),
    ] = None,
    add_source: Annotated[
        list[str] | None,
        typer.Option(
            "--add-source",
            metavar="URL",
            help="One more place where it was read; repeatable.",
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
    distinct: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Another event, however alike they look; repeatable."
        ),
    ] = None,
    again: options.Again = False,
    recorded: options.Recorded = None,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Correct an event or a note: a new one takes its place.

    The old one stays in the log. A note that is given an indicator and a value
    becomes an event. In a terminal, `amend ID` alone asks for each part.

    \b
    $ riskctl amend 7q3kd2 --grade A1 --source https://example.org/official
    $ riskctl amend 7q3kd2 --date 2026-02-06 --note "the day was wrong"
    """
    given: list[object] = [
        indicator,
        value,
        title,
        day,
        source,
        add_source,
        grade,
        note,
    ]
    given += [scheduled, tlp, distinct]
    if sys.stdin.isatty() and all(it is None for it in given):
        # Read without its lock, so that nobody waits while a person types.
        seen = open_watch(watch)
        asked = find_standing(record_id, seen)
        if isinstance(asked, Event):
            from riskctl.cli.entry.amend import ask_for_changes

            changes = ask_for_changes(asked, seen)
            indicator, value, title, day, grade, note, add_source = changes
            record_id = asked.id
    with write.open_editor(watch, dry_run=dry_run) as editor:
        seen = editor.watch
        old = find_standing(record_id, seen)
        if not isinstance(old, Event | Note):
            raise UsageError(
                f"`{old.id}` is a {type(old).__name__.lower()}, which is not amended",
                hint=f"riskctl retract {old.id} --reason ..., and write it anew",
            )
        cited = _cited(old, source or (), add_source or ())
        shared: dict[str, Any] = {
            "title": old.title if title is None else accept.plain_line(title, "title"),
            "date": old.date if day is None else read_day(day, seen),
            "sources": cited[0],
            "note": old.note if note is None else accept.plain_text(note, "note"),
            "tlp": accept.tlp(tlp) if tlp else old.tlp,
        }
        new: Event | Note = old._replace(**shared)
        if isinstance(new, Event) or indicator or value is not None:
            new = _as_event(new, seen, indicator=indicator, value=value)
            new = new._replace(
                grade=accept.grade(grade) if grade else new.grade,
                scheduled=new.scheduled if scheduled is None else scheduled,
                origins=cited[1],  # and one day is no span
                until=None if day else new.until,
                distinct=_distinct(new, distinct or (), seen),
            )
        elif grade or scheduled or distinct:
            raise UsageError(
                f"`{old.id}` is a note, which is not scored",
                hint="give --indicator and --value to make it an event",
            )
        if new == old:
            raise UsageError(
                "nothing to amend: every value is what it was",
                hint="give what is different, like --grade A1",
            )
        moment = moments.read_correction_moment(recorded, seen, of=old)
        name = accept.plain_text(by, "name")
        new = new._replace(replaces=old.id, recorded=moment, by=name)
        if isinstance(new, Event):
            new = new._replace(backfilled=recorded is not None)
            moments.refuse_wrong_day(new, seen.settings, of=old)
            known = twins_of(old, seen) if isinstance(old, Event) else []
            new = settle_twins(new, seen, again=again, known=known)
            new = write.with_new_id(new, editor)
        else:
            content = f"{new.order} {new.title} {old.id}"
            new = new._replace(id=new_id(new.date, content, taken=seen.log))
        done = f"amended {old.id} by {new.id}"
        write.add_record(editor, new, done=done, dry_run=dry_run)


def _cited(
    old: Event | Note, given: Iterable[str], added: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Return the sources, and whom each took it from.

    Args:
        given: All of them; where there are none, those of the old record.
        added: More of them.
    """
    pairs = dict.fromkeys(old.sources, "")
    if isinstance(old, Event) and old.origins:
        pairs = dict(zip(old.sources, old.origins, strict=True))
    if given:
        pairs = {}
    for texts in (given, added):
        sources, origins = accept.cited_sources(texts)
        for number, it in enumerate(sources):
            pairs.setdefault(it, origins[number] if origins else "")
    whom = tuple(pairs.values())
    return tuple(pairs), whom if any(whom) else ()


def _as_event(
    old: Event | Note, watch: Watch, *, indicator: str | None, value: str | None
) -> Event:
    """
    Return an event about an indicator, from an event or from a note.

    Raises:
        UsageError: One of the two is missing, or wrong.
    """
    if isinstance(old, Event):
        about = accept.indicator(indicator or old.indicator, watch.catalogue)
        if value is not None or indicator:
            chosen = value if value is not None else str(old.value)
            old = old._replace(value=accept.value(chosen, about))
        return old._replace(indicator=about.id)
    if not indicator or value is None:
        raise UsageError(
            f"`{old.id}` is a note: an event needs an indicator and a value",
            hint="give both --indicator and --value",
        )
    about = accept.indicator(indicator, watch.catalogue)
    return Event(
        id=old.id,
        date=old.date,
        indicator=about.id,
        value=accept.value(value, about),
        title=old.title,
        recorded=old.recorded,
        sources=old.sources,
        grade=watch.settings.default_grade,
        note=old.note,
        tlp=old.tlp,
    )


def _distinct(event: Event, others: Iterable[str], watch: Watch) -> tuple[str, ...]:
    """Return the ids of the events that an event is said not to be."""
    named = [find_record(it, watch) for it in others]
    for it in named:
        if not isinstance(it, Event) or it.id == event.id:
            raise UsageError(
                f"--distinct: `{it.id}` is no other event",
                hint="give the id of the event that it looks like",
            )
    return tuple(dict.fromkeys((*event.distinct, *(it.id for it in named))))
