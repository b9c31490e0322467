from datetime import UTC, date, datetime

import pytest

from riskctl.analysis.change.change import Moment
from riskctl.analysis.reports.board import BoardRow
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.alert import AlertLevel
from riskctl.model.period import Week, end_of
from riskctl.model.record import Record
from tests.helpers import event, watch, what_it_says

# Monday 2026-02-02 to Sunday 2026-02-08.
WEEK = Week(2026, 6)
OLD = event("2026-01-01", "treaty", "kept")


def report(
    *records: Record, last: str = "2026-02-08", then: bool = False
) -> WeeklyReport:
    """Report on the week, as of its end or before; with what was known then."""
    day = date.fromisoformat(last)
    return weekly_report(
        watch(*records),
        WEEK,
        Moment(as_of=day, known_at=end_of(day, "UTC") if then else None),
        version="1",
    )


def row_of(found: WeeklyReport, indicator: str) -> BoardRow:
    """Return where one indicator stands."""
    return next(it for it in found.rows if it.indicator.id == indicator)


class TestLevelSteps:
    def test_are_those_of_the_week(self) -> None:
        """Monday and Sunday belong to it, the days around do not."""
        found = report(
            OLD,
            event("2026-02-01", "clash", 0.5),
            event("2026-02-02", "treaty", "ended"),
        )

        assert [("2026-02-02", AlertLevel.WATCHFUL, AlertLevel.TENSE)] == [
            (it.day.isoformat(), it.before, it.after) for it in found.level_steps
        ]

    def test_are_none_in_a_quiet_week(self) -> None:
        """Or before there is a log."""
        assert () == report(OLD).level_steps
        assert () == report().level_steps

    def test_include_the_sunday(self) -> None:
        """The last day counts whole."""
        assert 1 == len(report(OLD, event("2026-02-08", "clash", "deaths")).level_steps)


LATE = event("2026-01-20", "treaty", "ended", recorded=datetime(2026, 2, 3, tzinfo=UTC))
AFTER = event(
    "2026-02-05", "treaty", "ended", recorded=datetime(2026, 2, 9, tzinfo=UTC)
)


class TestWeeklyReport:
    def test_has_one_knowledge(self) -> None:
        """What was learned in the week is known of the week before as well."""
        found = report(OLD, LATE)

        assert 0.0 == found.change.difference
        assert pytest.approx(30.0) == found.before.score

    def test_knows_what_came_after(self) -> None:
        """And what could be published then."""
        found = report(OLD, AFTER)

        assert pytest.approx(30.0) == found.assessment.score
        assert found.was_revised
        assert AlertLevel.CALM is found.level_then
        assert (AFTER,) == found.later

    def test_as_published_does_not(self) -> None:
        """Made later, it is the same."""
        alone, among = report(OLD, then=True), report(OLD, AFTER, then=True)

        assert what_it_says(alone.assessment) == what_it_says(among.assessment)
        assert alone.then is None
        assert not among.was_revised

    def test_says_how_many_steps_worse(self) -> None:
        """By the levels before and after the week; eased is negative."""
        worse = report(OLD, event("2026-02-03", "treaty", "ended"))

        assert 2 == worse.steps_worse
        assert 0 == report(OLD).steps_worse
        assert report(event("2026-02-03", "clash", 0.1)).steps_worse is None

    def test_expires_two_weeks_after_the_last_look(self) -> None:
        """A review is a look; so is writing down an old event."""
        written = datetime(2026, 1, 26, tzinfo=UTC)
        seen = event("2026-01-10", "clash", 0.1, recorded=written)

        assert report(OLD).is_expired
        assert not report(OLD, seen).is_expired
        assert date(2026, 2, 9) == report(OLD, seen).valid_until

    def test_knows_the_last_second_of_its_sunday(self) -> None:
        """And not the next."""
        seconds = (
            datetime(2026, 2, 8, 23, 59, 59, tzinfo=UTC),
            datetime(2026, 2, 9, tzinfo=UTC),
        )
        counts = [
            len(report(event("2026-02-08", "clash", 0.1, recorded=it), then=True).news)
            for it in seconds
        ]

        assert [1, 0] == counts

    def test_stops_at_the_day_when_it_is_not_over(self) -> None:
        """So far: from Monday to that day."""
        found = report(OLD, last="2026-02-04")

        assert found.so_far
        assert date(2026, 2, 4) == found.period.last
        assert not report(OLD).so_far
        assert date(2026, 2, 8) == report(OLD).period.last

    def test_tells_the_same_score_and_change(self) -> None:
        """The judgements and the change are one story."""
        found = report(OLD, event("2026-02-03", "clash", "shots"))

        assert found.assessment.score == found.change.score_after
        assert found.before.score == found.change.score_before

    def test_shows_half_a_year(self) -> None:
        """26 Sundays at most, the last one last; fewer when the log is young."""
        young = report(event("2026-01-26", "treaty", "kept"))
        old = report(event("2020-01-01", "treaty", "kept"))

        assert ["2026-02-01", "2026-02-08"] == [
            it.date.isoformat() for it in young.weeks
        ]
        assert 26 == len(old.weeks)
        assert date(2026, 2, 8) == old.weeks[-1].date

    def test_finds_what_nobody_looked_at(self) -> None:
        """Lately; the log has nothing of talks."""
        found = report(OLD, event("2026-02-03", "clash", 0.1))

        assert ["talks"] == [it.indicator.id for it in found.assessment.coverage.stale]


class TestBoard:
    def test_says_since_when_a_status_holds(self) -> None:
        """A report that it still holds does not restart it."""
        found = report(
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-10", "treaty", "doubted"),
            event("2026-01-20", "treaty", "doubted"),
            event("2026-01-29", "treaty", "doubted", grade="B2"),
        )
        row = row_of(found, "treaty")

        assert ("doubted", date(2026, 1, 10), 29) == (row.state, row.since, row.days)

    def test_says_how_long_ago_a_contact_was(self) -> None:
        """The last of them, whatever it was."""
        found = report(
            event("2026-01-01", "talks", "summit"),
            event("2026-02-01", "talks", "call"),
        )
        row = row_of(found, "talks")

        assert ("call", date(2026, 2, 1), 7) == (row.state, row.since, row.days)

    def test_says_nothing_of_what_was_never_seen(self) -> None:
        """No state, no day."""
        row = row_of(report(OLD), "talks")

        assert (None, None, None) == (row.state, row.since, row.days)
