"""A sweep from its inputs to its manifest; it goes on where it was, and adds days."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from shutil import rmtree

from riskctl.errors import UsageError, WatchError
from riskctl.storage.disk.files import clear_leftovers, locked
from riskctl.storage.disk.names import SWEEP_MANIFEST
from riskctl.sweep.engines.engine import Engine
from riskctl.sweep.folder import (
    CATALOGUE,
    LOCK,
    Document,
    SweepFolder,
    as_bytes,
    digest_of_file,
    refuse_other_folder,
)
from riskctl.sweep.manifest import manifest_of, most_frequent_fault
from riskctl.sweep.order import Order, SweepListener
from riskctl.sweep.steps import (
    LOOKING,
    Run,
    check_rows,
    count_rows,
    in_order,
    judge_pairs,
)


def sweep(
    order: Order,
    inputs: Sequence[Path],
    target: Path,
    *,
    start: Callable[[Path], Engine],
    listener: SweepListener | None = None,
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
    hears = listener or SweepListener()
    refuse_other_folder(target)
    target.mkdir(parents=True, exist_ok=True)
    folder = SweepFolder(target)
    with locked(target / LOCK):
        clear_leftovers(target / SWEEP_MANIFEST, shown=str(target))
        old = folder.manifest if folder.is_finished else {}
        _refuse_other_settings(folder, old, order)
        new = _new_inputs(inputs, old, hears, order.at_once)
        run = Run(folder, order, old, new)
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
    inputs: Sequence[Path], old: Document, hears: SweepListener, at_once: int
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


def _finished(run: Run, engine: Engine, hears: SweepListener) -> Document:
    """Do what is left of a run, and return the manifest of the whole sweep."""
    checked = check_rows(run, engine, hears)
    days = [it.last_day for it in checked.values() if it.last_day]
    before = run.old.get("until")
    if not days and before is None:
        raise WatchError(
            "none of the rows can be counted: " + most_frequent_fault(checked.values()),
            hint="is it the right layout? name another one with --as",
        )
    until = run.order.last or _day(max(days, default="00010101"))
    if before is not None:
        until = max(until, date.fromisoformat(before))
    counted = count_rows(run, engine, hears)
    buckets = judge_pairs(run, engine, hears, until)
    return manifest_of(
        run, engine, until=until, checked=checked, counted=counted, buckets=buckets
    )


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
