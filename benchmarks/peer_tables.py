"""The tables of riskctl beside its peers."""

from benchmarks.figures import memory_text, ratio_text, time_text
from benchmarks.job import COMMON_JOBS
from benchmarks.markdown import NOTHING, Show, cell, table
from benchmarks.peers.found import KINDS
from benchmarks.results import Results, Series
from benchmarks.riskctl_jobs import RISKCTL


def peer_times(results: Results) -> str:
    """Return the median times of all tools."""
    return _by_tool(results, lambda it: time_text(it.seconds))


def peer_ratios(results: Results) -> str:
    """Return how many times as long as riskctl each peer takes."""

    def show(series: Series) -> str:
        own = results.get(RISKCTL, series.name, series.size)
        return ratio_text(series.seconds / own.seconds) if own else NOTHING

    return _by_tool(results, show)


def peer_memory(results: Results) -> str:
    """Return the peak memory of all tools."""
    return _by_tool(results, lambda it: memory_text(it.peak_kib))


def growth_table(results: Results) -> str:
    """Return the growth exponents of all tools."""
    tools = _tools(results)
    rows = [
        (job, *(_exponent(results.exponent(tool, job)) for tool in tools))
        for job in COMMON_JOBS
    ]
    return table(("job", *tools), rows, right=range(1, len(tools) + 1))


def command_table(results: Results) -> str:
    """Return what was run, and what to know of each peer."""
    rows = []
    for tool in _tools(results):
        for job in COMMON_JOBS:
            series = next(iter(results.all_of(tool, job)), None)
            rows.append((tool, job, f"`{series.shown}`" if series else NOTHING))
    notes = [f"- {it}: {KINDS[it].note}." for it in _tools(results) if it != RISKCTL]
    return table(("tool", "job", "command"), rows) + "\n\n" + "\n".join(notes)


def _by_tool(results: Results, show: Show) -> str:
    tools = _tools(results)
    rows = []
    for job in COMMON_JOBS:
        for size in results.sizes:
            series = {
                it.tool: it
                for it in results.series
                if (it.name, it.size) == (job, size)
            }
            if len(series) > 1:
                cells = (cell(series.get(tool), show) for tool in tools)
                rows.append((job, f"{size:,}", *cells))
    return table(("job", "events", *tools), rows, right=range(1, len(tools) + 2))


def _exponent(exponent: float | None) -> str:
    return NOTHING if exponent is None else f"{exponent:.2f}"


def _tools(results: Results) -> list[str]:
    return [it for it in results.versions if it == RISKCTL or it in KINDS]
