"""Level and score over time: a chart, the turning points, and plain words."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from riskctl.analysis.change.timeline import Timeline, TurningPoint
from riskctl.analysis.days.day import Day
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.chart import score_chart
from riskctl.reporting.lines import EMPTY, Line, line, strong, table, wrapped
from riskctl.reporting.marks import marks
from riskctl.reporting.reasons import part_words, reason_words
from riskctl.reporting.screens.head import head
from riskctl.reporting.words import counted, points, short_level


def history_screen(
    timeline: Timeline, shown: Sequence[Day], end: Assessment, *, title: str, width: int
) -> Iterator[Line]:
    """
    Yield the chart, the turning points and the table of the days in *shown*.

    Args:
        end: The judgement of the last day.
    """
    catalogue = end.catalogue
    yield from _head(timeline, title, width)
    yield from score_chart(timeline.days, catalogue, width=width)
    yield EMPTY
    yield line(strong("changes of level"))
    yield from _turning_points(timeline, catalogue, width)
    yield EMPTY
    yield from days_table(shown, catalogue, width)
    yield from _marks(end, width)


def history_words(
    timeline: Timeline, end: Assessment, *, title: str, width: int
) -> Iterator[Line]:
    """Yield the same in sentences, for a screen reader or a mail."""
    catalogue = end.catalogue
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
    yield from _marks(end, width)


def _marks(end: Assessment, width: int) -> Iterator[Line]:
    """Yield what must be said of the level of the last day; often nothing."""
    for text in marks(end):
        yield EMPTY
        yield from (line(strong(it)) for it in wrapped(f"{end.as_of}: {text}", width))


def _head(timeline: Timeline, title: str, width: int) -> Iterator[Line]:
    known = ", each day as it was known at its end" if timeline.as_known else ""
    period = timeline.period
    yield from head(f"{title}: {period.first} to {period.last}{known}", width=width)
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
    way = "got worse" if it.is_rise else "eased"
    cause = f"; most of it: {part_words(it.cause)}" if it.cause else ""
    before = short_level(catalogue, it.turn.before)
    after = short_level(catalogue, it.turn.after)
    reason = reason_words(it, catalogue)
    return (
        f"On {it.turn.day} the level {way} from {before} to {after}: {reason}{cause}."
    )


def days_table(days: Sequence[Day], catalogue: Catalogue, width: int) -> Iterator[Line]:
    """Yield the level and the score of each day."""
    rows = [
        ("day", "level", "score"),
        *(
            (str(it.date), short_level(catalogue, it.level), points(it.score))
            for it in days
        ),
    ]
    yield from map(line, table(rows, width=width, right={2}))
