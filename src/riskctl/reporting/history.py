"""Level and score over time: a chart, the turning points, and plain words."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from riskctl.analysis.change.change import Part
from riskctl.analysis.change.timeline import Timeline, TurningPoint
from riskctl.analysis.days.day import Day
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.chart import score_chart
from riskctl.reporting.lines import EMPTY, Line, dim, line, strong, table, wrapped
from riskctl.reporting.words import (
    UNOFFICIAL,
    counted,
    points,
    short_level,
    signed,
    value_word,
)

# With hindsight off, a late record changes the days before it, and the level now.
REVISED: Final = "earlier days seen anew"


def history_screen(
    timeline: Timeline,
    shown: Sequence[Day],
    catalogue: Catalogue,
    *,
    title: str,
    width: int,
) -> Iterator[Line]:
    """Yield the chart, the turning points and the table of the days in *shown*."""
    yield from _head(timeline, title, width)
    yield from score_chart(timeline.days, catalogue, width=width)
    yield EMPTY
    yield line(strong("changes of level"))
    yield from _turning_points(timeline, catalogue, width)
    yield EMPTY
    rows = [
        ("day", "level", "score"),
        *(
            (str(it.date), short_level(catalogue, it.level), points(it.score))
            for it in shown
        ),
    ]
    yield from map(line, table(rows, width=width, right={2}))


def history_words(
    timeline: Timeline, catalogue: Catalogue, *, title: str, width: int
) -> Iterator[Line]:
    """Yield the same in sentences, for a screen reader or a mail."""
    yield from _head(timeline, title, width)
    for level, run in groupby(timeline.days, key=lambda it: it.level):
        days = list(run)
        scores = [it.score for it in days]
        text = (
            f"{days[0].date} to {days[-1].date}: level {short_level(catalogue, level)} "
            f"for {counted(len(days), 'day')}, score {points(min(scores))} to "
            f"{points(max(scores))}."
        )
        yield from map(line, wrapped(text, width))
    for it in timeline.turning_points:
        yield from map(line, wrapped(_sentence(it, catalogue), width))


def reason_words(it: TurningPoint, catalogue: Catalogue) -> str:
    """Say which floor or which crossing changed the level."""
    floors = " and ".join(held.floor.name for held in it.floors)
    after = catalogue.band(it.turn.after)
    if it.is_rise:
        if it.score >= after.from_score:
            crossed = f"score {points(it.score)} reached {after.from_score:g}"
            return f"{crossed}, floor {floors}" if floors else crossed
        return f"floor {floors}" if floors else REVISED
    if it.revised:
        return REVISED
    start = catalogue.band(it.turn.before).from_score - catalogue.descent.margin
    return f"{counted(catalogue.descent.dwell_days, 'day')} under {start:g}"


def part_words(part: Part | None) -> str:
    """Say which cause moved most, on which indicator, and by which events."""
    if part is None:
        return ""
    events = ", ".join(value_word(it.value) for it in part.events)
    what = f" = {events}" if events else ""
    return f"{signed(part.points)} {part.indicator.id}{what} ({part.cause.value})"


def _head(timeline: Timeline, title: str, width: int) -> Iterator[Line]:
    for text in wrapped(UNOFFICIAL, width):
        yield line(dim(text))
    yield EMPTY
    known = ", each day as it was known at its end" if timeline.as_known else ""
    period = timeline.period
    for text in wrapped(f"{title}: {period.first} to {period.last}{known}", width):
        yield line(strong(text))
    yield EMPTY


def _turning_points(
    timeline: Timeline, catalogue: Catalogue, width: int
) -> Iterator[Line]:
    if not timeline.turning_points:
        yield line("none")
    rows = [
        (
            str(it.turn.day),
            f"{it.turn.before.value} → {it.turn.after.value}",
            reason_words(it, catalogue),
            part_words(it.cause),
        )
        for it in timeline.turning_points
    ]
    yield from map(line, table(rows, width=width))


def _sentence(it: TurningPoint, catalogue: Catalogue) -> str:
    way = "rose" if it.is_rise else "fell"
    cause = f"; most of it: {part_words(it.cause)}" if it.cause else ""
    before = short_level(catalogue, it.turn.before)
    after = short_level(catalogue, it.turn.after)
    reason = reason_words(it, catalogue)
    return (
        f"On {it.turn.day} the level {way} from {before} to {after}: {reason}{cause}."
    )
