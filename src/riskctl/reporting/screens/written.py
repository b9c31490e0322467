"""What is said after an event was written: whose, what, its effect, and how to undo."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.change.effect import Effect, Moved
from riskctl.model.catalogue import Catalogue
from riskctl.model.record import Event
from riskctl.reporting.lines import Line, dim, line, strong, wrapped
from riskctl.reporting.words import (
    counted,
    long_day,
    percent,
    points,
    short_level,
    value_word,
)

_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
)  # fmt: skip
_INDENT: Final = "  "
UNDO: Final = "wrong? riskctl undo"


def written_screen(
    event: Event, catalogue: Catalogue, effect: Effect, *, head: Line, width: int
) -> list[Line]:
    """
    Return what is said after an event was written.

    Args:
        head: What `head_line` returned.
    """
    about = f"{event.indicator} = {value_word(event.value)} ({event.grade})"
    texts = [
        f"{about} on {long_day(event.date)}: {event.title}",
        *effect_texts(effect, catalogue),
        *cost_texts(event),
    ]
    return [
        head,
        *(line(it) for text in texts for it in wrapped(text, width, indent=_INDENT)),
        line(dim(_INDENT + UNDO)),
    ]


def head_line(pair: str, done: str) -> Line:
    """Return the first line: whose log it is, before what was done to it."""
    return line(strong(pair), f" · {done}")


def effect_texts(effect: Effect, catalogue: Catalogue) -> Iterator[str]:
    """Say what score and level are on the event's own day and today, and why."""
    own, today = effect.own_day.after, effect.today.after
    if today is None:
        yield "no level yet"
        return
    if own is not None and own.date != today.date:
        yield f"on {long_day(own.date)}: {_moved_words(effect.own_day, catalogue)}"
    words = f"today: {_moved_words(effect.today, catalogue)}"
    why = why_words(effect, catalogue)
    yield f"{words}: {why}" if why else words


def why_words(effect: Effect, catalogue: Catalogue) -> str:
    """Say why today's level is another one; empty where it is not."""
    before, after, turned = effect.today.before, effect.today.after, effect.turned
    if before is None or after is None or turned is None or not effect.today.is_turn:
        return ""
    on = f"on {turned.date.day} {_MONTHS[turned.date.month - 1]}"
    if turned.date.year != after.date.year:
        on += f" {turned.date.year}"
    if turned.came_from and turned.came_from.is_worse_than(turned.level):
        start = catalogue.band(turned.came_from).from_score - catalogue.descent.margin
        dwell = counted(catalogue.descent.dwell_days, "day")
        return f"{dwell} under {start:g} were over {on}"
    reached = catalogue.band(turned.level).from_score
    if turned.score >= reached:
        return f"the score reached {reached:g} {on}"
    floors = " and ".join(it.floor.name for it in effect.floors)
    return f"floor {floors} {on}" if floors else f"so since {on.removeprefix('on ')}"


def cost_texts(event: Event) -> Iterator[str]:
    """Say what it costs that an event has no grade, or no source."""
    if event.grade.is_ungraded:
        share = percent(event.grade.credence)
        yield f"no grade: it counts {share}, and trips no floor; -g B2 is one"
    if not event.sources:
        yield "no source: nobody can look it up, and `check` asks for one"


def _moved_words(moved: Moved, catalogue: Catalogue) -> str:
    before, after = moved
    if after is None:
        return "no level"
    level = short_level(catalogue, after.level)
    if before is None:
        return f"score {points(after.score)}, level {level}, the first"
    score = f"score {points(before.score)} → {points(after.score)}"
    if not moved.is_turn:
        return f"{score}, level {level}, unchanged"
    worse = after.level.is_worse_than(before.level)
    was = short_level(catalogue, before.level)
    return f"{score}, level {was} → {level}, {'worse' if worse else 'eased'}"
