"""`riskctl events`."""

from enum import Enum
from typing import Annotated

import typer

from riskctl.cli import accept, options
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch, read_day, read_moment, read_start
from riskctl.errors import UsageError
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Review
from riskctl.model.search import meant_by
from riskctl.model.selection import EventFilter, notes_in, reviews_in
from riskctl.model.watch import Watch
from riskctl.reporting.screens.events import events_list


class ListForm(Enum):
    """How events are printed."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"


def events(
    word: Annotated[
        str | None,
        typer.Argument(metavar="[WORD]", help="What to look for, as with --match."),
    ] = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator",
            "-i",
            metavar="INDICATOR",
            help="Only of this one; repeatable.",
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="From here.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="To here.")
    ] = None,
    match: Annotated[
        str,
        typer.Option(
            "--match",
            "-m",
            metavar="TEXT",
            help="Part of title, note or id, or of what the catalogue says of it.",
        ),
    ] = "",
    newest: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help="The last N.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Retracted and replaced ones too.")
    ] = False,
    recorded_since: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT", help="Written down on that day or later, or then."
        ),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Notes, and no events.")
    ] = False,
    reviews: Annotated[
        bool, typer.Option("--reviews", help="Reviews, and no events.")
    ] = False,
    form: Annotated[
        ListForm,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="text, csv, jsonl or json.",
            show_default=False,
        ),
    ] = ListForm.TEXT,
    csv: options.Csv = False,
    for_spreadsheet: options.ForSpreadsheet = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    List and search events, oldest first.

    \b
    $ riskctl events consulate --last 5
    $ riskctl events --from 2022-02-01 --to 2022-03-31 -i missions
    """
    output.refuse_both("lists", {"--notes": notes, "--reviews": reviews})
    form = _chosen_form(form, json=json, csv=csv or for_spreadsheet)
    if word and match:
        raise UsageError(
            f"two words to look for: `{word}` and --match `{match}`",
            hint="leave one out",
        )
    opened = open_watch(watch)
    log = opened.log.as_known(read_moment(known_at, opened))
    names = [accept.indicator(it, opened.catalogue).id for it in indicator or ()]
    ends = [read_day(it, opened) for it in (last, as_of) if it is not None]
    since = None if recorded_since is None else read_start(recorded_since, opened)
    start = None if first is None else read_day(first, opened)
    if start and ends and min(ends) < start:
        raise UsageError(
            f"{min(ends)} lies before {start}",
            hint="--from the earlier day --to the later",
        )
    wanted = EventFilter(
        indicators=tuple(names),
        first=start,
        last=min(ends) if ends else None,
        text=word or match,
        meant=meant_by(word or match, opened.catalogue),
        recorded_since=since,
        plans=True,
        withdrawn=every,
        newest=newest,
    )
    if notes or reviews:
        _print_others(log, wanted, opened, form, notes=notes)
    else:
        _print(
            log.select(wanted), opened, log, form, every=every, comma=for_spreadsheet
        )


def _chosen_form(form: ListForm, *, json: bool, csv: bool) -> ListForm:
    """
    Return the format that is meant.

    Raises:
        UsageError: The options speak of two.
    """
    asked = [ListForm.JSON] * json + [ListForm.CSV] * csv
    named = {*asked, form} - {ListForm.TEXT}
    if len(named) > 1:
        forms = " and ".join(sorted(it.value for it in named))
        raise UsageError(f"{forms} are two formats", hint="leave one out")
    return asked[0] if asked else form


def _print(
    found: tuple[Event, ...],
    watch: Watch,
    log: Log,
    form: ListForm,
    *,
    every: bool,
    comma: bool,
) -> None:
    if form is ListForm.TEXT:
        # What is in force was neither retracted nor replaced: nothing to look up.
        fates = log if every else None
        output.show(events_list(found, log=fates, width=output.width()))
        return
    # What a list in the terminal does without is not loaded for it.
    if form is ListForm.JSON:
        from riskctl.reporting.json.events import events_document
        from riskctl.reporting.json.frame import as_text

        output.write(as_text(events_document(found, watch.settings, log=log)))
        return
    from riskctl.reporting.json.event_rows import events_csv, events_lines

    if form is ListForm.CSV:
        output.write(events_csv(found, log=log, for_spreadsheet=comma))
    else:
        output.write(events_lines(found, log=log))


def _print_others(
    log: Log, wanted: EventFilter, watch: Watch, form: ListForm, *, notes: bool
) -> None:
    """
    Print notes or reviews in the place of events.

    Raises:
        UsageError: As a table, which has the columns of events.
    """
    found: tuple[Note, ...] | tuple[Review, ...]
    if notes:
        found = notes_in(log.notes if wanted.withdrawn else log.standing_notes, wanted)
    else:
        every = log.reviews if wanted.withdrawn else log.standing_reviews
        found = reviews_in(every, wanted)
    if form is ListForm.JSON:
        from riskctl.reporting.json.events import records_document
        from riskctl.reporting.json.frame import as_text

        output.write(as_text(records_document(found, watch.settings, log=log)))
    elif form is ListForm.TEXT:
        from riskctl.reporting.screens.events import records_list

        output.show(records_list(found, log=log, width=output.width()))
    else:
        raise UsageError(
            f"-f {form.value} has the columns of events", hint="--json, for the others"
        )
