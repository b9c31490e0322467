"""`riskctl agenda`."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.reports.agenda import Waiting, agenda_of
from riskctl.cli import clock, options, output
from riskctl.cli.watches import folder_of, open_watch, read_judged_day
from riskctl.errors import UsageError
from riskctl.model.watch import Watch
from riskctl.reporting.screens.agenda import agenda_screen


class Form(Enum):
    """How the agenda is printed."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"


def agenda(
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="text, json, or ics for a calendar.",
            show_default=False,
        ),
    ] = Form.TEXT,
    as_of: options.AsOf = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show what to look at today, and what to type for it.

    These are plans whose day has come, statuses that may hold no more, indicators
    at which nobody has looked for longer than they allow, candidates in the inbox,
    and what is not set.

    \b
    $ riskctl agenda
    $ riskctl agenda -f ics
    """
    if json and form is Form.ICS:
        raise UsageError("--json and -f ics are two formats", hint="leave one out")
    opened = open_watch(watch)
    day = read_judged_day(as_of, opened)
    found = agenda_of(assess(opened, as_of=day), _waiting(opened, watch))
    if form is Form.ICS:
        from riskctl.reporting.site.agenda import agenda_calendar

        output.write(agenda_calendar(found, opened.settings, stamp=clock.now()))
    elif json or form is Form.JSON:
        from riskctl.reporting.json.agenda import agenda_document
        from riskctl.reporting.json.frame import as_text

        output.write(as_text(agenda_document(found, opened.settings)))
    else:
        title = opened.settings.title
        output.show(agenda_screen(found, title=title, width=output.width()))


def _waiting(opened: Watch, named: Path | None) -> Waiting:
    """Count the candidates that somebody is still to look at."""
    from riskctl.analysis.evidence.candidates import open_candidates
    from riskctl.storage.inbox import read_inbox

    inbox = read_inbox(folder_of(named).path)
    still = open_candidates(inbox.candidates, inbox.seen, opened.log)
    return Waiting(len(still), sum(it.is_deferred for it in still))
