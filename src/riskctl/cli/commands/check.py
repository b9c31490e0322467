"""`riskctl check`."""

from typing import Annotated

import typer

from riskctl.analysis.checks.list import CHECKS, run_checks
from riskctl.cli import clock, options, output
from riskctl.cli.progress import ReadingListener
from riskctl.cli.watches import folder_of
from riskctl.errors import ExitCode, UsageError
from riskctl.model.similar import hint_for
from riskctl.reporting.json.documents import findings_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.findings import findings_list
from riskctl.storage.accepted import accept_losses
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
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Find what is wrong with the watch, and say how to mend it.

    \b
    $ riskctl check
    $ riskctl check twins sources
    """
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
    findings = run_checks(
        opened, today=clock.today(opened.settings), names=names or CHECKS
    )
    if json:
        output.write(as_text(findings_document(findings, opened.settings)))
    else:
        output.show(findings_list(findings, records=len(opened.log)))
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)
