"""The steps of a run: rows are checked, counted, and the pairs are judged."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from riskctl.storage.disk.made import made_from
from riskctl.sweep import sql
from riskctl.sweep.engines.engine import Checked, Engine, Work, mark_of
from riskctl.sweep.folder import Document, SweepFolder
from riskctl.sweep.order import Order, SweepListener

# The parts of a run, as a listener hears them.
LOOKING: Final = "reading which inputs are new"
CHECKING: Final = "checking rows"
COUNTING: Final = "counting"
JUDGING: Final = "judging"
_LATEST: Final = date(9998, 12, 31)

Given = TypeVar("Given")
Found = TypeVar("Found")


class Run(NamedTuple):
    """
    One run: what is new, and what it is named by.

    Attributes:
        old: The manifest of the runs before; empty for the first one.
        inputs: The digest of each new input, and where it lies.
    """

    folder: SweepFolder
    order: Order
    old: Document
    inputs: list[tuple[str, Path]]

    @property
    def settings(self) -> str:
        """What the rows are named by that were checked under the same settings."""
        return made_from(sorted(self.order.settings.items()))

    @property
    def plan(self) -> str:
        """What everything is named by that this run makes."""
        digests = [it for it, _ in self.inputs]
        return made_from(self.settings, self.old.get("digest"), digests)[:12]


def check_rows(run: Run, engine: Engine, hears: SweepListener) -> dict[str, Checked]:
    """Check every new input; what an unfinished run has checked is taken over."""
    order = run.order
    text = sql.check_text(
        known_at=order.known_at, first=order.first, last=order.last or _LATEST
    )
    hears.phase(CHECKING)

    def check(given: tuple[str, Path]) -> Checked:
        digest, path = given
        target = run.folder.rows(digest, run.settings)
        if target.exists():
            return engine.describe(target)
        return engine.check(
            path, digest=digest, layout=order.layout, text=text, target=target
        )

    found: dict[str, Checked] = {}
    rows = 0
    checked = in_order(check, run.inputs, at_once=order.at_once)
    for (digest, _), it in zip(run.inputs, checked, strict=True):
        found[digest] = it
        rows += it.rows
        hears.progress(len(found), len(run.inputs), f"files, {rows:,} rows")
    return found


def count_rows(run: Run, engine: Engine, hears: SweepListener) -> int:
    """Count the new rows, unless an unfinished run has done so."""
    hears.phase(COUNTING)
    mark = run.folder.work(run.plan) / "counted.json"
    if mark.is_file():
        return int(json.loads(mark.read_bytes()))
    new = [run.folder.rows(it, run.settings) for it, _ in run.inputs]
    earlier = [
        run.folder.rows(it["sha256"], run.settings) for it in run.old.get("inputs", ())
    ]
    count = engine.count(new, earlier, run.folder.counts(run.plan))
    run.folder.write(
        str(mark.relative_to(run.folder.path)), json.dumps(count).encode("ascii")
    )
    return count


def judge_pairs(
    run: Run, engine: Engine, hears: SweepListener, until: date
) -> dict[str, Document]:
    """Have every bucket judged that an unfinished run has not."""
    hears.phase(JUDGING)
    old = run.old.get("buckets", {})
    runs = [*run.old.get("runs", ()), run.plan]
    counts = [run.folder.counts(it) for it in runs]
    named = {
        it.name.partition("=")[2] for path in counts for it in path.glob("bucket=*")
    }
    work = Work(
        folder=str(run.folder.path),
        plan=run.plan,
        catalogue=run.order.catalogue,
        until=until,
        until_before=date.fromisoformat(run.old["until"]) if run.old else None,
        fresh=str(run.folder.counts(run.plan)),
        marks=str(run.folder.work(run.plan)),
        tables=old,
    )
    marks = {it: mark_of(work.marks, it) for it in named}
    found = {
        it: json.loads(mark.read_bytes())
        for it, mark in marks.items()
        if mark.is_file()
    }
    todo = sorted(named - set(found))
    hears.progress(len(found), len(named), _pairs_words(found))
    for it in engine.judge(work, counts, todo) if todo else ():
        found[it.bucket] = it.said
        hears.progress(len(found), len(named), _pairs_words(found))
    return dict(sorted(found.items()))


def _pairs_words(found: dict[str, Document]) -> str:
    return f"parts, {sum(it['walked'] for it in found.values()):,} pairs"


def in_order(
    work: Callable[[Given], Found], given: Sequence[Given], *, at_once: int
) -> Iterator[Found]:
    """
    Yield what comes of each, in their order; what fails first ends it.

    Threads do, where most of the work is not done in Python.

    Args:
        at_once: How many are worked on at the same time.

    Examples:
        >>> list(in_order(len, ["a", "bcd", "ef"], at_once=2))
        [1, 3, 2]
    """
    pool = ThreadPoolExecutor(at_once)
    try:
        for future in [pool.submit(work, it) for it in given]:
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
