"""
What is new in a week: each event stands in one week, and in no other.

It is the week in which it could be read of: that of its day, or the later one in
which it was learned. What was learned more than four weeks late is history, which
nobody would call news, and stands in the week of its day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from riskctl.model.log import Log
from riskctl.model.period import Period, Week, end_of
from riskctl.model.record import Event
from riskctl.model.selection import EventFilter
from riskctl.model.zone import zone

# A month: what was read late is still news by then, and a log that was compiled
# afterwards is not poured into the week of its writing.
NEWS_DAYS: Final = 28


class WeekNews(NamedTuple):
    """
    An event as it stands in its week.

    Attributes:
        learned: The day on which it was learned, where its own day lies before the
            week, or where it was learned after the week; else None.
    """

    event: Event
    learned: date | None = None


def week_of(event: Event, timezone: str) -> Week:
    """Return the week in which an event is news."""
    learned = learned_on(event, timezone)
    late = (learned - event.date).days
    return Week.of(learned if 0 < late <= NEWS_DAYS else event.date)


def learned_on(event: Event, timezone: str) -> date:
    """Return the day on which an event was written down."""
    return event.recorded.astimezone(zone(timezone)).date()


def news_in(
    log: Log, week: Week, period: Period, timezone: str
) -> tuple[WeekNews, ...]:
    """
    Return what is new in a week, oldest first.

    Args:
        log: What was known.
        period: The days of the week that are reported.
    """
    first = week.period.first - timedelta(days=NEWS_DAYS)
    found = log.select(EventFilter(first=first, last=period.last))
    return tuple(
        WeekNews(it, mark_of(it, week, timezone))
        for it in found
        if week_of(it, timezone) == week
    )


def mark_of(event: Event, week: Week, timezone: str) -> date | None:
    """Return when an event was learned, where a page of the week has to say so."""
    learned = learned_on(event, timezone)
    if event.date < week.period.first <= learned and learned in week.period:
        return learned
    return learned if learned > week.period.last else None


def learned_later(log: Log, period: Period, timezone: str) -> tuple[Event, ...]:
    """Return the events dated in some days that were learned after their end."""
    end = end_of(period.last, timezone)
    found = log.select(EventFilter(first=period.first, last=period.last))
    return tuple(it for it in found if it.recorded > end)


def entered_in(log: Log, period: Period, timezone: str) -> tuple[Event, ...]:
    """Return what was written down in some days and stands in earlier weeks."""
    found = log.select(
        EventFilter(
            last=period.last - timedelta(days=NEWS_DAYS + 1),
            recorded_since=end_of(period.first - timedelta(days=1), timezone),
            recorded_until=end_of(period.last, timezone),
        )
    )
    return tuple(
        it for it in found if (learned_on(it, timezone) - it.date).days > NEWS_DAYS
    )


def weeks_with_news(events: Iterable[Event], timezone: str) -> frozenset[Week]:
    """Return the weeks in which anything is news."""
    return frozenset(week_of(it, timezone) for it in events)
