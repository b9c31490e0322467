"""The tables of riskctl by itself."""

from typing import Final

from benchmarks.figures import memory_text, ratio_text, time_text
from benchmarks.markdown import NOTHING, Show, cell, table
from benchmarks.results import Results, Series
from benchmarks.riskctl_jobs import (
    BARE,
    EXAMPLE_BRIEF,
    EXAMPLE_HISTORY,
    EXAMPLE_LEVEL,
    EXAMPLE_LOG,
    FIRST,
    FLOOR,
    HELP,
    RISKCTL,
    TYPER,
    WARM_JOBS,
)

_WITHOUT_LOG: Final = (
    HELP,
    EXAMPLE_BRIEF,
    EXAMPLE_LOG,
    EXAMPLE_LEVEL,
    EXAMPLE_HISTORY,
)


def riskctl_table(results: Results) -> str:
    """Return riskctl's times at every size, each with its ratio to the floor."""

    def show(series: Series) -> str:
        return f"{time_text(series.seconds)} ({ratio_text(series.floor_ratio)})"

    return _by_size(results, show)


def processor_table(results: Results) -> str:
    """Return riskctl's processor time at every size."""
    return _by_size(results, lambda it: time_text(it.processor_seconds))


def memory_table(results: Results) -> str:
    """Return riskctl's peak memory at every size."""
    return _by_size(results, lambda it: memory_text(it.peak_kib))


def floor_table(results: Results) -> str:
    """Return the floors, and what needs no generated log."""
    rows = [
        (
            f"`{name}`" if tool == FLOOR else name,
            cell(series, lambda it: time_text(it.seconds)),
            cell(series, lambda it: ratio_text(it.floor_ratio)),
            cell(series, lambda it: memory_text(it.peak_kib)),
        )
        for tool, names in ((FLOOR, (BARE, TYPER)), (RISKCTL, _WITHOUT_LOG))
        for name in names
        if (series := results.get(tool, name))
    ]
    header = ("what", "time", "times the floor", "peak memory")
    return table(header, rows, right=(1, 2, 3))


def cache_table(results: Results) -> str:
    """Return the size of the log, what is kept of it, and how fast it is read."""
    rows = []
    for size in results.sizes:
        log, cache = results.log_bytes[size], results.cache_bytes.get(size)
        first = results.get(RISKCTL, FIRST, size)
        rows.append(
            (
                f"{size:,}",
                f"{log / 2**20:,.1f} MB",
                f"{cache / 2**20:,.1f} MB" if cache else NOTHING,
                ratio_text(cache / log) if cache else NOTHING,
                f"{size / first.seconds:,.0f}" if first else NOTHING,
            )
        )
    header = ("events", "log", "cache", "cache / log", "events a second at first")
    return table(header, rows, right=range(5))


def _by_size(results: Results, show: Show) -> str:
    rows = [
        (
            name,
            *(cell(results.get(RISKCTL, name, size), show) for size in results.sizes),
        )
        for name in (*WARM_JOBS, FIRST)
    ]
    header = ("job", *(f"{it:,}" for it in results.sizes))
    return table(header, rows, right=range(1, len(header)))
