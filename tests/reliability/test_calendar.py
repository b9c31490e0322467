"""Every day from 1999 to 2045, and the ends of the calendar."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, timedelta
from itertools import pairwise

import pytest

from riskctl.analysis.days.history import walk_log
from riskctl.cli.dates import parse_day
from riskctl.errors import UsageError
from riskctl.model.period import Period, Week, end_of, whole_month
from tests.helpers import event, watch

FIRST, LAST = date(1999, 1, 1), date(2045, 12, 31)
DAYS = 17_167
# Half-hour and quarter-hour zones, and changes of the clock in both hemispheres.
ZONES = (
    "America/New_York",
    "Europe/Vienna",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)

pytestmark = pytest.mark.trust("R16")


def every_day() -> Iterator[date]:
    """Yield each day."""
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


def test_every_day_lies_in_one_week_and_one_month(
    tried: Callable[[int], None],
) -> None:
    """Weeks and months follow each other without a gap, week 53 and leap days too."""
    weeks: list[Week] = []
    months: list[Period] = []
    for day in every_day():
        week, month = Week.of(day), whole_month(day)
        assert day in week.period
        assert day in month
        assert Week.parse(str(week)) == week
        if not weeks or weeks[-1] != week:
            weeks.append(week)
        if not months or months[-1] != month:
            months.append(month)
    for one, next_one in pairwise(weeks):
        assert next_one.before == one
        assert next_one.period.first == one.period.last + timedelta(days=1)
    for first, second in pairwise(months):
        assert second.first == first.last + timedelta(days=1)
    # 1998-W53, which the first day lies in, and eight more.
    assert sum(it.number == 53 for it in weeks) == 9
    assert len(list(every_day())) == DAYS
    tried(DAYS)


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_ends_once(zone: str) -> None:
    """Days of 23, 24 and 25 hours follow each other; a skipped day is no exception."""
    ends = [end_of(it, zone) for it in every_day()]
    lengths = {
        (after - before) / timedelta(hours=1) for before, after in pairwise(ends)
    }
    assert all(it.tzinfo is UTC for it in ends)
    # Samoa left out a day in 2011; Lord Howe moves by half an hour.
    assert lengths <= {0.0, 23.0, 23.5, 24.0, 24.5, 25.0, 48.0}
    assert 24.0 in lengths


@pytest.mark.slow
def test_the_walk_has_every_day_once() -> None:
    """A score a day, from the first event to the last year."""
    found = watch(event("1999-01-01", "clash", "shots"))
    history = walk_log(found.catalogue, found.log, until=LAST)
    assert history is not None
    assert [it.date for it in history.within(Period(FIRST, LAST))] == list(every_day())


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_have_a_day_or_none(day: date) -> None:
    """Neither an overflow nor another exception."""
    week = Week.of(day)
    assert Week.parse(str(week)) is None
    try:
        read = parse_day(f"{day:%Y-%m-%d}".zfill(10), today=FIRST, order="")
    except UsageError:
        return
    assert read == day


@pytest.mark.parametrize("text", ["-7d", "yesterday", "last monday", "+7d", "monday"])
@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31)])
def test_words_at_the_ends_are_refused_as_such(text: str, today: date) -> None:
    """`yesterday` on the first day of all."""
    try:
        parse_day(text, today=today, order="")
    except UsageError as error:
        assert text in error.message  # noqa: PT017 (a day is as good an answer)
