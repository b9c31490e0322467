"""Markdown tables of what was measured."""

from collections.abc import Callable, Iterable
from typing import Final

from benchmarks.results import Series

NOTHING: Final = "–"
Show = Callable[[Series], str]


def table(
    header: Iterable[str], rows: Iterable[Iterable[str]], *, right: Iterable[int] = ()
) -> str:
    """Return a Markdown table; the columns in *right* hold numbers."""
    names = list(header)
    aligned = set(right)
    rule = ["---:" if it in aligned else "---" for it in range(len(names))]
    lines = [names, rule, *(list(it) for it in rows)]
    return "\n".join("| " + " | ".join(_escaped(it)) + " |" for it in lines)


def cell(series: Series | None, show: Show) -> str:
    """Return what a series shows, or why it shows nothing."""
    if series is None:
        return NOTHING
    return show(series) if series.runs else series.missing


def _escaped(cells: list[str]) -> list[str]:
    return [it.replace("|", "\\|") for it in cells]
