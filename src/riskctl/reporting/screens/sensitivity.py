"""Which single change of judgement matters."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.sensitivity import (
    Assumption,
    Sensitivity,
    VariantEffect,
)
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.lines import EMPTY, Line, dim, line, strong, table, wrapped
from riskctl.reporting.screens.head import notice
from riskctl.reporting.screens.headline import mark_lines
from riskctl.reporting.words import counted, points, short_level, signed

_HEADER: Final = ("indicator", "left out", "weight × 0.5", "weight × 1.5")


def sensitivity_screen(
    result: Sensitivity, assessment: Assessment, *, width: int
) -> Iterator[Line]:
    """Yield the effect of every weight, and the changes that would move the level."""
    catalogue = assessment.catalogue
    own = short_level(catalogue, result.level)
    question = (
        f"score {points(result.score)}, by itself level {own}; "
        "what one other judgement would make of it"
    )
    yield from notice(width)
    yield from mark_lines(assessment, width)
    yield from map(line, wrapped(question, width))
    yield EMPTY
    rows = [_HEADER, *_by_indicator(result)]
    yield from map(line, table(rows, width=width, right={1, 2, 3}))
    yield EMPTY
    yield line(strong("single changes that would give another level"))
    if not result.decisive:
        yield line("none")
    changes = [_change(it, catalogue) for it in result.decisive]
    yield from map(line, table(changes, width=width, right={0}))
    yield line(dim(f"{counted(len(result.effects), 'change')} tried"))


def _by_indicator(result: Sensitivity) -> Iterator[tuple[str, ...]]:
    """Yield a row for each indicator, the one that matters most first."""
    weights = [
        it
        for it in result.effects
        if it.assumption in {Assumption.LEFT_OUT, Assumption.WEIGHT}
    ]
    for name in dict.fromkeys(it.subject for it in weights):
        mine = [it for it in weights if it.subject == name]
        kept = sorted((it for it in mine if it.factor), key=lambda it: it.factor)
        left_out = [it for it in mine if not it.factor]
        cells = [_cell(it, result) for it in (*left_out, *kept)]
        # Of a weight of nothing there is no half and no double.
        none = ["–"] * (len(_HEADER) - 1 - len(cells))
        yield (name, *cells, *none) if left_out else (name, *none, *cells)


def _cell(effect: VariantEffect, result: Sensitivity) -> str:
    moved = "" if effect.level is result.level else f" → {effect.level.value}"
    return f"{signed(effect.points)}{moved}"


def _change(it: VariantEffect, catalogue: Catalogue) -> tuple[str, ...]:
    return (
        signed(it.points),
        it.assumption.value,
        it.change,
        short_level(catalogue, it.level),
        it.subject,
    )
