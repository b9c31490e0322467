"""The tables about sweeps in `docs/explanation/performance.md`."""

from collections.abc import Callable, Iterator
from typing import Final

from benchmarks.figures import growth_exponent, memory_text, ratio_text, time_text
from benchmarks.goals import Goal
from benchmarks.markdown import table
from benchmarks.page import rewritten
from benchmarks.sweep.results import Results, Sweep
from riskctl.sweep.steps import CHECKING, COUNTING, JUDGING, LOOKING

_GIB: Final = 1 << 30


def with_sweep_tables(text: str, results: Results) -> str:
    """Return a page with every block about sweeps written anew."""
    return rewritten(text, "sweep-benchmark", TABLES, results)


def machine(results: Results) -> str:
    """Return the machine, and what it was held to, as sentences."""
    words = results.machine
    limit = results.address_space_bytes / _GIB
    held = f"No process might ask for more than {limit:.0f} GB (`ulimit -v`)."
    versions = ", ".join(f"{name} {it}" for name, it in results.versions.items())
    processors = f"{words['processor']}, {words['cores']} cores, {words['memory']}"
    lines = [
        f"{processors}; {results.workers} workers.",
        f"{words['kernel']}, Python {words['Python']}, {versions}.",
        held if limit else "Memory was not limited.",
        f"Load before it began: {results.load:.1f}.",
    ]
    if results.counted_again:
        lines.append(
            "The whole was judged in one run and counted in others, of which the "
            f"median of {results.counted_again} stands here: counting had been made "
            "faster since."
        )
    return "\n".join(lines)


def goal_table(results: Results) -> str:
    """Return the goals and how far each is reached."""
    header = ("what", "goal", "measured", "")
    return table(header, (it.row for it in goals(results)), right=(1, 2))


def goals(results: Results) -> Iterator[Goal]:
    """Yield every goal."""
    whole, more = results.whole, results.more
    yield Goal(
        what=f"rows read, checked and counted a second, {whole.rows:,} rows",
        limit=1_000_000,
        measured=whole.rows / whole.seconds_of(LOOKING, CHECKING, COUNTING),
        shown="{:,.0f}".format,
        at_least=True,
    )
    yield Goal(
        what=f"pairs judged a second, {whole.pairs:,} pairs of {whole.years} years",
        limit=40,
        measured=whole.pairs / whole.seconds_of(JUDGING),
        shown="{:,.1f}".format,
        at_least=True,
    )
    yield Goal(
        what="growth exponent of the whole time by pairs",
        limit=1.1,
        measured=growth_exponent([(it.pairs, it.seconds) for it in results.worlds])
        if len(results.worlds) > 1
        else None,
        shown=ratio_text,
    )
    yield Goal(
        what=f"a day more, {more.rows:,} rows: per cent of the whole",
        limit=5,
        measured=100 * more.seconds / whole.seconds,
        shown="{:.1f}".format,
    )
    yield Goal(
        what="memory of all processes together at its peak",
        limit=8 * _GIB / 1024,
        measured=max(it.peak_bytes for it in results.sweeps) / 1024,
        shown=memory_text,
    )


def run_table(results: Results) -> str:
    """Return what each run had to do, and what it took."""
    header = ("", *map(_name, results.sweeps))
    rows = [
        ("rows", *(f"{it.rows:,}" for it in results.sweeps)),
        ("pairs", *(f"{it.pairs:,}" for it in results.sweeps)),
        *(
            (
                name,
                *(time_text(it.seconds_of(name)) for it in results.sweeps),
            )
            for name in (LOOKING, CHECKING, COUNTING, JUDGING)
        ),
        ("all, by the clock", *(time_text(it.seconds) for it in results.sweeps)),
        (
            "all, of processors",
            *(time_text(it.processor_seconds) for it in results.sweeps),
        ),
        ("rows counted a second", *map(_rows_a_second, results.sweeps)),
        ("pairs judged a second", *map(_pairs_a_second, results.sweeps)),
        ("peak memory", *(memory_text(it.peak_bytes / 1024) for it in results.sweeps)),
        ("input files", *(memory_text(it.input_bytes / 1024) for it in results.sweeps)),
        ("the folder", *(memory_text(it.output_bytes / 1024) for it in results.sweeps)),
        ("tables written", *(f"{it.files_written:,}" for it in results.sweeps)),
    ]
    return table(header, rows, right=range(1, len(header)))


def found_table(results: Results) -> str:
    """Return how many of the planted crises are found."""
    header = ("invented", "first ten of the board", "first ten by plain count")
    rows = (
        (
            it.world,
            f"{it.by_board} of {it.planted}",
            f"{it.by_count} of {it.planted}",
        )
        for it in results.found
    )
    return table(header, rows, right=(1, 2))


def _name(sweep: Sweep) -> str:
    return "a day more" if sweep.is_more else f"{sweep.pairs:,} pairs"


def _rows_a_second(sweep: Sweep) -> str:
    return f"{sweep.rows / sweep.seconds_of(LOOKING, CHECKING, COUNTING):,.0f}"


def _pairs_a_second(sweep: Sweep) -> str:
    return f"{sweep.pairs / sweep.seconds_of(JUDGING):,.1f}"


TABLES: Final[dict[str, Callable[[Results], str]]] = {
    "machine": machine,
    "goals": goal_table,
    "runs": run_table,
    "found": found_table,
}
