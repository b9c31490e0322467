"""`riskctl merge`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli import options
from riskctl.cli.writing.merge import merge_conflicts, merge_copy, merge_for_git
from riskctl.errors import UsageError
from riskctl.storage.text.union import Side


def merge(
    other: Annotated[
        Path | None,
        typer.Argument(
            metavar="OTHER", help="The folder of the other copy, or one month file."
        ),
    ] = None,
    from_git: Annotated[
        bool,
        typer.Option("--git", help="Merge the month files that Git calls in conflict."),
    ] = False,
    keep: Annotated[
        Side | None,
        typer.Option(
            metavar="SIDE",
            help="Where both say different things about one id: ours or theirs.",
        ),
    ] = None,
    driver: Annotated[
        tuple[Path, Path, Path, str] | None,
        typer.Option(
            metavar="BASE OURS THEIRS NAME",
            help="What Git calls; `init --git` sets it up.",
        ),
    ] = None,
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Take over what another copy of the watch has more.

    A log only grows, so two copies merge by union: every record of either, once.
    Where both say different things about one id, nothing is written and both are shown.

    \b
    $ riskctl merge ../copy-of-ben --dry-run
    $ riskctl merge --git
    """
    if sum(map(bool, (other, from_git, driver))) != 1:
        raise UsageError(
            "name one thing to merge",
            hint="riskctl merge DIR, or riskctl merge --git in a conflict of Git's",
        )
    if driver is not None:
        merge_for_git(*driver)
    elif other is not None:
        merge_copy(other, watch, keep=keep, dry_run=dry_run)
    else:
        merge_conflicts(watch, keep=keep, dry_run=dry_run)
