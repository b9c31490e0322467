from datetime import UTC, datetime

from riskctl.analysis.reports.news import news_in, week_of
from riskctl.model.period import Week
from riskctl.model.record import Event
from tests.helpers import EXAMPLE, event, log_of, open_folder

SIX = Week(2026, 6)


def learned(day: str, moment: str) -> Event:
    """Return an event of a day that was written down at a moment."""
    recorded = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return event(day, "clash", "shots", recorded=recorded)


class TestWeekOf:
    def test_is_that_of_its_day(self) -> None:
        """Where it was written down in the same week."""
        assert week_of(learned("2026-02-08", "2026-02-08T23:00"), "UTC") == SIX

    def test_is_the_one_in_which_it_was_learned(self) -> None:
        """On the Monday after, by the days of the watch's own zone."""
        sunday = learned("2026-02-01", "2026-02-02T01:00")

        assert week_of(sunday, "UTC") == SIX
        assert week_of(sunday, "America/New_York") == Week(2026, 5)

    def test_is_that_of_its_day_where_it_is_history(self) -> None:
        """Four weeks are the limit."""
        assert week_of(learned("2026-01-08", "2026-02-05T12:00"), "UTC") == SIX
        assert week_of(learned("2026-01-07", "2026-02-05T12:00"), "UTC") != SIX


class TestNewsIn:
    def test_marks_what_was_learned_on_another_day(self) -> None:
        """Before the week, or after it; not within."""
        before = learned("2026-01-30", "2026-02-03T12:00")
        within = learned("2026-02-03", "2026-02-04T12:00")
        after = learned("2026-02-04", "2026-05-05T12:00")
        log = log_of(events=(before, within, after))

        found = {it.event: it.learned for it in news_in(log, SIX, SIX.period, "UTC")}

        assert found == {
            before: before.recorded.date(),
            within: None,
            after: after.recorded.date(),
        }

    def test_of_all_weeks_is_the_log(self) -> None:
        """Every event in force of the example stands in exactly one week."""
        log = open_folder(EXAMPLE).log
        weeks = {Week.of(it.date) for it in log.in_force}
        weeks |= {week_of(it, "UTC") for it in log.in_force}
        found = [
            it.event.id
            for week in weeks
            for it in news_in(log, week, week.period, "UTC")
        ]

        assert sorted(found) == sorted(it.id for it in log.in_force)
