"""The alert level, what drives it and what to do next: one screen for five seconds."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from riskctl.analysis.change.news import News
from riskctl.analysis.days.day import Day
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Contribution
from riskctl.analysis.judgement.margins import calm_days_missing, calmer_below
from riskctl.analysis.judgement.trust import Trust
from riskctl.model.alert import AlertLevel
from riskctl.model.indicator import Kind
from riskctl.model.record import Event
from riskctl.reporting.lines import (
    EMPTY,
    LABEL,
    Line,
    Span,
    Style,
    columns,
    cut,
    dim,
    line,
    padded,
    strong,
    wrapped,
)
from riskctl.reporting.marks import NO_EVIDENCE, colour_of, no_level_words
from riskctl.reporting.screens.headline import (
    level_span,
    mark_lines,
    origin_words,
    way_words,
)
from riskctl.reporting.screens.next_step import next_step
from riskctl.reporting.words import (
    UNOFFICIAL_SHORT,
    counted,
    long_day,
    moment,
    of_100,
    percent,
    points,
    short_level,
    signed,
)

MOST_LINES: Final = 15
_GAP: Final = "  "
MOST_NAMED: Final = 2
_DRIVERS: Final = 3
_POINTS: Final = 6
_ROOMY: Final = 100
_LEAST_TITLE: Final = 12


class Since(NamedTuple):
    """
    What changed, and from when on.

    Attributes:
        is_look: The user looked on that day; else it is a week back.
        day: The day it is counted from.
        before: The level of then; None when there was none.
        news: None when nothing was known then.
    """

    is_look: bool
    day: date
    before: AlertLevel | None
    news: News | None


def level_screen(
    assessment: Assessment,
    trust: Trust | None,
    since: Since | None,
    *,
    title: str,
    width: int,
) -> list[Line]:
    """
    Return at most 15 lines of 80 columns; in fewer columns it takes more.

    Args:
        trust: None where there is no level.
        since: None where there is nothing to compare with.
    """
    head = [line(dim(it)) for it in wrapped(UNOFFICIAL_SHORT, width)]
    head += [_pair(assessment, title, width)]
    if assessment.known_at is not None:
        known = f"with what was known at {moment(assessment.known_at)}"
        head += [line(cut(known, width))]
    ahead = list(_ahead(assessment, trust, width))
    if assessment.day is None:
        text = f"{NO_EVIDENCE}: {no_level_words(assessment)}, so there is no level"
        return _spaced([head, [line(it) for it in wrapped(text, width)], ahead])
    standing = list(_standing(assessment, assessment.day, width))
    drivers = list(_drivers(assessment, width))
    spare = MOST_LINES - sum(map(len, (head, standing, drivers, ahead)))
    changed: list[Line] = []
    if since:
        most = max(spare - 1, 1)
        news = since.news.shortened(most) if since.news else None
        changed = list(_changed(assessment, since._replace(news=news), width))
    return _spaced([head, standing, drivers, changed, ahead])


def _pair(assessment: Assessment, title: str, width: int) -> Line:
    """Return the pair and the day; the pair gives way where there is no room."""
    day = f" · {long_day(assessment.as_of)}"
    return line(strong(cut(title, width - columns(day))), day)


def _standing(assessment: Assessment, day: Day, width: int) -> Iterator[Line]:
    """Yield the level on its ladder, since when, and what holds it."""
    yield from mark_lines(assessment, width)
    ladder = line("ALERT LEVEL  ", *_ladder(assessment, day.level))
    shown = level_span(assessment)
    if sum(len(it.text) for it in ladder) + len(shown.text) + len(_GAP) <= width:
        yield (*ladder, Span(_GAP), shown)
    else:
        yield ladder
        yield line(shown)
    origin = f"{origin_words(assessment)} since {long_day(day.since)}"
    if day.came_from is None:
        origin = f"since {long_day(day.since)}, {origin_words(assessment)}"
    score = f"score {points(assessment.score)} of 100"
    yield from map(line, wrapped(f"{origin} · {score}", width))
    yield from map(line, wrapped(_held(assessment), width))


def _ladder(assessment: Assessment, now: AlertLevel) -> Iterator[Span]:
    """Yield the five numbers, calm first; the level stands in brackets."""
    for level in AlertLevel:
        gap = "" if level is AlertLevel.CALM else " "
        if level is now:
            yield Span(gap)
            yield Span(f"[{level.value}]", Style(colour_of(assessment)))
        else:
            yield dim(f"{gap}{level.value}")


def _held(assessment: Assessment) -> str:
    """Say why the level is not the one that the score gives, where it is not."""
    level, catalogue = assessment.level, assessment.catalogue
    alone = catalogue.level_for(assessment.score)
    if level is None or alone is level:
        return ""
    text = f"by score alone {short_level(catalogue, alone)}; "
    if holding := assessment.holding_floors:
        until = f" until {holding[0].until}" if holding[0].until else ""
        return f"{text}the floor {holding[0].floor.name} holds it{until}"
    days = counted(calm_days_missing(assessment) or 0, "more day")
    return f"{text}eases after {days} in a row under {calmer_below(assessment):g}"


def _drivers(assessment: Assessment, width: int) -> Iterator[Line]:
    """Yield what the score rests on most: the event of each, by its title."""
    shown = [it for it in assessment.largest[:_DRIVERS] if it.points > 0]
    for number, it in enumerate(shown):
        told = padded(signed(it.points), _POINTS)
        room = width - LABEL - _POINTS - 1
        words = cause_line(it, room)
        yield _labelled("" if number else "driven by", f"{told} {words}")
    if not shown:
        yield _labelled("driven by", "nothing: no indicator adds a point")


def cause_line(contribution: Contribution, room: int) -> str:
    """Name the event that a contribution rests on most, and its day, in one line."""
    reading = contribution.reading
    indicator = reading.indicator
    event = None
    if not reading.hides_latest:
        share = reading.main_share
        event = reading.latest if indicator.kind is Kind.CONTACT else None
        event = event or (share.event if share else None)
    if event is None:
        return cut(f"{indicator.title}: {_without_event(contribution)}", room)
    about = f" ({indicator.id})" if room >= _ROOMY - LABEL else ""
    silence = "silence since " if indicator.kind is Kind.CONTACT else ""
    return _titled(event, f" · {silence}{event.date}{about}", room)


def _without_event(contribution: Contribution) -> str:
    reading = contribution.reading
    if reading.hides_latest or (reading.main_share and reading.main_share.hidden):
        return "what is not shown here"
    if reading.indicator.kind is Kind.CONTACT:
        return "no contact found"
    return "as the catalogue starts it"


def _changed(assessment: Assessment, since: Since, width: int) -> Iterator[Line]:
    """Yield what moved the score since then, in named events that add up."""
    room = width - LABEL
    label = "last look" if since.is_look else "in 7 days"
    for number, text in enumerate(wrapped(_way(assessment, since), room)):
        yield _labelled("" if number else label, text)
    for it in since.news.moves if since.news else ():
        told = padded(signed(it.points), _POINTS)
        more = f" and {it.others} more" if it.others else f" · {it.event.date}"
        words = _titled(it.event, more, room - _POINTS - 1)
        yield _labelled("", f"{told} {words}")


def _way(assessment: Assessment, since: Since) -> str:
    """Say which way level and score went."""
    news, level = since.news, assessment.level
    if news is None or level is None:
        return f"there was no level on {long_day(since.day)}"
    start = f"since {long_day(since.day)}: " if since.is_look else ""
    if since.before and since.before is not level:
        way = way_words(worse=level.is_worse_than(since.before))
        start += f"{way} from {short_level(assessment.catalogue, since.before)}, "
    moved = f"score {signed(news.difference)}"
    if not news.moves:
        moved += " by fading and silence" if news.difference else ", nothing moved"
    elif news.rest:
        moved += f" ({signed(news.rest)} of it small or fading)"
    return f"{start}{moved}"


def _titled(event: Event, tail: str, room: int) -> str:
    """Return a title that gives way to what follows it, where there is room."""
    if room - columns(tail) < _LEAST_TITLE:
        return cut(event.title, room)
    return cut(event.title, room - columns(tail)) + tail


def _ahead(assessment: Assessment, trust: Trust | None, width: int) -> Iterator[Line]:
    """Yield what is planned, what to do now, and how sure the level is."""
    room = width - LABEL
    if due := assessment.due:
        yield _labelled("due", _plan(due, room))
    if planned := assessment.coming_up:
        yield _labelled("coming up", _plan(planned, room))
    yield _labelled("do next", cut(next_step(assessment), room))
    if trust is not None:
        yield _labelled("how sure", cut(_sure(assessment, trust), room))


def _plan(planned: Sequence[Event], room: int) -> str:
    more = f" (and {len(planned) - 1} more)" if len(planned) > 1 else ""
    first = planned[0]
    return cut(f"{first.date} {first.title}", room - columns(more)) + more


def _sure(assessment: Assessment, trust: Trust) -> str:
    """Say how sure, in the order in which it matters; the end may be cut."""
    drawn = trust.robustness
    close = ", a close call" if trust.confidence.is_close else ""
    return (
        f"{trust.confidence.word.value} · {percent(assessment.coverage.share)} looked "
        f"at lately · by score {drawn.by_score.value} in {of_100(drawn.likeliest)} of "
        f"100 draws{close}"
    )


def _labelled(label: str, text: str) -> Line:
    return line(strong(padded(label, LABEL)), text)


def _spaced(blocks: Sequence[list[Line]]) -> list[Line]:
    """Put an empty line between blocks as long as the screen has room for it."""
    spare = MOST_LINES - sum(map(len, blocks))
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        if number and spare > 0:
            lines.append(EMPTY)
            spare -= 1
        lines += block
    return lines
