"""The level in a few words: in one line, and as longer screens repeat it."""

from typing import TYPE_CHECKING

from riskctl.reporting.lines import Line, Span, Style, line, strong
from riskctl.reporting.marks import colour_of, level_words, marks
from riskctl.reporting.words import long_day, points, short_level, signed

if TYPE_CHECKING:
    from riskctl.analysis.judgement.assessment import Assessment


def level_line(assessment: "Assessment") -> Line:
    """Return the level in one line."""
    standing = assessment.day
    since = f" · since {standing.since}" if standing else ""
    return line(
        *level_head(assessment),
        f"{since} · {long_day(assessment.as_of)} · unofficial",
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


def origin_words(assessment: "Assessment") -> str:
    """Say where the level came from."""
    standing = assessment.day
    if standing is None or standing.came_from is None:
        return "where the log begins"
    way = "up" if standing.level.is_worse_than(standing.came_from) else "down"
    return f"{way} from {short_level(assessment.catalogue, standing.came_from)}"


def week_words(assessment: "Assessment") -> str:
    """Say how the score changed in seven days, where it was known."""
    change = assessment.week_change
    return "" if change is None else f" ({signed(change)} in 7 days)"
