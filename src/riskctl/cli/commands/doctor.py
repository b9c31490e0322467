"""`riskctl doctor`."""

from collections.abc import Iterator
from pathlib import Path

import typer

from riskctl.cli import options
from riskctl.cli.surroundings import examine_program, examine_terminal
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of
from riskctl.errors import ExitCode, WatchError
from riskctl.model.examined import Examined
from riskctl.reporting.json.documents import doctor_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.doctor import doctor_screen
from riskctl.storage.places import examine_own, examine_watch


def doctor(
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Look at the machine: libraries, terminal, folders, disk.

    \b
    $ riskctl doctor
    $ riskctl doctor --json
    """
    examined = [
        *examine_program(),
        *examine_terminal(),
        *examine_own(),
        *_watch(watch),
    ]
    if json:
        output.write(as_text(doctor_document(examined)))
    else:
        output.show(doctor_screen(examined, width=output.width()))
    if not all(it.is_fine for it in examined):
        raise typer.Exit(ExitCode.FINDINGS)


def _watch(named: Path | None) -> Iterator[Examined]:
    try:
        folder = folder_of(named)
    except WatchError as error:
        yield Examined("places", "watch", error.message, error.hint)
    else:
        yield from examine_watch(folder)
