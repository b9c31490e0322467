"""A sweep from its inputs to its manifest; it goes on where it was, and adds days."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from platform import python_version
from shutil import rmtree
from typing import Any, Final, NamedTuple

from riskctl import __version__
from riskctl.analysis.reports.pairs import MACHINE_CODED
from riskctl.errors import UsageError, WatchError
from riskctl.reporting.words import UNOFFICIAL
from riskctl.storage.disk.files import locked
from riskctl.storage.disk.made import made_from
from riskctl.storage.disk.names import SWEEP_MANIFEST
from riskctl.sweep import sql
from riskctl.sweep.engines.engine import Checked, Engine
from riskctl.sweep.engines.work import Work, mark_of
from riskctl.sweep.folder import (
    CATALOGUE,
    FORMAT,
    LOCK,
    Document,
    SweepFolder,
    as_bytes,
    digest_of_file,
    refuse_other_folder,
)
from riskctl.sweep.order import Listener, Order
from riskctl.sweep.threads import in_order

# The phases of a run, as a listener hears them.
LOOKING: Final = "reading which inputs are new"
CHECKING: Final = "checking rows"
COUNTING: Final = "counting"
JUDGING: Final = "judging"
_LATEST: Final = date(9998, 12, 31)


class _Run(NamedTuple):
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
        return made_from(sorted(self.order.settings.items()))

    @property
    def plan(self) -> str:
        digests = [it for it, _ in self.inputs]
        return made_from(self.settings, self.old.get("digest"), digests)[:12]


def sweep(
    order: Order,
    inputs: Sequence[Path],
    target: Path,
    *,
    start: Callable[[Path], Engine],
    listener: Listener | None = None,
) -> Document:
    """
    Sweep some files into a folder; what is in it already is not counted again.

    Args:
        start: Starts the engine, which is given where it may put what it spills.

    Raises:
        UsageError: The folder holds something else, or a sweep under other settings.
        WatchError: An input cannot be read; with file and line.
        WriteError: The disk refused, or a worker died; the run can go on.
    """
    hears = listener or Listener()
    refuse_other_folder(target)
    target.mkdir(parents=True, exist_ok=True)
    folder = SweepFolder(target)
    with locked(target / LOCK):
        old = folder.manifest if folder.is_finished else {}
        _refuse_other_settings(folder, old, order)
        new = _new_inputs(inputs, old, hears, order.at_once)
        run = _Run(folder, order, old, new)
        if not run.inputs and old:
            _tidy(folder, old)
            return old
        engine = start(folder.work(run.plan) / "spilled")
        try:
            manifest = _finished(run, engine, hears)
        finally:
            engine.close()
        folder.write(CATALOGUE, order.source)
        folder.write(SWEEP_MANIFEST, as_bytes(manifest))
        _tidy(folder, manifest)
    return manifest


def _tidy(folder: SweepFolder, manifest: Document) -> None:
    """Remove what is superseded, and what an earlier run left half done."""
    folder.remove_unnamed(manifest["buckets"])
    rmtree(folder.path / "work", ignore_errors=True)


def _new_inputs(
    inputs: Sequence[Path], old: Document, hears: Listener, at_once: int
) -> list[tuple[str, Path]]:
    """Return the inputs that were not swept before, each once."""
    known = {it["sha256"] for it in old.get("inputs", ())}
    hears.phase(LOOKING)
    found: dict[str, Path] = {}
    digests = in_order(digest_of_file, inputs, at_once=at_once)
    for done, (path, digest) in enumerate(zip(inputs, digests, strict=True), 1):
        if digest not in known:
            found.setdefault(digest, path)
        hears.progress(done, len(inputs), "files")
    return list(found.items())


def _refuse_other_settings(folder: SweepFolder, old: Document, order: Order) -> None:
    if not old:
        return
    for name, value in order.settings.items():
        if old["settings"][name] != value:
            raise UsageError(
                f"{folder.path}: was swept with another {name}: "
                f"{old['settings'][name]}, now {value}",
                hint="the same options, or -o with another folder",
            )


def _finished(run: _Run, engine: Engine, hears: Listener) -> Document:
    """Do what is left of a run, and return the manifest of the whole sweep."""
    checked = _checked(run, engine, hears)
    days = [it.last_day for it in checked.values() if it.last_day]
    before = run.old.get("until")
    if not days and before is None:
        raise WatchError(
            "none of the rows can be counted: " + _faults_words(checked.values()),
            hint="is it the right layout? name another one with --as",
        )
    until = run.order.last or _day(max(days, default="00010101"))
    if before is not None:
        until = max(until, date.fromisoformat(before))
    counted = _counted(run, engine, hears)
    buckets = _judged(run, engine, hears, until)
    inputs = [*run.old.get("inputs", ()), *_input_parts(run, checked)]
    rows = sum(it["rows"] for it in inputs)
    faults: Counter[str] = Counter()
    for it in inputs:
        faults.update(it["not_counted"])
    total = run.old.get("totals", {}).get("counted", 0) + counted
    faults["repeated"] = rows - total - faults.total()
    if faults["repeated"] < 0:
        raise AssertionError(f"{total} rows counted of {rows}, {faults} left out")
    return {
        "riskctl_sweep": FORMAT,
        "unofficial": UNOFFICIAL,
        "machine_coded": MACHINE_CODED,
        "settings": run.order.settings,
        "until": until.isoformat(),
        "digest": _whole_digest(buckets),
        "engine": {"name": engine.name, "version": engine.version},
        "versions": {"riskctl": __version__, "python": python_version()},
        "totals": {
            "rows": rows,
            "counted": total,
            "not_counted": {it: faults[it] for it in sql.FAULTS if faults[it]},
            "pairs": sum(it["pairs"] for it in buckets.values()),
            "days": sum(
                year["rows"] for it in buckets.values() for year in it["days"].values()
            ),
        },
        "inputs": inputs,
        "runs": [*run.old.get("runs", ()), run.plan],
        "buckets": buckets,
    }


def _checked(run: _Run, engine: Engine, hears: Listener) -> dict[str, Checked]:
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


def _counted(run: _Run, engine: Engine, hears: Listener) -> int:
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


def _judged(
    run: _Run, engine: Engine, hears: Listener, until: date
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


def _input_parts(run: _Run, checked: dict[str, Checked]) -> list[Document]:
    return [
        {
            "path": str(path.resolve()),
            "bytes": path.stat().st_size,
            "sha256": digest,
            "run": run.plan,
            "rows": checked[digest].rows,
            "not_counted": checked[digest].faults,
            "unknown_codes": checked[digest].unknown,
        }
        for digest, path in run.inputs
    ]


def _whole_digest(buckets: dict[str, Document]) -> str:
    """Return one digest of every day of every pair, whatever made it, in any order."""
    lines = sorted(
        f"{year} {bucket} {it['digest']}\n"
        for bucket, said in buckets.items()
        for year, it in said["days"].items()
    )
    return sha256("".join(lines).encode("ascii")).hexdigest()


def _faults_words(checked: Any) -> str:  # noqa: ANN401 (an iterable of Checked)
    faults: Counter[str] = Counter()
    for it in checked:
        faults.update(it.faults)
    if not faults:
        return "there are none"
    name, count = faults.most_common(1)[0]
    return f"of {faults.total():,} rows, {count:,} because {sql.FAULTS[name]}"


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
