"""`riskctl site`."""

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from riskctl.cli import accept, clock, options, output, progress
from riskctl.cli.make_site import plan_site, site_files
from riskctl.cli.watches import folder_of, open_watch, read_judged_day, read_moment
from riskctl.errors import UsageError
from riskctl.model.source import is_address
from riskctl.reporting.words import counted
from riskctl.storage.site import SiteFolder

# What a link can be joined to: a scheme, a host or an address in brackets, a path.
_BASE: Final = re.compile(
    r"https?://(\[[0-9A-Fa-f:.]+\]|[^\s/?#\[\]@:]+)(:\d+)?(/[^\s?#]*)?"
)


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
        address=_address(address),
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


def _address(text: str) -> str:
    """
    Return a web address with a slash at its end; an empty text stays empty.

    Raises:
        UsageError: It is no address to which names of files can be joined.
    """
    if not text:
        return text
    last = text.split("://", 1)[-1].partition("/")[2].rpartition("/")[2]
    if not is_address(text) or not _BASE.fullmatch(text) or "." in last:
        raise UsageError(
            f"--url: `{text}` is not the address of a folder on the web",
            hint="like https://example.org/watch/: without a file, `?`, `#` or blanks",
        )
    return text if text.endswith("/") else text + "/"
