"""`riskctl recode`."""

import sys
from typing import Annotated

import typer

from riskctl.cli import accept, options
from riskctl.cli.entry.recode import recode_sample
from riskctl.errors import UsageError


def recode(
    size: Annotated[
        int,
        typer.Option("--sample", metavar="N", min=1, help="How many events."),
    ] = 40,
    seed: Annotated[
        int, typer.Option(metavar="N", help="Another number draws another sample.")
    ] = 0,
    by: options.By = "",
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Code events a second time, without seeing what the log says.

    Each is shown with its title, day, note and sources; indicator, value and grade
    are asked for. The answers are kept beside the log, in recode/, and move no
    level; `riskctl check --method` says how far the two coders agree.

    \b
    $ riskctl recode --by ab
    $ riskctl recode --sample 20 --seed 7 --by ab
    """
    name = accept.plain_text(by, "name")
    if not sys.stdin.isatty():
        raise UsageError(
            "a second coder is asked in a terminal",
            hint="run it there: riskctl recode --by NAME",
        )
    if not name:
        raise UsageError("who codes is not said", hint="riskctl recode --by NAME")
    recode_sample(watch, size=size, seed=seed, by=name)
