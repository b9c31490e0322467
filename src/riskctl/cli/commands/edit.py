"""`riskctl edit`."""

from typing import Annotated

import typer

from riskctl.analysis.checks.list import run_checks
from riskctl.cli import clock, options
from riskctl.cli.editor import edit_file
from riskctl.cli.terminal import output
from riskctl.cli.terminal.progress import ReadingListener
from riskctl.cli.watches import folder_of
from riskctl.errors import ExitCode, UsageError
from riskctl.model.names import CATALOGUE_FILE, LOG_FOLDER, month_in
from riskctl.reporting.screens.findings import findings_list
from riskctl.storage.disk.files import is_file
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.watch import WatchFolder, read_watch

_NAMED = {"catalogue": CATALOGUE_FILE, "settings": SETTINGS_FILE}


def edit(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[catalogue|settings|MONTH]", help="Which file; a month: 2026-05."
        ),
    ] = "catalogue",
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Open the catalogue or a month in your editor, and check it.

    \b
    $ riskctl edit
    $ riskctl edit 2026-05
    """
    folder = folder_of(watch)
    name = _file_named(what, folder)
    if not edit_file(folder.log_file(name)):
        output.note(f"{name} was left as it is")
        return
    # The editor may have kept the file's time.
    opened = read_watch(folder, thorough=True, listener=ReadingListener())
    findings = run_checks(opened, today=clock.today(opened.settings))
    output.show(findings_list(findings, records=len(opened.log)))
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)


def _file_named(what: str, folder: WatchFolder) -> str:
    """
    Return the file that is meant, relative to the watch.

    Raises:
        UsageError: There is none.
    """
    name = _NAMED.get(what, f"{LOG_FOLDER}/{what}.toml")
    if what not in _NAMED and month_in(name) is None:
        raise UsageError(
            f"`{what}` is no file of a watch",
            hint="catalogue, settings, or a month like 2026-05",
        )
    if not is_file(folder.log_file(name)):
        raise UsageError(
            f"{name}: there is no such file",
            hint="the first event of a month makes it: riskctl log",
        )
    return name
