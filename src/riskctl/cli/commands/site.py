"""`riskctl site`."""

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from riskctl.cli import accept, options
from riskctl.cli.publish.write_site import (
    WantedSite,
    write_pairs,
    write_site,
    write_sites,
)
from riskctl.cli.several import is_sweep, named_watches, read_board, refuse_unread
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of
from riskctl.errors import UsageError
from riskctl.model.plain import hidden_words
from riskctl.model.source import is_address
from riskctl.reporting.words import counted

# What a link can be joined to: a scheme, a host or an address in brackets, a path.
_LABEL: Final = r"\w(?:[\w-]*\w)?"
_BASE: Final = re.compile(
    rf"https?://(?:\[[0-9A-Fa-f:.]+\]|{_LABEL}(?:\.{_LABEL})*\.?)"
    r"(?::(?P<port>\d{1,5}))?(?P<path>/[^\s?#\"<>\\^`{|}]*)?"
)
_LAST_PORT: Final = 65535


def site(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to; made when missing.")
    ],
    watches: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[WATCH]...",
            help="Several watches, or folders that hold watches: a front page, and "
            "each in a folder of its own.",
        ),
    ] = None,
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
    wanted = WantedSite(
        limit=accept.tlp(tlp),
        address=_address(address),
        force=force,
        as_of=as_of,
        known_at=known_at,
    )
    if not watches:
        count, written = write_site(folder_of(watch), folder, wanted)
        output.note(f"{folder}: {counted(count, 'file')}, {written} written")
        return
    if len(watches) == 1 and is_sweep(watches[0]):
        count, written = write_pairs(watches[0], folder, wanted)
        output.note(f"{folder}: {counted(count, 'file')}, {written} written")
        return
    board = read_board(named_watches(watches), as_of=as_of, known_at=known_at)
    if board.rows:
        count, written = write_sites(board, folder, wanted)
        output.note(f"{folder}: {counted(count, 'file')}, {written} written")
    refuse_unread(board.unread)


def _address(text: str) -> str:
    """
    Return a web address with a slash at its end; an empty text stays empty.

    Raises:
        UsageError: It is no address to which names of files can be joined.
    """
    if not text:
        return text
    if not is_address(text) or not _is_folder(text):
        raise UsageError(
            f"--url: `{text}` is not the address of a folder on the web",
            hint="like https://example.org/watch/: without a file, `?`, `#` or blanks",
        )
    return text if text.endswith("/") else text + "/"


def _is_folder(text: str) -> bool:
    """Say whether names of files can be joined to an address."""
    found = _BASE.fullmatch(text)
    if not found or hidden_words(text) or int(found["port"] or 0) > _LAST_PORT:
        return False
    *folders, last = (found["path"] or "/").split("/")
    return "." not in last and {".", ".."}.isdisjoint(folders)
