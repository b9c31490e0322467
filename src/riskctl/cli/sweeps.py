"""Sweeps on the command line: what is ordered, how it goes, and what came of it."""

import json as json_text
import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Final

import typer

from riskctl.analysis.reports.pairs import PairHistory
from riskctl.cli import clock
from riskctl.cli.terminal import output
from riskctl.cli.terminal.progress import Bar
from riskctl.errors import ExitCode, UsageError
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.pairs import pairs_document
from riskctl.reporting.screens.pairs import pairs_screen
from riskctl.storage.disk.files import read_bytes
from riskctl.storage.shipped import MACHINE_CATALOGUE, catalogue_bytes
from riskctl.sweep.coding import coding_of
from riskctl.sweep.contents import catalogue_in, sound_catalogue
from riskctl.sweep.engines.duck import Duck
from riskctl.sweep.engines.engine import Engine
from riskctl.sweep.engines.ranking import rank
from riskctl.sweep.engines.spark import Spark
from riskctl.sweep.folder import SweepFolder
from riskctl.sweep.layout import layout_called
from riskctl.sweep.order import EARLIEST, Order, SweepListener
from riskctl.sweep.read import day_values
from riskctl.sweep.run import sweep as run_sweep
from riskctl.sweep.verify import verify as verify_pairs

# A sweep knows no watch: days are UTC's, as the data sets' are.
_SETTINGS: Final = Settings(title="", sides=())
SHOWN: Final = 20


def read_order(
    *,
    layout: str,
    catalogue: Path | None,
    first: str | None,
    last: str | None,
    known_at: str | None,
) -> Order:
    """Return what is ordered, from what was typed."""
    shown = str(catalogue) if catalogue else MACHINE_CATALOGUE
    source = (
        read_bytes(catalogue, shown=shown)
        if catalogue
        else catalogue_bytes(MACHINE_CATALOGUE)
    )
    model = sound_catalogue(source, shown)
    order = Order(
        layout=layout_called(layout),
        catalogue=model,
        source=source,
        coding=coding_of(model),
        known_at=_moment(known_at),
        first=_day(first) or EARLIEST,
        last=_day(last),
    )
    if order.last and order.last < order.first:
        raise UsageError(
            f"--to {order.last} lies before --from {order.first}",
            hint="swap the two",
        )
    return order


def run(
    order: Order,
    inputs: Sequence[Path],
    target: Path,
    *,
    engine: str,
    workers: int | None,
) -> None:
    """Sweep, and say how it goes on stderr."""
    on_spark = engine == Spark.name
    processors = workers or os.cpu_count() or 1

    def start(scratch: Path) -> Engine:
        if on_spark:
            return Spark(order.coding, order.catalogue)
        return Duck(order.coding, order.catalogue, workers=processors, scratch=scratch)

    # Each input of Spark's is read by all of its workers.
    order = order._replace(at_once=1 if on_spark else processors)
    manifest = run_sweep(order, inputs, target, start=start, listener=_Teller())
    totals = manifest["totals"]
    left_out = ", ".join(f"{it} {n:,}" for it, n in totals["not_counted"].items())
    output.note(
        f"{target}: {totals['rows']:,} rows, {totals['counted']:,} counted"
        f"{f' ({left_out})' if left_out else ''}, {totals['pairs']:,} pairs, "
        f"{totals['days']:,} days up to {manifest['until']}\n"
        f"digest {manifest['digest']}"
    )


def verify(target: Path, pair: str, *, json: bool) -> None:
    """
    Judge one pair again, and say whether it is the same.

    Raises:
        Exit: It is not.
    """
    folder = SweepFolder(target)
    catalogue = catalogue_in(folder)
    (verdict,) = verify_pairs(folder, [pair.upper()], catalogue, coding_of(catalogue))
    if json:
        said = {**verdict._asdict(), "agrees": verdict.agrees}
        output.write(json_text.dumps(said) + "\n")
    else:
        word = "the same" if verdict.agrees else "NOT the same"
        output.write(
            f"{verdict.pair}: {verdict.events:,} events, {verdict.days:,} days, {word} "
            f"event by event\nsweep  {verdict.swept}\nagain  {verdict.again}\n"
        )
    if not verdict.agrees:
        raise typer.Exit(ExitCode.FINDINGS)


def show_board(target: Path, *, json: bool, width: int) -> None:
    """Print the pairs that are most unlike their own past."""
    board = rank(SweepFolder(target), most=SHOWN)
    if json:
        output.write(as_text(pairs_document(board)))
    else:
        output.show(pairs_screen(board, width=width))


def history_of(target: Path, pair: str) -> PairHistory:
    """Return every day of one pair."""
    folder = SweepFolder(target)
    days = tuple(day_values(folder, pair.upper()))
    return PairHistory(catalogue_in(folder), pair.upper(), days)


class _Teller(SweepListener):
    """Says on stderr what is being done, how much of it, and how long it may take."""

    def __init__(self) -> None:
        self._bar = Bar()
        self._words, self._begun = "", monotonic()

    def phase(self, words: str) -> None:
        """Begin a part of the work; where no bar is drawn, say so in a line."""
        self._bar.remove()
        self._words, self._begun = words, monotonic()
        if not output.is_error_terminal():
            output.note(words)

    def progress(self, done: int, total: int, what: str) -> None:
        """Draw how far it is."""
        if done >= total:
            self._bar.remove()
            return
        spent = monotonic() - self._begun
        left = f", {_time(spent * (total - done) / done)} left" if done else ""
        self._bar.draw(done, total, f"{self._words}: {done} of {total} {what}{left}")


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else f"{round(seconds)} s"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from riskctl.cli.dates import parse_day

    return parse_day(text, today=clock.today(_SETTINGS), order="")


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    if text == "now":
        return clock.now()
    from riskctl.cli.dates import parse_moment

    return parse_moment(text, settings=_SETTINGS, today=clock.today(_SETTINGS))
