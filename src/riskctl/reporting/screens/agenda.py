"""What is to be looked at today, for the terminal: each line ends in its command."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from riskctl.analysis.reports.agenda import Agenda, Task, Why
from riskctl.reporting.lines import (
    EMPTY,
    Line,
    columns,
    cut,
    dim,
    line,
    strong,
    wrapped,
)
from riskctl.reporting.words import counted, long_day

_INDENT: Final = "  "
_ARROW: Final = "  "
_LEAST: Final = 36
_LATER_SHOWN: Final = 3
_HEADINGS: Final = {
    Why.PLAN: "Planned, and the day has come",
    Why.LEADS: "Leads to triage",
    Why.STATUS: "May hold no more",
    Why.LOOK: "Not looked at lately",
    Why.UNSET: "Not set",
}


def agenda_screen(agenda: Agenda, *, title: str, width: int) -> Iterator[Line]:
    """Yield the lines of the screen."""
    count = counted(len(agenda.today), "thing") if agenda.today else "nothing"
    head = f"{title} · {long_day(agenda.as_of)} · {count} to look at"
    yield from (line(strong(it)) for it in wrapped(head, width))
    for why, tasks in groupby(agenda.today, key=lambda it: it.why):
        yield EMPTY
        yield line(strong(_HEADINGS[why]))
        for it in tasks:
            yield from _task_lines(it, width)
    if agenda.later:
        yield EMPTY
        for it in agenda.later[:_LATER_SHOWN]:
            yield line(dim(cut(f"{it.day}  {it.words}", width)))
        more = len(agenda.later) - _LATER_SHOWN
        if more > 0:
            yield line(dim(f"and {more} later: riskctl agenda -f ics has them all"))


def _task_lines(task: Task, width: int) -> Iterator[Line]:
    """Yield the words and the command in one line, or in two where it is narrow."""
    left = width - columns(task.command) - len(_INDENT) - len(_ARROW)
    if left >= _LEAST:
        words = cut(task.words, left)
        gap = " " * (left - columns(words))
        yield line(f"{_INDENT}{words}{gap}{_ARROW}", strong(task.command))
        return
    yield line(_INDENT + cut(task.words, width - len(_INDENT)))
    yield line(_INDENT * 2, strong(task.command))
