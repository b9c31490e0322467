from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from riskctl.model.period import Period, Week, end_of


class TestPeriod:
    def test_includes_both_ends(self) -> None:
        """The days before and after are outside, and so is what is no day."""
        period = Period(date(2026, 1, 5), date(2026, 1, 11))

        assert date(2026, 1, 5) in period
        assert date(2026, 1, 11) in period
        assert date(2026, 1, 4) not in period
        assert date(2026, 1, 12) not in period
        assert "2026-01-05" not in period


class TestWeek:
    @pytest.mark.parametrize(
        ("day", "week"),
        [
            ("2027-01-01", "2026-W53"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
            ("2026-01-01", "2026-W01"),
            ("2025-12-29", "2026-W01"),
            ("2025-12-28", "2025-W52"),
            ("2021-01-01", "2020-W53"),
            ("2024-02-29", "2024-W09"),
            ("2000-01-01", "1999-W52"),
        ],
    )
    def test_is_the_iso_one_at_the_turn_of_the_year(self, day: str, week: str) -> None:
        """The year of a week is that of its Thursday."""
        assert week == str(Week.of(date.fromisoformat(day)))

    def test_agrees_with_its_days_all_along(self) -> None:
        """Every day of 1999 to 2045 lies in its week, and the week is its own."""
        day = date(1999, 1, 1)
        while day.year < 2046:
            week = Week.of(day)
            assert day in week.period
            assert week == Week.parse(str(week))
            assert 6 == (week.period.last - week.period.first).days
            assert Week.of(day - timedelta(days=7)) == week.before
            day += timedelta(days=1)

    @pytest.mark.parametrize(
        "text",
        [
            "2026-W54",
            "2025-W53",
            "2026-W00",
            "2026-W1",
            "2026W01",
            "26-W01",
            "",
            "last",
        ],
    )
    def test_refuses_what_is_no_week(self, text: str) -> None:
        """Only 2026 has a week 53, and digits are two."""
        assert Week.parse(text) is None

    @pytest.mark.parametrize("text", ["0000-W01", "0001-W01", "9999-W52"])
    def test_refuses_the_calendars_ends(self, text: str) -> None:
        """There a week has no neighbour, or no Sunday."""
        assert Week.parse(text) is None

    def test_goes_back_over_week_53(self) -> None:
        """The week before the first of 2027 is the 53rd of 2026."""
        assert Week(2026, 53) == Week(2027, 1).before
        assert Week(2026, 52) == Week(2026, 53).before


class TestEndOf:
    @pytest.mark.parametrize(
        ("day", "zone", "expected"),
        [
            ("2026-01-04", "UTC", "2026-01-04T23:59:59+00:00"),
            ("2026-01-04", "Europe/Vienna", "2026-01-04T22:59:59+00:00"),
            ("2026-07-05", "Europe/Vienna", "2026-07-05T21:59:59+00:00"),
            ("2026-03-29", "Europe/Vienna", "2026-03-29T21:59:59+00:00"),
            ("2026-10-25", "Europe/Vienna", "2026-10-25T22:59:59+00:00"),
            ("2026-12-31", "Pacific/Kiritimati", "2026-12-31T09:59:59+00:00"),
            ("2018-11-03", "America/Sao_Paulo", "2018-11-04T02:59:59+00:00"),
        ],
    )
    def test_is_the_last_second_where_the_watch_lies(
        self, day: str, zone: str, expected: str
    ) -> None:
        """Summer time, the date line, and a midnight that does not exist."""
        assert expected == end_of(date.fromisoformat(day), zone).isoformat()

    @pytest.mark.parametrize("zone", ["Europe/Vienna", "America/Havana", "Asia/Beirut"])
    def test_still_lies_in_its_day(self, zone: str) -> None:
        """On every day of a year, and the next second lies in the next."""
        for offset in range(366):
            day = date(2024, 1, 1) + timedelta(days=offset)
            end = end_of(day, zone)
            next_second = end + timedelta(seconds=1)

            assert UTC == end.tzinfo
            assert day == end.astimezone(ZoneInfo(zone)).date()
            assert day < next_second.astimezone(ZoneInfo(zone)).date()


def test_a_moment_can_be_compared_with_what_was_recorded() -> None:
    """Both are in UTC."""
    assert datetime(2026, 1, 4, 12, tzinfo=UTC) < end_of(date(2026, 1, 4), "UTC")
