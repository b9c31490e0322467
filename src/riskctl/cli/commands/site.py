"""`riskctl site`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli import accept, clock, options, output, progress
from riskctl.cli.make_site import plan_site, site_files
from riskctl.cli.watches import folder_of, open_watch, read_judged_day, read_moment
from riskctl.reporting.words import counted
from riskctl.storage.site import SiteFolder


def site(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to; made when missing.")
    ],
    tlp: Annotated[str, options.TLP_LIMIT] = "clear",
    address: Annotated[
        str,
        typer.Option(
            "--url",
            metavar="URL",
            help="Where it will be found, for the feed's links and ids.",
        ),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that riskctl did not make.")
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Write a static site: the level, every week, a feed.

    \b
    $ riskctl site public
    $ riskctl site public --url https://example.org/watch/ --tlp green
    """
    opened = open_watch(watch)
    known = opened._replace(log=opened.log.as_known(read_moment(known_at, opened)))
    plan = plan_site(
        known,
        today=read_judged_day(as_of, opened),
        limit=accept.tlp(tlp),
        address=accept.site_address(address),
    )
    target = SiteFolder(folder, watch=folder_of(watch), force=force)
    made = progress.show_progress(
        site_files(plan, target, now=clock.now()), total=len(plan.keys), what="pages"
    )
    try:
        for name, text in made:
            target.put(name, plan.keys[name], text.encode())
    finally:
        target.flush()
    target.forget(plan.keys)
    target.remember()
    output.note(
        f"{folder}: {counted(len(plan.keys), 'file')}, {target.written} written"
    )
