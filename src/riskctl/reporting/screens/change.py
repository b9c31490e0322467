"""Why the score moved between two judgements: by cause, and part by part."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.change.change import Change, Moment
from riskctl.reporting.lines import EMPTY, Line, dim, line, strong, table
from riskctl.reporting.reasons import STORIES
from riskctl.reporting.screens.head import head
from riskctl.reporting.words import moment, points, signed, value_word

_LEAST: Final = 0.05


def change_screen(change: Change, *, title: str, width: int) -> Iterator[Line]:
    """Yield the difference, split by story and cause, and its parts."""
    days = f"from {_words(change.start)} to {_words(change.end)}"
    yield from head(f"{title}: {days}", width=width)
    yield line(
        f"score {points(change.score_before)} → {points(change.score_after)}, ",
        strong(signed(change.difference)),
    )
    yield EMPTY
    rows: list[tuple[str, str]] = []
    for story, causes in STORIES.items():
        rows.append((story, signed(change.by_causes(causes))))
        if len(causes) > 1:
            rows += [(f"  {it.value}", signed(change.by_cause(it))) for it in causes]
    rows.append(("sum, rounded at the end", signed(change.difference)))
    yield from map(line, table(rows, width=width, right={1}))
    if change.parts:
        yield EMPTY
    yield from _parts(change, width)


def _parts(change: Change, width: int) -> Iterator[Line]:
    shown = [it for it in change.largest if abs(it.points) >= _LEAST]
    rows = [
        (
            signed(it.points),
            it.indicator.id,
            it.cause.value,
            ", ".join(f"{event.date} {value_word(event.value)}" for event in it.events),
        )
        for it in shown
    ]
    yield from map(line, table(rows, width=width, right={0}))
    rest = len(change.parts) - len(shown)
    if rest:
        yield line(dim(f"and {rest} under {_LEAST:g} points"))


def _words(it: Moment) -> str:
    known = f" (known at {moment(it.known_at)})" if it.known_at else ""
    return f"{it.as_of}{known}"
