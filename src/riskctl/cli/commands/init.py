"""`riskctl init`."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli import accept, output
from riskctl.errors import WriteError
from riskctl.storage.create import (
    copy_example,
    create_watch,
    prepare_for_git,
    refuse_inside,
)
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
    git: Annotated[
        bool, typer.Option("--git", help="Make it a Git repository.")
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
    if git:
        _make_repository(target)
    output.note(f"made a watch in {target.path}")
    if example:
        output.note(f"next: riskctl --watch {target.path} level")
        return
    if sys.stdin.isatty():
        from riskctl.cli.set_up import walk_through

        walk_through(target, every=False, by="")
    output.note(f"next: riskctl --watch {target.path} setup")


def _make_repository(target: WatchFolder) -> None:
    prepare_for_git(target)
    try:
        subprocess.run(  # noqa: S603 fixed words and a folder
            ["git", "init", "--quiet", "--", str(target.path)],  # noqa: S607 the user's own
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise WriteError(
            f"{target.path}: the watch is made, but not as a Git repository: {error}",
            hint="install Git, then: git init " + str(target.path),
        ) from None
