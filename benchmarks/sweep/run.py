"""
How long sweeps of invented events take, phase by phase, and whether they find crises.

    python -m benchmarks.sweep.run          invent files, sweep them, add a day
    python -m benchmarks.sweep.run files    invent the files, and no more
    python -m benchmarks.sweep.run count    count the largest world again, three times
    python -m benchmarks.sweep.run tables   the page again, from the last whole run

Environment: `SWEEP_EVENTS` and `SWEEP_PAIRS` of the largest world, `SWEEP_PARTS` (of
it the smaller ones are the tenth, the fifth …), `SWEEP_YEARS`, `SWEEP_WORKERS`, and
`SWEEP_FOLDER`, where files and results are kept; without it they are removed. A run
with 40,000 pairs writes the page; any other prints its tables.
"""

import os
import sys
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.machine import machine_words
from benchmarks.page import PAGE
from benchmarks.scales import ROOT
from benchmarks.sweep.invented import Shape, World, write_files, write_increment
from benchmarks.sweep.measure import counted, measured
from benchmarks.sweep.results import Found, Results, Sweep
from benchmarks.sweep.tables import TABLES, with_sweep_tables
from riskctl.storage.shipped import MACHINE_CATALOGUE, catalogue_bytes
from riskctl.sweep.coding import coding_of
from riskctl.sweep.contents import sound_catalogue
from riskctl.sweep.engines.ranking import rank
from riskctl.sweep.folder import SweepFolder
from riskctl.sweep.layout import layout_called
from riskctl.sweep.order import EARLIEST, Order

LATEST: Final = ROOT / "benchmarks" / "results" / "sweep.json"
LAST: Final = date(2025, 12, 31)
INCREMENT: Final = 400
_TOP: Final = 10
_COUNT_ROUNDS: Final = 3
_WHOLE_PAIRS: Final = 40_000
# A world in which a few pairs fill the news, and a plain count names those.
_BUSY: Final = Shape(7, 2_000_000, 400, date(2016, 1, 1), LAST)


def main(words: list[str]) -> None:
    """Do what the words and the environment ask for."""
    if words == ["tables"]:
        _write_page(Results.read(LATEST))
        return
    kept = os.environ.get("SWEEP_FOLDER")
    if kept and words == ["count"]:
        _count(Path(kept))
    elif kept:
        _run(Path(kept), files_only=words == ["files"])
    else:
        with TemporaryDirectory() as made:
            _run(Path(made))


def _run(folder: Path, *, files_only: bool = False) -> None:
    shapes = _shapes()
    whole = shapes[-1]
    worlds = [*shapes, *([_BUSY] if whole.pairs == _WHOLE_PAIRS else [])]
    inputs = {it: _files(it, folder) for it in worlds}
    day = LAST + timedelta(days=1)
    more = write_increment(
        whole,
        _home(whole, folder) / "more.CSV",
        day=day,
        count=max(whole.events // INCREMENT, 1),
    )
    if files_only:
        return
    order = _order()
    load = os.getloadavg()[0]
    sweeps: list[Sweep] = []
    found: list[Found] = []
    for shape in worlds:
        print(f"{shape.events:,} events, {shape.pairs:,} pairs", flush=True)
        target = _home(shape, folder) / "sweep"
        rmtree(target, ignore_errors=True)
        years = LAST.year - shape.first.year + 1
        run, _ = measured(order, inputs[shape], target, years=years, is_more=False)
        found.append(_found(shape, target))
        if shape is not _BUSY:
            sweeps.append(run)
        if shape is whole:
            print(f"a day more, {whole.events // INCREMENT:,} events", flush=True)
            run, _ = measured(order, [more], target, years=years, is_more=True)
            sweeps.append(run)
        rmtree(target)
    limit = getrlimit(RLIMIT_AS)[0]
    results = Results(
        machine=machine_words(),
        versions={it: version(it) for it in ("riskctl", "duckdb", "pyarrow")},
        workers=order.at_once,
        address_space_bytes=0 if limit == RLIM_INFINITY else limit,
        load=load,
        sweeps=tuple(sweeps),
        found=tuple(found),
    )
    if whole.pairs == _WHOLE_PAIRS:
        results.write(LATEST)
        _write_page(results)
    for name, text in TABLES.items():
        print(f"\n{name}\n\n{text(results)}")


def _count(folder: Path) -> None:
    """Put into the last whole run how fast it is counted now."""
    whole = _shapes()[-1]
    inputs, target = _files(whole, folder), _home(whole, folder) / "counted"
    rounds = []
    for _ in range(_COUNT_ROUNDS):
        rmtree(target, ignore_errors=True)
        rounds.append(counted(_order(), inputs, target))
    rmtree(target)
    results = Results.read(LATEST).with_counts(rounds)
    results.write(LATEST)
    _write_page(results)


def _shapes() -> list[Shape]:
    """Return the worlds that are asked for, the largest one last."""
    events = int(os.environ.get("SWEEP_EVENTS", "200000"))
    pairs = int(os.environ.get("SWEEP_PAIRS", "400"))
    years = int(os.environ.get("SWEEP_YEARS", "40"))
    parts = [int(it) for it in os.environ.get("SWEEP_PARTS", "2").split()]
    first = date(LAST.year - years + 1, 1, 1)
    return [
        Shape(7, events // it, pairs // it, first, LAST)
        for it in sorted({*parts, 1}, reverse=True)
    ]


def _order() -> Order:
    source = catalogue_bytes(MACHINE_CATALOGUE)
    catalogue = sound_catalogue(source, MACHINE_CATALOGUE)
    return Order(
        layout_called("gdelt2"),
        catalogue,
        source,
        coding_of(catalogue),
        None,
        EARLIEST,
        None,
        int(os.environ.get("SWEEP_WORKERS", str(os.cpu_count() or 1))),
    )


def _home(shape: Shape, folder: Path) -> Path:
    return folder / f"{shape.pairs}"


def _files(shape: Shape, folder: Path) -> list[Path]:
    files = _home(shape, folder) / "files"
    return sorted(files.glob("*.CSV")) or write_files(shape, files)


def _found(shape: Shape, target: Path) -> Found:
    board = rank(SweepFolder(target), most=_TOP)
    planted = set(World(shape).crisis_pairs())
    years = LAST.year - shape.first.year + 1
    return Found(
        f"{shape.events:,} events, {shape.pairs:,} pairs, {years} years",
        len(planted),
        len(planted & {it.pair for it in board.rows}),
        len(planted & set(board.by_count)),
    )


def _write_page(results: Results) -> None:
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_sweep_tables(text, results), encoding="utf-8")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
