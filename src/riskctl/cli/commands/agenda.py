"""`riskctl agenda`."""

from enum import Enum
from typing import Annotated

import typer

from riskctl.analysis.evidence.candidates import open_candidates, stories
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.reports.agenda import Leads, agenda_of
from riskctl.cli import clock, options
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch, read_judged_day
from riskctl.errors import UsageError
from riskctl.reporting.screens.agenda import agenda_screen
from riskctl.storage.inbox import open_inbox


class AgendaForm(Enum):
    """How the agenda is printed."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"


def agenda(
    form: Annotated[
        AgendaForm,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="text, json, or ics for a calendar.",
            show_default=False,
        ),
    ] = AgendaForm.TEXT,
    as_of: options.AsOf = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show what to look at today, and what to type for it.

    These are plans whose day has come, leads that wait in the inbox, statuses that
    may hold no more, indicators at which nobody has looked for longer than they
    allow, and what is not set.

    \b
    $ riskctl agenda
    $ riskctl agenda -f ics
    """
    if json and form is AgendaForm.ICS:
        raise UsageError("--json and -f ics are two formats", hint="leave one out")
    opened = open_watch(watch)
    day = read_judged_day(as_of, opened)
    inbox = open_inbox(folder_of(watch).path)
    waiting = stories(open_candidates(inbox.candidates, inbox.seen, opened.log))
    leads = Leads(len(waiting), sum(it.first.is_deferred for it in waiting))
    found = agenda_of(assess(opened, as_of=day), leads)
    if form is AgendaForm.ICS:
        from riskctl.reporting.site.calendar import agenda_calendar

        output.write(agenda_calendar(found, opened.settings, stamp=clock.now()))
    elif json or form is AgendaForm.JSON:
        from riskctl.reporting.json.documents import agenda_document
        from riskctl.reporting.json.frame import as_text

        output.write(as_text(agenda_document(found, opened.settings)))
    else:
        title = opened.settings.title
        output.show(agenda_screen(found, title=title, width=output.width()))
