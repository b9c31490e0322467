"""The board: several watches in one table, one line each."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskctl.analysis.reports.standing import Standing, Unread, Way
from riskctl.model.alert import AlertLevel
from riskctl.reporting.lines import (
    EMPTY,
    Line,
    Span,
    columns,
    cut,
    dim,
    line,
    padded,
    strong,
)
from riskctl.reporting.marks import CURRENT, EXPIRED, NO_EVIDENCE, short_marks
from riskctl.reporting.screens.head import notice
from riskctl.reporting.screens.headline import level_span
from riskctl.reporting.words import UNOFFICIAL_SHORT, day_words, points, signed

# From so many columns on there is room for the event, and for all the rest.
_ROOMY: Final = 64
_WIDE: Final = 120
_MOST_PAIR: Final = 36
_GAP: Final = "  "


def board_screen(
    standings: Sequence[Standing], unread: Sequence[Unread], *, width: int
) -> Iterator[Line]:
    """
    Yield the notice, and a line for each watch.

    Args:
        standings: In the order in which they are shown.
        unread: The watches that have no level because they cannot be read.
    """
    yield from notice(width) if width >= _WIDE else _short_notice(width)
    rows = [_cells(it, width) for it in standings]
    sizes = [
        min(max(columns(it.text) for it in column), _most(place, width))
        for place, column in enumerate(zip(*rows, strict=True))
    ]
    for it, cells in zip(standings, rows, strict=True):
        fixed = [
            Span(padded(cell.text, size), cell.style)
            for cell, size in zip(cells, sizes, strict=True)
        ]
        spaced = [part for cell in fixed for part in (cell, Span(_GAP))]
        room = width - sum(sizes) - len(_GAP) * len(sizes)
        yield line(*spaced, *_last(it, room, width))
    for broken in unread:
        text = f"{broken.name}: cannot be read: {broken.message}"
        yield line(Span(cut(text, width)))
    if not standings and not unread:
        yield line("no watch here")


def _short_notice(width: int) -> Iterator[Line]:
    yield line(dim(cut(UNOFFICIAL_SHORT, width)))
    yield EMPTY


def _cells(it: Standing, width: int) -> list[Span]:
    """Return what stands in columns: level, way, pair, and how it is relied on."""
    level, pair = level_span(it.assessment), strong(it.settings.title)
    if width < _ROOMY:
        way = EXPIRED if it.assessment.is_expired else _way_word(it)
        return [_short_level(it), Span(way), pair]
    cells = [pair, level if width >= _WIDE else _short_level(it), Span(_way(it))]
    if width >= _WIDE:
        shown = points(it.assessment.score) if it.assessment.day else ""
        cells[1:1] = [dim(ladder(it.assessment.level))]
        cells += [Span(shown), _reliance(it)]
    return cells


def _most(place: int, width: int) -> int:
    """Return how wide a column may be; the pair gives way where it is narrow."""
    if width < _ROOMY:
        return width if place < 2 else max(width - 22, 12)  # noqa: PLR2004 (the pair's)
    return (_MOST_PAIR if width >= _WIDE else 24) if not place else width


def _last(it: Standing, room: int, width: int) -> Iterator[Span]:
    """Yield what fills the line: the named event, and before it what must be said."""
    if width < _ROOMY:
        return
    said = [] if width >= _WIDE else [" · ".join(_short(it))]
    words = " · ".join(filter(None, (*said, _event(it))))
    yield Span(cut(words, max(room, 1)))


def ladder(level: AlertLevel | None) -> str:
    """
    Return the five levels from calm to imminent, the present one in its place.

    >>> ladder(AlertLevel.TENSE), ladder(None)
    ('· · 3 · ·', '· · · · ·')
    """
    return " ".join(str(it.value) if it is level else "·" for it in AlertLevel)


def _short_level(it: Standing) -> Span:
    band, style = it.assessment.band, level_span(it.assessment).style
    return Span(f"{band.level.value} {band.word}" if band else NO_EVIDENCE, style)


def _way_word(it: Standing) -> str:
    return it.way.value if it.way else "new"


def _way(it: Standing) -> str:
    """Say which way it went: from which level, or by how many points."""
    if it.moved is None:
        return "new" if it.assessment.day else ""
    if it.steps and it.before.level:
        return f"{_way_word(it)} from {it.before.level.value}"
    return f"{_way_word(it)} {signed(it.moved)}" if it.moved else "same"


def _short(it: Standing) -> tuple[str, ...]:
    """Say in a word or two how far the level is to be relied on."""
    if it.assessment.day is None:
        return ()
    return short_marks(it.assessment) or (CURRENT,)


def _reliance(it: Standing) -> Span:
    """Say whether the level is current."""
    if it.assessment.day is None:
        return Span("")
    until = it.assessment.currency.valid_until
    if not it.assessment.is_expired and until:
        return Span(f"{CURRENT} until {day_words(until)}")
    return dim(" · ".join(_short(it)))


def _event(it: Standing) -> str:
    if it.event is not None:
        more = f" and {it.others} more" if it.others else ""
        return f"{it.event.date} {it.event.title}{more}"
    if it.way is Way.EASED:
        return "by fading" if not it.steps else "by the slow descent"
    return "by silence" if it.way is Way.WORSE else ""
