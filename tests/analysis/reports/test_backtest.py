from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from math import exp2
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.change.timeline import KnownDays, Timeline, timeline
from riskctl.analysis.days.day import Day
from riskctl.analysis.days.history import walk_log
from riskctl.analysis.reports.backtest import Backtest, WindowResult, backtest
from riskctl.analysis.reports.discrimination import discriminate
from riskctl.model.alert import AlertLevel
from riskctl.model.period import Period
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.window import Window, WindowKind
from tests.helpers import event, log_of, watch
from tests.laws.strategies import LAW

FIRST = date(2026, 1, 1)


def day(offset: int) -> date:
    """Return a day by its number, from 0."""
    return FIRST + timedelta(days=offset)


def window(start: int, end: int, kind: WindowKind = WindowKind.PEAK) -> Window:
    """Return a window from one numbered day to another."""
    return Window(period=Period(day(start), day(end)), label="w", kind=kind)


def days_at(
    levels: str, *, scores: Sequence[float] = (), events: Sequence[Event] = ()
) -> Timeline:
    """Return a timeline with one day for each digit, the level of that day."""
    standings = tuple(
        Day(
            date=day(offset),
            score=scores[offset] if scores else 10.0 * (5 - int(digit)),
            level=AlertLevel(int(digit)),
            since=day(offset),
            came_from=None,
            calm_days=0,
        )
        for offset, digit in enumerate(levels)
    )
    period = Period(FIRST, day(len(levels) - 1))
    log, catalogue = log_of(events=tuple(events)), watch().catalogue
    history = walk_log(catalogue, log, until=period.last)
    known = KnownDays(period=period, log=log, history=history)
    return Timeline(
        period=period,
        days=standings,
        turning_points=(),
        known=(known,),
        as_known=False,
    )


def judged(found: Timeline, *windows: Window, at: int = 3) -> Backtest:
    """Compare a timeline with windows."""
    return backtest(found, windows, threshold=AlertLevel(at))


def result(levels: str, one: Window) -> WindowResult:
    """Return how one window looked."""
    return judged(days_at(levels), one).results[0]


def area(found: Backtest, name: str) -> float | None:
    """Return the area of one rule."""
    return {it.name: it.auc for it in found.discrimination}[name]


class TestWindows:
    def test_are_hit_by_a_level_at_the_threshold_or_worse(self) -> None:
        """One day is enough; a day before or after is not."""
        assert [True, True, False] == [
            result(levels, window(3, 5)).hit
            for levels in ("5555355", "5551555", "5535553")
        ]

    def test_have_a_mean_a_maximum_and_a_worst_level(self) -> None:
        """Of their own days."""
        found = result("5543215", window(2, 4))

        assert (3, 20.0, 30.0, AlertLevel.SEVERE) == (
            found.days,
            found.mean,
            found.highest,
            found.worst,
        )

    def test_have_the_lead_of_the_first_day_at_the_level(self) -> None:
        """Within thirty days before the start, also where it did not last."""
        assert 2 == result("5533333", window(4, 6)).lead_days
        assert 3 == result("5355355", window(4, 6)).lead_days
        assert result("5555333", window(4, 6)).lead_days is None

    def test_have_a_lead_of_thirty_days_at_most(self) -> None:
        """What is older is another story."""
        assert 30 == result("3" * 50, window(40, 45)).lead_days
        assert result("3" + "5" * 49, window(40, 45)).lead_days is None
        assert 30 == result("3" + "5" * 49, window(30, 45)).lead_days

    def test_that_are_no_peak_have_neither_hit_nor_lead(self) -> None:
        """There is nothing to be warned of."""
        for kind in (WindowKind.CALM, WindowKind.THAW):
            found = result("3333333", window(3, 5, kind))
            assert (None, None, 3) == (found.hit, found.lead_days, found.days)

    def test_outside_the_log_are_neither_hit_nor_missed(self) -> None:
        """They do not count among the peaks."""
        found = judged(days_at("35"), window(100, 110), window(0, 0))

        assert [None, True] == [it.hit for it in found.results]
        assert [0, 1] == [it.days for it in found.results]
        assert (1, 1) == (len(found.peaks), found.hits)

    def test_leave_the_rest_outside(self) -> None:
        """Of whatever kind they are."""
        found = judged(days_at("3455543"), window(0, 1), window(5, 6, WindowKind.THAW))

        assert (3, 0.0, 0.0) == (
            found.outside_days,
            found.outside_mean,
            found.outside_highest,
        )

    def test_may_be_all_there_is(self) -> None:
        """Then there is nothing outside, and nothing to tell apart."""
        found = judged(days_at("333"), window(0, 2))

        assert (0, 0) == (found.outside_days, found.days_off_peak)
        assert [(None, None)] * 4 == [(it.auc, it.near) for it in found.discrimination]


class TestFalseAlarms:
    def test_are_runs_that_touch_no_peak(self) -> None:
        """Two runs of one and two days; the third touches the peak."""
        found = judged(days_at("5355335533"), window(9, 12))

        assert [Period(day(1), day(1)), Period(day(4), day(5))] == list(
            found.false_alarms
        )
        assert 3 == found.false_alarm_days

    @pytest.mark.parametrize(
        ("peak", "alarms"),
        [((3, 5), 0), ((4, 5), 1), ((0, 2), 0), ((0, 1), 1), ((2, 3), 0)],
    )
    def test_touch_a_peak_by_a_day_that_they_share(
        self, peak: tuple[int, int], alarms: int
    ) -> None:
        """The first day and the last one of both count; the day beside does not."""
        found = judged(days_at("553355"), window(*peak))

        assert alarms == len(found.false_alarms)

    def test_are_not_excused_by_a_thaw(self) -> None:
        """Only a peak is a reason for an alarm."""
        found = judged(days_at("5335"), window(1, 2, WindowKind.CALM))

        assert 2 == found.false_alarm_days

    def test_leave_long_runs_to_the_count_of_days(self) -> None:
        """One long run may touch a peak and stand for months outside of it."""
        found = judged(days_at("3" * 20), window(5, 6))

        assert () == found.false_alarms
        assert (18, 18) == (found.alarmed_off_peak, found.days_off_peak)

    def test_follow_the_threshold(self) -> None:
        """At 2, a day at 3 is no alarm."""
        found = judged(days_at("53255"), at=2)

        assert [Period(day(2), day(2))] == list(found.false_alarms)
        assert (1, 5) == (found.alarmed_off_peak, found.days_off_peak)


class TestDiscrimination:
    def test_compares_the_score_with_three_simpler_rules(self) -> None:
        """In this order."""
        assert [
            "score",
            "events in 30 days",
            "unweighted mean of readings",
            "severity sum of incidents",
        ] == [it.name for it in judged(days_at("35"), window(0, 0)).discrimination]

    def test_is_one_where_every_peak_day_is_higher(self) -> None:
        """And nought where every one is lower, and a half where all are the same."""
        assert 1.0 == area(judged(days_at("5533"), window(2, 3)), "score")
        assert 0.0 == area(judged(days_at("3355"), window(2, 3)), "score")
        assert 0.5 == area(judged(days_at("3333"), window(2, 3)), "score")

    @LAW
    @given(
        st.lists(
            st.tuples(st.integers(0, 6).map(float), st.booleans()),
            min_size=1,
            max_size=90,
        )
    )
    def test_is_the_share_of_pairs(self, pairs: list[tuple[float, bool]]) -> None:
        """In which the peak day is higher; an equal one counts half."""
        scores = [score for score, _ in pairs]
        windows = [window(it, it) for it, (_, peak) in enumerate(pairs) if peak]
        found = judged(days_at("5" * len(pairs), scores=scores), *windows)
        peaks = [score for score, peak in pairs if peak]
        others = [score for score, peak in pairs if not peak]
        wins = [1.0 if a > b else 0.5 if a == b else 0.0 for a in peaks for b in others]

        if wins:
            assert pytest.approx(sum(wins) / len(wins)) == area(found, "score")
        else:
            assert area(found, "score") is None

    def test_counts_the_first_and_the_last_day_of_a_peak(self) -> None:
        """The two highest days are those at its edges."""
        found = judged(days_at("5" * 5, scores=[1.0, 9.0, 0.0, 9.0, 2.0]), window(1, 3))

        assert pytest.approx(4 / 6) == area(found, "score")
        assert (2, 3) == (found.days_off_peak, found.results[0].days)

    @pytest.mark.parametrize(("apart", "told"), [(730, 0.0), (731, None)])
    def test_a_peak_is_told_from_days_within_two_years(
        self, apart: int, told: float | None
    ) -> None:
        """The 730th day before and after it is the last; other peaks do not count."""
        scores = [9.0, *[5.0] * apart]
        days = days_at("5" * len(scores), scores=scores)
        # Every day between the two is a peak as well, and so to be left out.
        found = judged(days, window(1, apart - 1), window(apart, apart))
        others = judged(days, window(1, apart - 1)).discrimination[0]

        assert others.near is not None
        near = [it for it in (0.0, told) if it is not None]
        assert found.discrimination[0].near == pytest.approx(sum(near) / len(near))

    def test_has_the_band_of_a_plain_bootstrap(self) -> None:
        """One in twenty resamples lies below it, and one in twenty above."""
        chance = Random(7)  # noqa: S311 the same in every run
        figures = [float(chance.randrange(9)) for _ in range(150)]
        is_peak = [chance.random() < 0.3 for _ in range(150)]
        found = discriminate("score", figures, is_peak)
        draws = Random(0)  # noqa: S311
        blocks = [range(it, it + 30) for it in range(0, 150, 30)]
        areas = []
        for _ in range(400):
            drawn = [at for it in draws.choices(blocks, k=5) for at in it]
            peaks = [figures[it] for it in drawn if is_peak[it]]
            others = [figures[it] for it in drawn if not is_peak[it]]
            wins = sum((a > b) + (a == b) / 2 for a in peaks for b in others)
            areas.append(wins / (len(peaks) * len(others)))
        areas.sort()

        assert found.low == pytest.approx(areas[19])
        assert found.high == pytest.approx(areas[379])
        assert sum(it < areas[19] for it in areas) <= 20

    def test_has_a_band_that_is_the_same_every_time(self) -> None:
        """Whole blocks of thirty days are drawn, from a fixed seed."""
        levels = ("5" * 25 + "3" * 5) * 12
        peaks = [window(start, start + 9) for start in range(20, 360, 30)]
        one, two = (judged(days_at(levels), *peaks).discrimination for _ in range(2))

        assert one == two
        assert one[0].auc is not None
        assert one[0].low is not None
        assert one[0].high is not None
        assert 0.0 <= one[0].low <= one[0].auc <= one[0].high <= 1.0

    def test_counts_events_of_thirty_days(self) -> None:
        """From their day on; on the thirtieth day after it one no longer counts."""
        noted = event("2026-01-02", "clash", "shots")
        found = judged(
            days_at("5" * 40, events=[noted]),
            *(window(it, it) for it in range(1, 31)),
        )

        assert 1.0 == area(found, "events in 30 days")

    def test_weighs_every_indicator_the_same(self) -> None:
        """A call that ends the silence of a third of the catalogue."""
        calls = [event(day, "talks", "call") for day in ("2026-01-01", "2026-01-11")]
        found = judged(days_at("5" * 20, events=calls), window(5, 9))

        assert 1.0 == area(found, "unweighted mean of readings")

    def test_adds_up_what_worsens(self) -> None:
        """Incidents by their size, halved in thirty days; no relief, no status."""
        events = [
            event("2026-01-01", "clash", "shots"),
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-11", "clash", 0.1),
            event("2026-01-12", "clash", "apology"),
        ]
        sums = [0.4 * exp2(-it / 30.0) for it in range(20)]
        sums = [
            it if day < 10 else it + 0.1 * exp2((10 - day) / 30.0)
            for day, it in enumerate(sums)
        ]
        found = judged(days_at("5" * 20, events=events), window(10, 12))
        wins = [a > b for a in sums[10:13] for b in (*sums[:10], *sums[13:])]

        assert pytest.approx(sum(wins) / len(wins)) == area(
            found, "severity sum of incidents"
        )

    def test_tells_each_peak_from_the_days_around_it(self) -> None:
        """A peak on a rising trend is told from the days within two years alone."""
        far = 1000
        scores = [1.0, 0.0, *[5.0] * far, 9.0, 8.0]
        found = judged(
            days_at("5" * len(scores), scores=scores),
            window(0, 0),
            window(far + 2, far + 2),
        )

        (score, *_) = found.discrimination
        assert score.auc is not None
        assert score.auc < 0.6
        assert pytest.approx((1.0 / 731 + 1.0) / 2.0, abs=0.01) == score.near


class TestAsKnown:
    def judged(self, *records: Record, windows: Sequence[Window]) -> Backtest:
        """Test two months, each day with what was known at its end."""
        model = watch(*records)
        span = Period(FIRST, day(59))
        found = timeline(model, span, known_at=None, as_known=True)
        return backtest(found, windows, threshold=AlertLevel.TENSE)

    def test_takes_hindsight_from_the_simpler_rules_too(self) -> None:
        """An event of the 2nd, recorded on the 11th, is no sign on the 5th."""
        start = event("2026-01-01", "treaty", "kept")
        late = event(
            *("2026-01-02", "clash", "shots"),
            recorded=event("2026-01-11", "clash", "shots").recorded,
        )
        found = self.judged(start, late, windows=[window(10, 29)])

        assert [1.0, 1.0] == [
            it.auc
            for it in found.discrimination
            if it.name in {"score", "events in 30 days"}
        ]

    def test_passes_over_days_without_a_level(self) -> None:
        """The figures stay with their days when all that was known is withdrawn."""
        gone = Retraction(
            id="no",
            record="one",
            reason="wrong",
            recorded=datetime(2026, 1, 5, 12, tzinfo=UTC),
        )
        found = self.judged(
            event("2026-01-01", "treaty", "kept", id="one"),
            gone,
            event("2026-01-21", "clash", "shots"),
            windows=[window(20, 49)],
        )

        assert 44 == found.days_off_peak + 30
        assert 1.0 == area(found, "score")
