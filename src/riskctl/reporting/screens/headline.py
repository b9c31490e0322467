"""The level in a few words: in one line, and as longer screens repeat it."""

from typing import TYPE_CHECKING

from riskctl.reporting.lines import Line, Span, Style, line, strong, wrapped
from riskctl.reporting.marks import colour_of, level_words, marks
from riskctl.reporting.words import long_day, points, short_level, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskctl.analysis.judgement.assessment import Assessment


def level_line(assessment: "Assessment") -> Line:
    """Return the level in one line."""
    day = assessment.day
    since = f" · since {day.since}" if day else ""
    return line(
        *level_head(assessment), f"{since} · {long_day(assessment.as_of)} · unofficial"
    )


def level_head(assessment: "Assessment") -> Line:
    """Return the level and the score, and whether they are to be relied on."""
    if assessment.day is None:
        return line(level_words(assessment))
    first = (part for it in marks(assessment) for part in (strong(it), " · "))
    return line(
        *first,
        level_span(assessment),
        f" · score {points(assessment.score)}{week_words(assessment)}",
    )


def level_span(assessment: "Assessment") -> Span:
    """Return number, word and colour, in that colour; an expired level in grey."""
    return Span(level_words(assessment), Style(colour_of(assessment)))


def mark_lines(assessment: "Assessment", width: int) -> "Iterator[Line]":
    """Yield what must be said beside the level, each mark for itself; often nothing."""
    for text in marks(assessment):
        yield from (line(strong(it)) for it in wrapped(text, width))


def origin_words(assessment: "Assessment") -> str:
    """Say where the level came from."""
    day = assessment.day
    if day is None or day.came_from is None:
        return "where the log begins"
    way = way_words(worse=day.level.is_worse_than(day.came_from))
    return f"{way} from {short_level(assessment.catalogue, day.came_from)}"


def way_words(*, worse: bool) -> str:
    """Say which way a level went: on a scale where less is worse, never up or down."""
    return "worse" if worse else "eased"


def week_words(assessment: "Assessment") -> str:
    """Say how the score changed in seven days, where it was known."""
    change = assessment.week_change
    return "" if change is None else f" ({signed(change)} in 7 days)"
