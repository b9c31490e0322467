"""Write a site into a folder: that of one watch, or of several with a front page."""

from pathlib import Path
from typing import Final, NamedTuple

from riskctl import __version__
from riskctl.analysis.reports.publication import withheld_ids
from riskctl.analysis.reports.standing import Standing
from riskctl.cli import clock
from riskctl.cli.publish.make_site import plan_site, site_files
from riskctl.cli.several import SeveralWatches, name_of
from riskctl.cli.terminal import progress
from riskctl.cli.watches import open_watch, read_judged_day, read_moment
from riskctl.errors import UsageError
from riskctl.model.tlp import Tlp
from riskctl.reporting.site.board import PlacedWatch, board_files
from riskctl.reporting.weekly.template import templates_digest
from riskctl.storage.disk.made import digest_of
from riskctl.storage.site import SiteFolder
from riskctl.storage.watch import WatchFolder

# More than a screen of them, for a page is scrolled.
_PAIRS_SHOWN: Final = 60


class WantedSite(NamedTuple):
    """
    What was asked for, of each site alike.

    Attributes:
        address: Where it will be found, with a slash at its end; may be empty.
        force: Replace files that riskctl did not make.
        as_of: As it was typed, and the moment of knowledge; each watch reads them.
    """

    limit: Tlp
    address: str
    force: bool
    as_of: str | None
    known_at: str | None


def write_site(watch: WatchFolder, folder: Path, wanted: WantedSite) -> tuple[int, int]:
    """Write the site of one watch; return how many files it has, and were written."""
    opened = open_watch(watch.path)
    moment = read_moment(wanted.known_at, opened)
    known = opened._replace(log=opened.log.as_known(moment))
    plan = plan_site(
        known,
        today=read_judged_day(wanted.as_of, opened),
        limit=wanted.limit,
        address=wanted.address,
    )
    target = SiteFolder(folder, watch=watch, force=wanted.force)
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
    return len(plan.keys), target.written


def write_sites(
    board: SeveralWatches, folder: Path, wanted: WantedSite
) -> tuple[int, int]:
    """
    Write a front page, and each watch's own site into a folder beside it.

    Raises:
        UsageError: Two of the watches lie in folders of the same name.
    """
    names = [name_of(it) for it, _ in board.rows]
    twice = next((it for it in names if names.count(it) > 1), None)
    if twice is not None:
        raise UsageError(
            f"two of the watches are called `{twice}`, and each needs a folder",
            hint="rename one of the two folders",
        )
    files = board_files(
        [_placed(*it, wanted.limit) for it in board.rows],
        [it.name for it in board.unread],
    )
    # Each looks whether it may write here before anything is written.
    front, *_ = [
        SiteFolder(folder, watch=it, force=wanted.force) for it, _ in board.rows
    ]
    count, written = len(files), 0
    for name, (watch, _) in zip(names, board.rows, strict=True):
        address = wanted.address and f"{wanted.address}{name}/"
        own = write_site(watch, folder / name, wanted._replace(address=address))
        count, written = count + own[0], written + own[1]
    for name, text in files.items():
        front.put(name, _key(name, text), text.encode())
    front.flush()
    front.forget(files)
    front.remember()
    return count, written + front.written


def write_pairs(sweep: Path, folder: Path, wanted: WantedSite) -> tuple[int, int]:
    """Write a page of the pairs of a sweep; return how many files, and were written."""
    from riskctl.reporting.site.pairs import pairs_files
    from riskctl.sweep.engines.ranking import rank
    from riskctl.sweep.folder import SweepFolder

    files = pairs_files(rank(SweepFolder(sweep), most=_PAIRS_SHOWN))
    target = SiteFolder(folder, watch=WatchFolder(sweep), force=wanted.force)
    for name, text in files.items():
        target.put(name, _key(name, text), text.encode())
    target.flush()
    target.forget(files)
    target.remember()
    return len(files), target.written


def _placed(folder: WatchFolder, standing: Standing, limit: Tlp) -> PlacedWatch:
    event = standing.event
    hidden = withheld_ids(standing.assessment.log, limit)
    shows = event is not None and event.id not in hidden
    return PlacedWatch(name_of(folder), standing, shows)


def _key(name: str, text: str) -> str:
    """Return what a file of the front page is made from."""
    base = (__version__, templates_digest(), name, text)
    return digest_of(repr(base).encode("utf-8", "surrogatepass"))
