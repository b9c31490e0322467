"""`riskctl init`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli import accept
from riskctl.cli.terminal import output
from riskctl.storage import git
from riskctl.storage.create import copy_example, create_watch, refuse_inside
from riskctl.storage.watch import WatchFolder, default_folder


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", help="Where; your own data folder unless given."
        ),
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="A B", help="Two other states, with a catalogue that fits any pair."
        ),
    ] = None,
    example: Annotated[
        str | None, typer.Option(metavar="NAME", help="Copy a shipped example watch.")
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE", help="Whose calendar days count; UTC unless given."
        ),
    ] = None,
    in_git: Annotated[
        bool,
        typer.Option(
            "--git", help="Keep it in Git, where riskctl merges; an old watch too."
        ),
    ] = False,
    inside: Annotated[
        bool, typer.Option("--inside", help="Even inside another watch.")
    ] = False,
) -> None:
    """
    Make a new watch.

    \b
    $ riskctl init --example us-russia demo
    $ riskctl init --pair India Pakistan south-asia
    """
    target = WatchFolder(folder) if folder else default_folder()
    if example and pair:
        raise typer.BadParameter("--example brings its own pair; leave --pair out")
    if example and timezone is not None:
        raise typer.BadParameter(
            "--example brings its own time zone; leave --timezone out"
        )
    if in_git and target.exists and not (pair or example or timezone):
        _keep_in_git(target)
        output.note(f"Git lets riskctl merge the log of {target.path}")
        return
    if not inside:
        refuse_inside(target)
    if example:
        copy_example(target, example)
    else:
        sides = (
            (accept.plain_line(pair[0], "side"), accept.plain_line(pair[1], "side"))
            if pair
            else None
        )
        zone = "UTC" if timezone is None else accept.timezone(timezone)
        create_watch(target, sides=sides, timezone=zone)
    if in_git:
        _keep_in_git(target)
    output.note(f"made a watch in {target.path}")
    if example:
        output.note(f"next: riskctl --watch {target.path} level", whole=True)
        return
    if sys.stdin.isatty():
        from riskctl.cli.entry.set_up import walk_through

        walk_through(target, every=False, by="")
    output.note(f"next: riskctl --watch {target.path} setup", whole=True)


def _keep_in_git(target: WatchFolder) -> None:
    if not git.set_up(target):
        output.note(
            "not committed: Git does not know who you are; "
            "git config user.name and user.email, then git commit"
        )
