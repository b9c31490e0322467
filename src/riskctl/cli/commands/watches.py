"""`riskctl watches`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of
from riskctl.errors import WatchError
from riskctl.reporting.lines import line, table
from riskctl.storage.files_of_watch import read_front
from riskctl.storage.own_watches import forget_name, name_watch, own_watches
from riskctl.storage.watch import WatchFolder


def watches(
    add: Annotated[
        Path | None,
        typer.Option("--add", metavar="DIR", help="Give this watch a short name."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", help="The name; the folder's own unless given."
        ),
    ] = None,
    forget: Annotated[
        str | None,
        typer.Option(
            "--forget", metavar="NAME", help="Take a name back; the watch stays."
        ),
    ] = None,
) -> None:
    """
    List your watches by their short names.

    \b
    $ riskctl watches
    $ riskctl watches --add demo --name us-russia
    """
    if forget is not None:
        left = forget_name(forget)
        output.note(f"`{forget}` is forgotten; the watch stays in {left}")
    elif add is not None:
        folder = folder_of(add)
        short = name or folder.path.resolve().name
        name_watch(folder, short)
        output.note(f"now: riskctl -w {short} level")
    else:
        rows = [_row(it) for it in own_watches()]
        output.show(map(line, table(rows, width=output.width())))
        if not rows:
            output.note("no watch has a short name yet: riskctl watches --add DIR")


def _row(folder: WatchFolder) -> tuple[str, str, str]:
    """Return name, pair and place; of a watch that cannot be read, why not."""
    try:
        settings, _, _ = read_front(folder.path)
        title = settings.title
    except WatchError as error:
        title = f"cannot be read: {error.message}"
    return folder.path.name, title, str(folder.path.resolve())
