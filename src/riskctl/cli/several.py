"""Several watches at once: which ones are meant, and those that cannot be read."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from riskctl.analysis.reports.standing import Standing, Unread, by_change, standing
from riskctl.cli.watches import folder_of, open_watch, read_judged_day, read_moment
from riskctl.errors import UsageError, WatchError
from riskctl.storage.disk.files import is_file
from riskctl.storage.disk.names import SWEEP_MANIFEST
from riskctl.storage.own_watches import own_watches, watches_in
from riskctl.storage.watch import WatchFolder


class SeveralWatches(NamedTuple):
    """
    Several watches side by side.

    Attributes:
        rows: The name of each folder and where the watch stands, by what changed.
        unread: Those that cannot be read.
    """

    rows: list[tuple[WatchFolder, Standing]]
    unread: list[Unread]


def read_board(
    folders: Iterable[WatchFolder], *, as_of: str | None, known_at: str | None
) -> SeveralWatches:
    """Judge each watch by itself; one that is broken does not hold up the others."""
    rows: list[tuple[WatchFolder, Standing]] = []
    unread: list[Unread] = []
    for folder in folders:
        try:
            watch = open_watch(folder.path)
        except WatchError as error:
            unread.append(Unread(name_of(folder), error.message, error.hint))
            continue
        day = read_judged_day(as_of, watch)
        moment = read_moment(known_at, watch)
        rows.append((folder, standing(watch, as_of=day, known_at=moment)))
    place = {id(it): folder for folder, it in rows}
    ordered = by_change(it for _, it in rows)
    return SeveralWatches([(place[id(it)], it) for it in ordered], unread)


def named_watches(named: Sequence[Path] | None) -> list[WatchFolder]:
    """
    Return the watches that are meant, each once.

    Args:
        named: Watches, by folder or short name, and folders that hold watches; none
            for those that have a short name.

    Raises:
        UsageError: There is none.
    """
    found = list(_each(named)) if named else own_watches()
    once = {it.path.resolve(): it for it in found}
    if not once:
        raise UsageError(
            "no watch has a short name yet",
            hint="name a folder that holds watches: riskctl board DIR, or: "
            "riskctl watches --add DIR",
        )
    return list(once.values())


def is_sweep(path: Path) -> bool:
    """Say whether a folder is that of a finished sweep."""
    return is_file(path / SWEEP_MANIFEST) and not WatchFolder(path).exists


def name_of(folder: WatchFolder) -> str:
    """Return what a watch among others is called: as its folder."""
    return folder.path.name or folder.path.resolve().name


def refuse_unread(unread: Sequence[Unread]) -> None:
    """
    End with the code of a broken watch, where there is one, after all is shown.

    Raises:
        WatchError: With the first, and how many there are.
    """
    if unread:
        first, more = unread[0], len(unread) - 1
        others = f" (and {more} more)" if more else ""
        raise WatchError(f"{first.name}: {first.message}{others}", hint=first.hint)


def _each(named: Iterable[Path]) -> Iterator[WatchFolder]:
    for path in named:
        inside = [] if WatchFolder(path).exists else watches_in(path)
        yield from inside or [folder_of(path)]
