"""What `doctor` found on this machine: fine, or what to do."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from riskctl.model.examined import Examined
from riskctl.reporting.lines import Line, Span, Style, line, padded, strong, wrapped
from riskctl.reporting.words import counted

_VERDICT: Final = 7
_NAME: Final = 11
_INDENT: Final = " " * (2 + _VERDICT + _NAME)


def doctor_screen(examined: Sequence[Examined], *, width: int) -> list[Line]:
    """Return what was looked at by topic, and how much there is to do."""
    lines: list[Line] = []
    for topic, found in groupby(examined, lambda it: it.topic):
        lines.append(line(strong(topic)))
        for it in found:
            lines += _shown(it, width=width)
    to_do = sum(not it.is_fine for it in examined)
    total = f"{counted(to_do, 'thing')} to do" if to_do else "all fine"
    return [*lines, line(total)]


def _shown(it: Examined, *, width: int) -> list[Line]:
    fine, to_do = Span("fine", Style.GREEN), Span("to do", Style.RED)
    verdict = fine if it.is_fine else to_do
    first, *rest = wrapped(it.found, width - len(_INDENT)) or [""]
    space = " " * (_VERDICT - len(verdict.text))
    lines = [line("  ", verdict, space, padded(it.name, _NAME), first)]
    lines += [line(_INDENT + more) for more in rest]
    if it.advice:
        told = wrapped(f"do: {it.advice}", width, indent=_INDENT)
        lines += [line(strong(more)) for more in told]
    return lines
