from datetime import UTC, date, datetime
from typing import Any

import pytest

from riskctl.analysis.change.timeline import Timeline, timeline
from riskctl.analysis.days.day import MonthWalk
from riskctl.analysis.days.walk import walk_month
from riskctl.model.period import Period
from riskctl.model.record import Record, Retraction
from tests.helpers import CATALOGUE, event, watch

SPAN = Period(date(2026, 1, 1), date(2026, 2, 28))


def at(day: str) -> datetime:
    """Return noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00:00+00:00").astimezone(UTC)


def looked_back(
    *records: Record, as_known: bool = False, known_at: datetime | None = None
) -> Timeline:
    """Return the first two months of 2026 of the small watch."""
    return timeline(watch(*records), SPAN, known_at=known_at, as_known=as_known)


def turns(found: Timeline) -> list[str]:
    """Spell the turning points."""
    return [
        f"{it.turn.day} {it.turn.before.value}>{it.turn.after.value}"
        for it in found.turning_points
    ]


CALM = [event("2026-01-01", "talks", 1.0, title=str(it)) for it in range(40)]
ENDED = event("2026-01-10", "treaty", "ended", id="ended")
KEPT = event("2026-01-20", "treaty", "kept", id="kept")


class TestTimeline:
    def test_has_the_days_that_have_a_level(self) -> None:
        """From the first event on; the period says which they are."""
        found = looked_back(ENDED)

        assert Period(date(2026, 1, 10), SPAN.last) == found.period
        assert 50 == len(found.days)

    def test_without_any_keeps_the_span_asked_for(self) -> None:
        """No days, no turning points."""
        found = looked_back(event("2026-03-01", "clash", "shots"))

        assert (SPAN, (), ()) == (found.period, found.days, found.turning_points)

    def test_knows_no_more_than_the_moment(self) -> None:
        """What was recorded later never happened."""
        late = event("2026-01-10", "treaty", "ended", recorded=at("2026-02-01"))
        moment = at("2026-01-31")

        assert () == looked_back(late, known_at=moment).days
        assert [] == turns(looked_back(*CALM, late, known_at=moment))


class TestTurningPoints:
    def test_name_the_floor_and_the_cause(self) -> None:
        """Thirty points of treaty cross the threshold and trip the floor."""
        found = looked_back(*CALM, ENDED)
        (point,) = found.turning_points

        assert ["2026-01-10 5>3"] == turns(found)
        assert point.is_rise
        assert ["lawless"] == [it.floor.name for it in point.floors]
        assert point.cause
        assert ("treaty", 30.0) == (
            point.cause.indicator.id,
            round(point.cause.points, 6),
        )

    def test_of_a_fall_look_back_over_the_dwell(self) -> None:
        """The cause lies fourteen days before the step."""
        found = looked_back(*CALM, ENDED, KEPT)
        fall = found.turning_points[1]

        assert ["2026-01-10 5>3", "2026-02-02 3>4", "2026-02-16 4>5"] == turns(found)
        assert not fall.is_rise
        assert () == fall.floors
        assert fall.cause
        assert ["kept"] == [it.id for it in fall.cause.events]
        assert not fall.revised

    def test_have_no_cause_that_moved_nothing(self) -> None:
        """An indicator without weight trips a floor, and lets go; it adds no point."""
        found = timeline(
            watch(
                *CALM,
                event("2026-01-03", "clash", "deaths"),
                catalogue=CATALOGUE.replace("weight = 50", "weight = 0"),
            ),
            SPAN,
            known_at=None,
            as_known=False,
        )
        fall = found.turning_points[-1]

        assert not fall.is_rise
        assert all(it.cause is None or it.cause.points for it in found.turning_points)
        assert [it.cause for it in found.turning_points if it.is_rise] == [None]

    def test_on_the_spans_first_day_counts(self) -> None:
        """The day before decides what is a change, though it is not shown."""
        found = timeline(
            watch(*CALM, ENDED),
            Period(date(2026, 1, 10), date(2026, 1, 12)),
            known_at=None,
            as_known=False,
        )

        assert ["2026-01-10 5>3"] == turns(found)


class TestAsKnown:
    def test_comes_when_it_was_learned(self) -> None:
        """An event of the 10th that was written down on the 15th."""
        late = event("2026-01-10", "treaty", "ended", recorded=at("2026-01-15"))

        assert ["2026-01-10 5>3"] == turns(looked_back(*CALM, late))
        assert ["2026-01-15 5>3"] == turns(looked_back(*CALM, late, as_known=True))

    def test_undoes_at_once_what_was_withdrawn(self) -> None:
        """The descent rule judges days, a correction changes them."""
        gone = Retraction(
            id="no", record="ended", reason="wrong", recorded=at("2026-01-20")
        )
        found = looked_back(*CALM, ENDED, gone, as_known=True)

        assert ["2026-01-10 5>3", "2026-01-20 3>5"] == turns(found)
        assert [False, True] == [it.revised for it in found.turning_points]
        assert found.turning_points[1].cause
        assert "corrected" == found.turning_points[1].cause.cause.value

    def test_keeps_a_level_that_late_news_had_raised_before(self) -> None:
        """The shots have faded when they are learned of; the level still stands."""
        late = [
            event(
                *("2026-01-05", "clash", "shots"),
                title=str(it),
                recorded=at("2026-01-18"),
            )
            for it in range(2)
        ]
        found = looked_back(*CALM, *late, as_known=True)
        point = found.turning_points[0]

        assert "2026-01-18 5>3" == turns(found)[0]
        assert point.is_rise
        assert point.revised
        assert () == point.floors
        assert point.score < 30

    def test_has_no_level_while_every_event_is_withdrawn(self) -> None:
        """Nothing is known from the 12th to the 19th."""
        gone = Retraction(
            id="no", record="ended", reason="wrong", recorded=at("2026-01-12")
        )
        again = event("2026-01-20", "treaty", "ended", id="again")
        found = looked_back(ENDED, gone, again, as_known=True)

        days = {it.date.day for it in found.days if it.date.month == 1}
        assert {10, 11, *range(20, 32)} == days

    def test_stops_at_the_moment_of_knowledge(self) -> None:
        """Both hindsights off: the cause is not taken from later records."""
        late = event("2026-01-10", "treaty", "ended", recorded=at("2026-01-15"))
        found = looked_back(*CALM, late, as_known=True, known_at=at("2026-01-14"))

        assert [] == turns(found)
        assert date(2026, 2, 28) == found.period.last

    def test_says_what_the_days_were_judged_with(self) -> None:
        """A stretch of days for each day on which something was recorded."""
        found = looked_back(*CALM, ENDED, as_known=True)

        assert [
            (Period(date(2025, 12, 31), date(2025, 12, 31)), 0),
            (Period(date(2026, 1, 1), date(2026, 1, 9)), 40),
            (Period(date(2026, 1, 10), SPAN.last), 41),
        ] == [(it.period, len(it.log.in_force)) for it in found.known]

    def test_judges_no_day_before_the_eve_of_the_span(self) -> None:
        """However much was recorded before it: the eve tells what the first day is."""
        span = Period(date(2026, 1, 12), date(2026, 1, 25))
        log = watch(*CALM, ENDED, KEPT)
        whole = timeline(log, SPAN, known_at=None, as_known=True)
        found = timeline(log, span, known_at=None, as_known=True)

        assert [
            Period(date(2026, 1, 11), date(2026, 1, 19)),
            Period(date(2026, 1, 20), span.last),
        ] == [it.period for it in found.known]
        assert [it for it in whole.days if it.date in span] == [*found.days]
        assert [it for it in whole.turning_points if it.turn.day in span] == [
            *found.turning_points
        ]

    def test_after_days_without_a_level_one_begins(self) -> None:
        """That is no change of level, however wide the span that is asked for."""
        gone = Retraction(
            id="x", record=ENDED.id, reason="wrong", recorded=at("2026-01-15")
        )
        log = watch(ENDED, gone, event("2026-01-20", "clash", "apology"))
        for day in (5, 12, 16, 20):
            span = Period(date(2026, 1, day), date(2026, 1, 25))
            found = timeline(log, span, known_at=None, as_known=True)

            assert () == found.turning_points
            assert date(2026, 1, 17) not in {it.date for it in found.days}

    def test_is_revised_where_a_turn_keeps_its_day_and_not_where_it_came_from(
        self,
    ) -> None:
        """Shots of the 19th, learned on the 20th, and the treaty's end on that day."""
        shots = event("2026-01-19", "clash", "shots", recorded=at("2026-01-20"))
        ended = event("2026-01-20", "treaty", "ended")
        found = looked_back(*CALM, shots, ended, as_known=True)
        with_hindsight = looked_back(*CALM, shots, ended)

        assert ["2026-01-19 5>4", "2026-01-20 4>3"] == turns(with_hindsight)[:2]
        assert [False, False] == [
            it.revised for it in with_hindsight.turning_points[:2]
        ]
        assert "2026-01-20 5>3" == turns(found)[0]
        assert found.turning_points[0].revised


class TestWork:
    def test_walks_the_months_before_some_news_once(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """However many days had news: else eighteen years would take minutes."""
        records = [
            event(f"{2020 + month // 12}-{month % 12 + 1:02}-10", "talks", 1.0)
            for month in range(72)
        ]
        walked = []

        def counting(*given: Any, **named: Any) -> MonthWalk:
            walked.append(given)
            return walk_month(*given, **named)

        monkeypatch.setattr("riskctl.analysis.days.walk.walk_month", counting)
        span = Period(date(2020, 1, 1), date(2025, 12, 31))
        found = timeline(watch(*records), span, known_at=None, as_known=True)

        # And the eve, on which nothing was known.
        assert (73, ()) == (len(found.known), found.turning_points)
        # The month of the news twice: to its day, and on to the next.
        assert len(walked) <= 3 * 72
