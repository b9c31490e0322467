"""The tables of `docs/explanation/performance.md`, written between its markers."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from benchmarks import own_tables, peer_tables
from benchmarks.goals import goals
from benchmarks.markdown import table
from benchmarks.results import Results
from benchmarks.scales import ROOT

PAGE: Final = ROOT / "docs" / "explanation" / "performance.md"
Measured = TypeVar("Measured")


def with_tables(text: str, results: Results) -> str:
    """
    Return a page with every marked block written anew.

    Raises:
        KeyError: A block has a name that is no table.
    """
    return rewritten(text, "benchmark", TABLES, results)


def rewritten(
    text: str,
    mark: str,
    tables: Mapping[str, Callable[[Measured], str]],
    results: Measured,
) -> str:
    """
    Return a page with every block that begins with a mark written anew.

    Raises:
        KeyError: A block has a name that is no table.
    """
    marked = re.compile(
        rf"(<!-- {mark}: (?P<name>[a-z-]+) -->\n).*?(<!-- {mark}: end -->)", re.DOTALL
    )
    return marked.sub(lambda it: f"{it[1]}{tables[it['name']](results)}\n{it[3]}", text)


def machine(results: Results) -> str:
    """Return the machine, and what was compared, as sentences."""
    words = results.machine
    versions = ", ".join(f"{name} {it}" for name, it in results.versions.items())
    left_out = "; ".join(f"{name} ({why})" for name, why in results.left_out.items())
    return "\n".join(
        (
            f"{words['processor']}, {words['cores']} cores, {words['memory']}.",
            f"{words['kernel']}, Python {words['Python']}.",
            f"{versions}.",
            f"Left out: {left_out or 'none of the peers'}.",
            f"Up to {results.rounds} rounds.",
        )
    )


def goal_table(results: Results) -> str:
    """Return the goals and how far each is reached."""
    header = ("what", "goal", "measured", "")
    return table(header, (it.row for it in goals(results)), right=(1, 2))


TABLES: Final[dict[str, Callable[[Results], str]]] = {
    "machine": machine,
    "goals": goal_table,
    "floors": own_tables.floor_table,
    "riskctl": own_tables.riskctl_table,
    "processor": own_tables.processor_table,
    "memory": own_tables.memory_table,
    "cache": own_tables.cache_table,
    "peers": peer_tables.peer_times,
    "peer-ratios": peer_tables.peer_ratios,
    "peer-memory": peer_tables.peer_memory,
    "growth": peer_tables.growth_table,
    "commands": peer_tables.command_table,
}
