"""`riskctl setup`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli import options
from riskctl.cli.entry.positions import missing_from
from riskctl.cli.entry.set_up import take_over, walk_through
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch
from riskctl.errors import UsageError
from riskctl.reporting.positions import positions_template


def setup(
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Take the answers from a TOML or CSV file; all of them or none.",
        ),
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="Print such a file to fill in.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Those that are set as well.")
    ] = False,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Say where each status stands, and when the last contacts were.

    \b
    $ riskctl setup
    $ riskctl setup --from positions.toml
    """
    if template:
        output.write(positions_template(missing_from(open_watch(watch), every=every)))
    elif source:
        take_over(source, watch, by=by, dry_run=dry_run)
    elif sys.stdin.isatty() and not dry_run:
        walk_through(folder_of(watch), every=every, by=by)
    else:
        raise UsageError(
            "nobody is there to be asked",
            hint="riskctl setup --template > positions.toml; fill it in; then: riskctl "
            "setup --from positions.toml",
        )
