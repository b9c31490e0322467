from datetime import UTC, date, datetime

import pytest

from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.analysis.judgement.margins import (
    calm_days_missing,
    calmer_below,
    points_to_worse,
)
from riskctl.model.alert import AlertLevel
from riskctl.model.record import Record, Retraction, Review
from tests.helpers import CATALOGUE, event, watch

SHOTS = event("2026-01-01", "clash", "shots", id="shots")
ENDED = event("2026-01-01", "treaty", "ended", id="ended")
SUMMIT = event("2026-01-01", "talks", "summit", id="summit")


def on(day: str, *records: Record, catalogue: str = CATALOGUE) -> Assessment:
    """Judge a day of the small watch."""
    return assess(watch(*records, catalogue=catalogue), as_of=date.fromisoformat(day))


class TestScore:
    def test_is_ground_and_lift(self) -> None:
        """30 for the treaty; 20 points of pressure lift it by a part of the rest."""
        found = on("2026-01-01", SHOTS, ENDED, SUMMIT)
        lift = 70.0 * (1.0 - 2.0 ** (-20.0 / 50.0))

        assert (30.0, 20.0, lift) == (
            found.breakdown.ground,
            found.breakdown.pressure,
            found.breakdown.lift,
        )
        assert pytest.approx(30.0 + lift) == found.score
        assert [lift, 30.0, 0.0] == pytest.approx(
            [it.points for it in found.contributions]
        )
        assert ["treaty", "clash", "talks"] == [
            it.reading.indicator.id for it in found.largest
        ]

    def test_is_half_way_to_100_at_half_pressure(self) -> None:
        """Deaths weigh 50 points of pressure, which close half of what is left."""
        deaths = event("2026-01-01", "clash", "deaths")

        assert pytest.approx(30.0 + 35.0) == on("2026-01-01", ENDED, deaths).score

    def test_of_relief_alone_is_the_ground(self) -> None:
        """Pressure is never less than nothing, and what is nothing is not split."""
        sorry = event("2026-01-01", "clash", "apology")
        found = on("2026-01-01", ENDED, sorry)

        assert (30.0, 0.0, 0.0) == (
            found.score,
            found.breakdown.pressure,
            found.breakdown.lift,
        )
        assert [0.0, 30.0, 0.0] == [it.points for it in found.contributions]

    def test_leaves_out_what_is_not_set(self) -> None:
        """Neither logged nor looked at; a look sets a contact, and no status."""
        looked = Review(
            id="r",
            date=date(2026, 1, 2),
            indicators=("talks", "treaty"),
            recorded=SHOTS.recorded,
        )
        first, then = (on(day, SHOTS, looked) for day in ("2026-01-01", "2026-01-02"))

        assert ["treaty", "talks"] == [it.id for it in first.unset]
        assert ["treaty"] == [it.id for it in then.unset]
        assert (0.0, 20.0) == (first.breakdown.ground, then.breakdown.ground)

    def test_of_one_indicator_needs_no_other(self) -> None:
        """A catalogue may be as small as that."""
        start = CATALOGUE.index('[[indicator]]\nid = "treaty"')
        end = CATALOGUE.index("[[floor]]")
        alone = CATALOGUE[:start] + CATALOGUE[end : CATALOGUE.rindex("[[floor]]")]
        found = on("2026-01-01", SHOTS, catalogue=alone)

        assert pytest.approx(100.0 * (1.0 - 2.0**-0.4)) == found.score
        assert (0.0, 20.0) == (found.breakdown.ground, found.breakdown.pressure)

    def test_does_not_foresee(self) -> None:
        """What happens later, scheduled or not, counts from its day on."""
        later = event("2026-02-01", "treaty", "ended", scheduled=True)
        found = on("2026-01-31", SUMMIT, later)

        assert pytest.approx(10.0) == found.score
        assert (later,) == found.coming_up
        due = on("2026-02-01", SUMMIT, later)
        assert () == due.coming_up
        assert (later,) == due.due
        assert due.score == on("2026-02-01", SUMMIT).score

    def test_lists_what_is_scheduled_and_in_force(self) -> None:
        """The next first; neither retracted nor merely mistyped dates."""
        first = event("2026-02-01", "treaty", "ended", scheduled=True)
        second = event("2026-03-01", "talks", "summit", scheduled=True)
        gone = event("2026-02-02", "talks", "call", scheduled=True, id="gone")
        typo = event("2062-02-02", "talks", "call")
        no = Retraction(id="r", record="gone", reason="off", recorded=gone.recorded)

        assert (first, second) == on(
            "2026-01-01", SHOTS, second, first, gone, no, typo
        ).coming_up


class TestLevel:
    def test_is_none_without_evidence(self) -> None:
        """No event by then, no level, and nothing that hangs on one."""
        found = on("2025-12-31", SHOTS)

        assert found.level is None
        assert found.band is None
        assert found.day is None
        assert () == found.active_floors
        assert points_to_worse(found) is None
        assert calmer_below(found) is None
        assert calm_days_missing(found) is None
        assert found.week_change is None

    def test_says_what_would_move_it(self) -> None:
        """Level 3 at 30: twenty points up, under 27 down, fourteen days."""
        found = on("2026-01-01", ENDED)

        assert AlertLevel.TENSE is found.level
        assert points_to_worse(found) == pytest.approx(20.0)
        assert 27.0 == calmer_below(found)
        assert 14 == calm_days_missing(found)

    def test_counts_the_days_that_are_missing(self) -> None:
        """Six calm days of fourteen."""
        kept = event("2026-01-11", "treaty", "kept")
        found = on("2026-01-16", ENDED, kept)

        assert AlertLevel.TENSE is found.level
        assert 8 == calm_days_missing(found)

    def test_has_ends(self) -> None:
        """Nothing is worse than 1, and nothing calmer than 5."""
        most = [event("2026-01-01", "clash", "deaths", title=it) for it in "abc"]
        worst = on("2026-01-01", ENDED, *most)
        best = on("2026-01-01", SUMMIT)

        assert points_to_worse(worst) is None
        assert calmer_below(worst) == 72.0
        assert points_to_worse(best) == pytest.approx(15.0)
        assert calmer_below(best) is None


class TestWeekChange:
    def test_needs_seven_days(self) -> None:
        """On the sixth day there is nothing to compare with."""
        assert on("2026-01-07", ENDED, SUMMIT).week_change is None
        assert on("2026-01-08", ENDED, SUMMIT).week_change is not None

    def test_is_points_gained(self) -> None:
        """A treaty that ends within the week; it was not set before."""
        found = on("2026-01-08", event("2026-01-01", "clash", 0.0), ENDED)

        assert found.week_change == pytest.approx(0.0)
        ended = event("2026-01-05", "treaty", "ended")
        found = on("2026-01-08", event("2026-01-01", "clash", 0.0), ended)
        assert found.week_change == pytest.approx(30.0)


class TestFloors:
    def test_that_hold_are_active(self) -> None:
        """Whatever the score says."""
        found = on("2026-01-30", event("2026-01-01", "clash", "deaths"), SUMMIT)

        assert AlertLevel.SEVERE is found.level
        assert ["bloodshed"] == [it.floor.name for it in found.active_floors]
        assert () == found.provisional_floors

    def test_on_weak_reports_are_provisional(self) -> None:
        """Shown, and the level stays."""
        found = on(
            "2026-01-01", event("2026-01-01", "clash", "deaths", grade="C3"), SUMMIT
        )

        assert AlertLevel.WATCHFUL is found.level
        assert () == found.active_floors
        assert ["bloodshed"] == [it.floor.name for it in found.provisional_floors]

    def test_that_hold_anyway_are_not_provisional_too(self) -> None:
        """A weak report on top of a firm one."""
        found = on(
            "2026-01-05",
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-04", "clash", "deaths", grade="C3"),
        )

        assert 1 == len(found.active_floors)
        assert () == found.provisional_floors


class TestKnownAt:
    def test_hides_what_was_recorded_later(self) -> None:
        """Records are counted as known, too."""
        late = event(
            "2026-01-01",
            "treaty",
            "ended",
            recorded=datetime(2026, 1, 9, tzinfo=UTC),
        )
        model = watch(SHOTS, late)
        then = assess(
            model,
            as_of=date(2026, 1, 1),
            known_at=datetime(2026, 1, 8, tzinfo=UTC),
        )

        assert 0.0 == then.breakdown.ground
        assert 1 == then.records
        assert 30.0 == assess(model, as_of=date(2026, 1, 1)).breakdown.ground


class TestFarDays:
    @pytest.mark.slow
    def test_of_three_centuries_are_walked(self) -> None:
        """From the first day a log may have to the last."""
        found = on("2200-12-31", event("1900-01-01", "treaty", "ended"))

        assert AlertLevel.TENSE is found.level
        assert 30.0 == found.score
