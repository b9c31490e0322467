from datetime import UTC, date, datetime
from math import copysign, exp2, fsum, hypot

import pytest

from riskctl.analysis.change.causes import Cause, attributed
from riskctl.analysis.change.change import Change, Moment, compare
from riskctl.model.record import Event, Record, Retraction
from tests.helpers import event, watch

# Ten days apart: one half-life of a clash.
BEFORE = Moment(as_of=date(2026, 1, 11), known_at=datetime(2026, 1, 11, 23, tzinfo=UTC))
AFTER = Moment(as_of=date(2026, 1, 21), known_at=datetime(2026, 1, 21, 23, tzinfo=UTC))
# Talks so many that silence is not heard.
LOUD = [event("2026-01-11", "talks", "summit", title=str(it)) for it in range(20)]
SHOTS = event("2026-01-01", "clash", "shots", id="shots")


def at(day: int) -> datetime:
    """Return noon of a day in January 2026."""
    return datetime(2026, 1, day, 12, tzinfo=UTC)


def lift(pressure: float) -> float:
    """Return how far a pressure lifts a ground of nothing."""
    return 100.0 * (1.0 - exp2(-pressure / 50.0))


def withdrawn(name: str, *, day: int) -> Retraction:
    """Return the retraction of an event."""
    return Retraction(id=f"no-{name}", record=name, reason="wrong", recorded=at(day))


def change(*records: Record, start: Moment = BEFORE, end: Moment = AFTER) -> Change:
    """Compare two moments of the small watch."""
    return compare(watch(*LOUD, *records), start, end)


def moved(found: Change) -> dict[str, float]:
    """Return the causes that moved anything, rounded."""
    return {
        cause.value: round(points, 6)
        for cause, points in found.causes.items()
        if round(points, 6)
    }


def named(found: Change, cause: Cause) -> list[str]:
    """Return the ids of the events behind a cause."""
    return [it.id for part in found.parts if part.cause is cause for it in part.events]


class TestOneCauseAlone:
    def test_is_a_new_event(self) -> None:
        """Shots on the last day: 20 points of pressure, and what they close."""
        found = change(event("2026-01-21", "clash", "shots"))

        assert {"new events": round(lift(20.0), 6)} == moved(found)
        assert pytest.approx(lift(20.0)) == found.difference

    def test_is_a_change_of_status(self) -> None:
        """The treaty ends: 30 times 1."""
        found = change(event("2026-01-15", "treaty", "ended"))

        assert {"status changes": 30.0} == moved(found)

    def test_is_fading(self) -> None:
        """0.2 are left at first and 0.1 at last: five points of pressure less."""
        found = change(SHOTS)

        assert {"fading": round(lift(5.0) - lift(10.0), 6)} == moved(found)
        assert [] == named(found, Cause.FADING)

    def test_is_silence(self) -> None:
        """A call fades from a half by its half-life of thirty days."""
        call = event("2026-01-11", "talks", "call")
        found = compare(
            watch(call),
            BEFORE,
            Moment(as_of=date(2026, 2, 10)),
        )

        assert {"silence": 5.0} == moved(found)

    def test_is_what_was_learned_late(self) -> None:
        """The treaty ended before, and nobody had heard."""
        late = event("2026-01-05", "treaty", "ended", id="late", recorded=at(15))
        found = change(late)

        assert {"learned late": 30.0} == moved(found)
        assert ["late"] == named(found, Cause.LEARNED_LATE)

    def test_is_a_correction(self) -> None:
        """The treaty had not ended after all."""
        ended = event("2026-01-05", "treaty", "ended", id="ended")
        found = change(ended, withdrawn("ended", day=15))

        assert {"corrected": -30.0} == moved(found)
        assert ["ended"] == named(found, Cause.CORRECTED)


class TestCorrections:
    def test_of_a_value_name_both_events(self) -> None:
        """Doubted and not ended: fifteen points less."""
        ended = event("2026-01-05", "treaty", "ended", id="ended")
        doubted = event(
            "2026-01-05", "treaty", "doubted", id="b", replaces="ended", recorded=at(15)
        )
        found = change(ended, doubted)

        assert {"corrected": -15.0} == moved(found)
        assert {"ended", "b"} == set(named(found, Cause.CORRECTED))

    def test_of_corrections_are_one(self) -> None:
        """Amended twice within the time: only the last amendment counts."""
        ended = event("2026-01-05", "treaty", "ended", id="ended")
        one = event(
            "2026-01-05", "treaty", "kept", id="b", replaces="ended", recorded=at(14)
        )
        two = event(
            "2026-01-05", "treaty", "doubted", id="c", replaces="b", recorded=at(15)
        )
        found = change(ended, one, two)

        assert {"corrected": -15.0} == moved(found)
        assert {"ended", "c"} == set(named(found, Cause.CORRECTED))

    def test_may_move_an_event_past_the_first_day(self) -> None:
        """What was said to have happened before happened after it."""
        ended = event("2026-01-05", "treaty", "ended", id="ended")
        later = ended._replace(
            id="b", date=date(2026, 1, 15), replaces="ended", recorded=at(15)
        )
        found = change(ended, later)

        assert 0.0 == found.difference
        assert {} == moved(found)
        assert {"ended", "b"} == set(named(found, Cause.CORRECTED))

    def test_may_move_an_incident_past_the_first_day(self) -> None:
        """It leaves with what was left of it and comes with what is left now."""
        later = SHOTS._replace(
            id="b", date=date(2026, 1, 21), replaces="shots", recorded=at(21)
        )
        found = change(SHOTS, later)

        assert {"corrected": round(lift(20.0) - lift(10.0), 6)} == moved(found)

    def test_may_move_an_event_past_the_last_day(self) -> None:
        """It was not yet: it leaves."""
        ended = event("2026-01-05", "treaty", "ended", id="ended")
        later = ended._replace(
            id="b",
            date=date(2026, 3, 1),
            replaces="ended",
            recorded=at(15),
            scheduled=True,
        )

        assert {"corrected": -30.0} == moved(change(ended, later))

    def test_of_what_is_new_are_no_corrections(self) -> None:
        """Logged and amended within the time: new, once."""
        one = event("2026-01-15", "treaty", "ended", id="one")
        two = event(
            "2026-01-15", "treaty", "doubted", id="two", replaces="one", recorded=at(16)
        )
        found = change(one, two)

        assert {"status changes": 15.0} == moved(found)
        assert ["two"] == named(found, Cause.STATUS_CHANGES)

    def test_that_were_taken_back_before_leave_no_trace(self) -> None:
        """Logged and withdrawn within the time."""
        one = event("2026-01-15", "treaty", "ended", id="one")

        assert () == tuple(
            it for it in change(one, withdrawn("one", day=16)).parts if it.events
        )

    def test_are_undone_when_the_end_does_not_know_them(self) -> None:
        """Compared against the older knowledge the retracted event comes back."""
        ended = event("2026-01-05", "treaty", "ended", id="ended")
        found = change(
            ended,
            withdrawn("ended", day=15),
            start=Moment(as_of=BEFORE.as_of),
            end=Moment(as_of=AFTER.as_of, known_at=at(14)),
        )

        assert {"corrected": 30.0} == moved(found)


class TestMixed:
    def test_causes_add_up(self) -> None:
        """Five of the six at once."""
        records: list[Event | Retraction] = [
            SHOTS,
            event("2026-01-05", "treaty", "ended", id="ended"),
            withdrawn("ended", day=15),
            event("2026-01-02", "treaty", "doubted", id="late", recorded=at(16)),
            event("2026-01-21", "clash", "shots", id="new"),
            event("2026-01-20", "treaty", "ended", id="again"),
        ]
        found = change(*records)

        pressure = hypot(5.0, 20.0)
        before = 30.0 + 0.7 * lift(10.0)
        after = 30.0 + 0.7 * lift(pressure)

        assert [1, 1, -1, 1, -1] == [
            copysign(1, found.by_cause(it)) for it in Cause if it is not Cause.SILENCE
        ]
        assert pytest.approx(after - before) == found.difference
        assert pytest.approx(found.difference) == fsum(found.causes.values())
        # A point of ground counts as far as the pressure leaves it: here all of it
        # but what ten points of pressure close.
        assert found.by_cause(Cause.CORRECTED) == pytest.approx(-0.3 * (100 - lift(10)))

    def test_parts_go_from_the_largest(self) -> None:
        """Either sign."""
        found = change(SHOTS, event("2026-01-15", "treaty", "ended"))

        assert [Cause.STATUS_CHANGES, Cause.FADING] == [
            it.cause for it in found.largest if round(it.points, 6)
        ]


class TestAttributed:
    def test_shares_a_product_out_to_both_factors(self) -> None:
        """Each factor's own difference, times the mean of the other one."""
        indicators = watch().catalogue.indicators
        before, after = [0.4, 0.0, 1.0], [1.0, 1.0, 0.0]
        ground, closed = (20.0, 30.0), [1.0 - exp2(-it / 50.0) for it in (20.0, 50.0)]
        clash, treaty, talks = attributed(indicators, before, after, half_pressure=50.0)

        left = 1.0 - fsum(closed) / 2.0
        assert [30.0 * left, -20.0 * left] == pytest.approx([treaty, talks])
        assert pytest.approx(75.0 * (closed[1] - closed[0])) == clash
        assert pytest.approx(
            fsum((ground[1], (100.0 - ground[1]) * closed[1]))
            - fsum((ground[0], (100.0 - ground[0]) * closed[0]))
        ) == fsum((clash, treaty, talks))

    def test_shares_out_what_balances(self) -> None:
        """Two incidents that trade places move points, and the sum is nothing."""
        clash = watch().catalogue["clash"]
        parts = attributed((clash, clash), [0.1, 0.5], [0.5, 0.1], half_pressure=50.0)

        assert parts[0] > 0.0
        assert pytest.approx(-parts[1]) == parts[0]

    def test_gives_relief_nothing_where_there_is_no_pressure(self) -> None:
        """What is nothing at both ends moves nothing."""
        clash = watch().catalogue["clash"]

        assert [0.0] == attributed((clash,), [-0.1], [-0.5], half_pressure=50.0)


class TestNoTime:
    def test_gives_no_parts(self) -> None:
        """A moment compared with itself."""
        found = change(SHOTS, start=AFTER)

        assert 0.0 == found.difference
        assert () == found.parts

    def test_still_shows_what_was_learned(self) -> None:
        """One day, judged with two states of knowledge."""
        late = event("2026-01-05", "treaty", "ended", recorded=at(15))
        found = change(late, end=Moment(as_of=BEFORE.as_of))

        assert {"learned late": 30.0} == moved(found)
