"""`riskctl sweep`."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskctl.cli import options
from riskctl.cli.terminal import output
from riskctl.errors import UsageError

if TYPE_CHECKING:
    from riskctl.sweep.order import Order


class EngineName(Enum):
    """What counts: one machine, or several."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def sweep(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Event files, plain or .gz."),
    ] = None,
    target: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="DIR", help="The folder of the sweep; it grows."
        ),
    ] = Path("sweep"),
    layout: Annotated[
        str,
        typer.Option(
            "--as", metavar="NAME", help="How they are laid out: gdelt2, gdelt1."
        ),
    ] = "gdelt2",
    engine: Annotated[
        EngineName, typer.Option(help="duckdb on one machine, spark on several.")
    ] = EngineName.DUCKDB,
    catalogue: Annotated[
        Path | None,
        typer.Option(
            "--catalogue",
            metavar="FILE",
            help="Your own catalogue, whose scale values are the codes; else the "
            "shipped machine.toml.",
        ),
    ] = None,
    first: options.First = None,
    last: options.Last = None,
    known_at: options.KnownAt = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", metavar="N", min=1, help="Processors to use; all unless given."
        ),
    ] = None,
    verify: Annotated[
        str | None,
        typer.Option(
            "--verify",
            metavar="PAIR",
            help="Judge one pair of a finished sweep again, event by event.",
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """
    Judge every pair of states in files of machine-coded events.

    \b
    $ riskctl sweep 2026*.export.CSV --as gdelt2 -o pairs
    $ riskctl sweep -o pairs --verify RUS-USA
    """
    from riskctl.cli import sweeps

    if verify is not None:
        sweeps.verify(target, verify, json=json)
        return
    if not inputs:
        raise UsageError(
            "no event files are named", hint="riskctl sweep FILE... --as gdelt2 -o DIR"
        )
    order: Order = sweeps.read_order(
        layout=layout, catalogue=catalogue, first=first, last=last, known_at=known_at
    )
    sweeps.run(order, inputs, target, engine=engine.value, workers=workers)
    sweeps.show_board(target, json=json, width=output.width())
