"""`riskctl board`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli import options
from riskctl.cli.several import (
    is_sweep,
    name_of,
    named_watches,
    read_board,
    refuse_unread,
)
from riskctl.cli.terminal import output
from riskctl.reporting.json.board import board_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.screens.board import board_screen


def board(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DIR]...",
            help="Watches, or folders that hold watches; else those with a short "
            "name. Or the folder of a sweep: its pairs.",
        ),
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
) -> None:
    """
    Show several watches, one line each, by what changed.

    \b
    $ riskctl board
    $ riskctl board watches --as-of yesterday
    """
    if folders and len(folders) == 1 and is_sweep(folders[0]):
        from riskctl.cli.sweeps import show_board

        show_board(folders[0], json=json, width=output.width())
        return
    found = read_board(named_watches(folders), as_of=as_of, known_at=known_at)
    if json:
        rows = [(name_of(folder), it) for folder, it in found.rows]
        output.write(as_text(board_document(rows, found.unread)))
    else:
        standings = [it for _, it in found.rows]
        output.show(board_screen(standings, found.unread, width=output.width()))
    refuse_unread(found.unread)
