"""`riskctl check`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.analysis.checks.list import CHECKS, run_checks
from riskctl.cli import clock, options
from riskctl.cli.terminal import output
from riskctl.cli.terminal.progress import ReadingListener
from riskctl.cli.watches import folder_of
from riskctl.errors import ExitCode, UsageError
from riskctl.model.similar import hint_for
from riskctl.reporting.json.documents import findings_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.findings import findings_list
from riskctl.storage.accepted import accept_losses
from riskctl.storage.git import driver_fault
from riskctl.storage.inbox import read_inbox
from riskctl.storage.mappings import read_mappings
from riskctl.storage.watch import read_watch


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CHECK]...", help="Only these; all unless given."),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Records that are gone were removed on purpose."),
    ] = False,
    method: Annotated[
        bool,
        typer.Option(
            "--method", help="How far origins and a second coder bear the level out."
        ),
    ] = False,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Find what is wrong with the watch, and say how to mend it.

    \b
    $ riskctl check
    $ riskctl check twins sources
    """
    if method:
        if names or json:
            raise UsageError("--method is a page of its own", hint="leave the rest out")
        _show_method(watch)
        return
    for name in names or ():
        if name not in CHECKS:
            raise UsageError(
                f"there is no check `{name}`",
                hint=hint_for(name, CHECKS, otherwise="one of: " + ", ".join(CHECKS)),
            )
    folder = folder_of(watch)
    if accept:
        for it in accept_losses(folder):
            output.note(f"accepted: {it}")
    opened = read_watch(folder, thorough=True, listener=ReadingListener())
    if fault := driver_fault(folder):
        opened = opened._replace(problems=(*opened.problems, fault))
    known, problems = read_mappings(folder.path)
    # What lies in the inbox counts for nothing, so nothing in it forbids a level.
    problems += [it._replace(blocking=False) for it in read_inbox(folder.path).problems]
    opened = opened._replace(mappings=known, problems=(*opened.problems, *problems))
    findings = run_checks(
        opened, today=clock.today(opened.settings), names=names or CHECKS
    )
    if json:
        output.write(as_text(findings_document(findings, opened.settings)))
    else:
        output.show(findings_list(findings, records=len(opened.log)))
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)


def _show_method(named: Path | None) -> None:
    from riskctl.analysis.judgement.assessment import assess
    from riskctl.analysis.judgement.origins import single_origins
    from riskctl.analysis.reports.agreement import agreement_of
    from riskctl.cli.watches import open_watch
    from riskctl.reporting.screens.method import method_screen
    from riskctl.storage.recode import open_codings

    watch = open_watch(named)
    today = assess(watch, as_of=clock.today(watch.settings))
    agreement = agreement_of(watch, open_codings(folder_of(named)))
    single = single_origins(today)
    output.show(method_screen(single, agreement, width=output.width()))
