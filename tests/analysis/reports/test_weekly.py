from datetime import UTC, date, datetime

import pytest

from riskctl.analysis.change.change import Moment
from riskctl.analysis.reports.weekly import WeeklyReport, weekly_report
from riskctl.model.alert import AlertLevel
from riskctl.model.period import Week, end_of
from riskctl.model.record import Record
from tests.helpers import event, watch, what_it_says

# Monday 2026-02-02 to Sunday 2026-02-08.
WEEK = Week(2026, 6)
OLD = event("2026-01-01", "treaty", "kept")


def report(
    *records: Record, last: str = "2026-02-08", hindsight: bool = False
) -> WeeklyReport:
    """Report on the week, as of its end or before."""
    day = date.fromisoformat(last)
    return weekly_report(
        watch(*records),
        WEEK,
        Moment(as_of=day, known_at=None if hindsight else end_of(day, "UTC")),
        with_hindsight=hindsight,
        version="1",
    )


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


class TestWeeklyReport:
    def test_learns_late(self) -> None:
        """An old event that was written down this week moves this week's score."""
        late = event(
            "2026-01-20",
            "treaty",
            "ended",
            recorded=datetime(2026, 2, 3, tzinfo=UTC),
        )
        found = report(OLD, late)

        assert pytest.approx(30.0) == found.change.difference
        assert 0.0 == found.before.score
        assert () == found.happened

    def test_with_hindsight_knew_all_along(self) -> None:
        """Then the week before is judged with today's knowledge."""
        late = event(
            "2026-01-20",
            "treaty",
            "ended",
            recorded=datetime(2026, 2, 3, tzinfo=UTC),
        )
        found = report(OLD, late, hindsight=True)

        assert 0.0 == found.change.difference
        assert pytest.approx(30.0) == found.before.score

    def test_does_not_know_what_came_after(self) -> None:
        """Made later, it is the same."""
        later = event(
            "2026-02-05",
            "treaty",
            "ended",
            recorded=datetime(2026, 2, 9, tzinfo=UTC),
        )

        alone, among = report(OLD).assessment, report(OLD, later).assessment

        assert what_it_says(alone) == what_it_says(among)
        assert alone.known_at == among.known_at

    def test_knows_the_last_second_of_its_sunday(self) -> None:
        """And not the next."""
        seconds = (
            datetime(2026, 2, 8, 23, 59, 59, tzinfo=UTC),
            datetime(2026, 2, 9, tzinfo=UTC),
        )
        counts = [
            len(report(event("2026-02-08", "clash", 0.1, recorded=it)).happened)
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

    def test_finds_the_gaps(self) -> None:
        """A single source, no source, no grade, nobody looked."""
        one = event("2026-02-03", "clash", 0.1, id="one")
        none = event("2026-02-03", "clash", 0.2, id="none", sources=(), grade="F6")
        two = event("2026-02-03", "clash", 0.3, id="two", sources=("a", "b"))
        found = report(OLD, one, none, two)

        assert {"none", "one"} == {it.id for it in found.single_source}
        assert ["none"] == [it.id for it in found.ungraded]
        assert ["talks"] == [it.indicator.id for it in found.unlooked]


class TestBoard:
    def test_says_since_when_a_status_holds(self) -> None:
        """A report that it still holds does not restart it."""
        found = report(
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-10", "treaty", "doubted"),
            event("2026-01-20", "treaty", "doubted"),
            event("2026-01-29", "treaty", "doubted", grade="B2"),
        )
        (row,) = found.statuses

        assert ("doubted", date(2026, 1, 10), 29) == (row.state, row.since, row.days)

    def test_says_how_long_ago_a_contact_was(self) -> None:
        """The last of them, whatever it was."""
        found = report(
            event("2026-01-01", "talks", "summit"),
            event("2026-02-01", "talks", "call"),
        )
        (row,) = found.contacts

        assert ("call", date(2026, 2, 1), 7) == (row.state, row.since, row.days)

    def test_says_nothing_of_what_was_never_seen(self) -> None:
        """No state, no day."""
        (row,) = report(OLD).contacts

        assert (None, None, None) == (row.state, row.since, row.days)
