from collections.abc import Sequence
from datetime import date, timedelta
from math import fsum
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riskctl.analysis.change.change import Moment
from riskctl.analysis.days.events import by_indicator, force, force_on
from riskctl.analysis.days.floors import floors_on
from riskctl.analysis.days.history import walk
from riskctl.analysis.days.sums import KNOTS, carried
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.contribution import contributions_on
from riskctl.analysis.judgement.trust import trust_in
from riskctl.analysis.reports.weekly import WeeklyReport, weekly_report
from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.ledger import Ledger, recounted
from riskctl.model.month import month_of
from riskctl.model.period import Period, Week, end_of
from riskctl.model.record import Event, Record
from riskctl.model.watch import Watch
from riskctl.reporting.lines import plain_text
from riskctl.reporting.screens.explain import explain_screen
from riskctl.reporting.weekly.formats import RENDERERS
from tests.helpers import CATALOGUE, ledger_of, what_it_says
from tests.laws.strategies import (
    LAW,
    SLOW_LAW,
    SPAN_DAYS,
    START,
    days,
    events,
    records,
    watch_of,
)

LAST = START + timedelta(days=SPAN_DAYS)
CLOSE = 1e-9
# Weights that do not sum to 100, and an initial state that alarms.
ODD = CATALOGUE.replace("weight = 50", "weight = 0.7").replace(
    'initial = "kept"', 'initial = "ended"'
)


def report_of(watch: Watch, week: Week) -> WeeklyReport:
    """Return the report of a past week."""
    last = week.period.last
    return weekly_report(
        watch,
        week,
        Moment(as_of=last, known_at=end_of(last, "UTC")),
        with_hindsight=False,
        version="1",
    )


def pages_of(
    catalogue: Catalogue, ledger: Ledger, *, until: date
) -> list[bytes | None]:
    """Walk a ledger, and return the pages of its months."""
    history = walk(catalogue, ledger, until=until)
    assert history
    assert history.end.date == until
    return [
        ledger.recall("walk", month)
        for month in range(month_of(START), month_of(until) + 1)
    ]


def explanation(watch: Watch, as_of: date) -> str:
    """Return the explanation of a day, as it is printed."""
    assessment = assess(watch, as_of=as_of)
    return plain_text(
        explain_screen(assessment, trust_in(assessment), indicator=None, width=80)
    )


class TestOrder:
    @LAW
    @given(records(), days, st.randoms(use_true_random=False))
    def test_of_records_is_irrelevant_to_a_judgement(
        self, found: list[Record], as_of: date, chance: Random
    ) -> None:
        """The same score, level, floors and shares, to the last bit."""
        shuffled = chance.sample(found, len(found))

        one, other = (assess(watch_of(it), as_of=as_of) for it in (found, shuffled))

        assert what_it_says(one) == what_it_says(other)

    @SLOW_LAW
    @given(records(), days, st.randoms(use_true_random=False))
    def test_of_records_is_irrelevant_to_every_text(
        self, found: list[Record], as_of: date, chance: Random
    ) -> None:
        """The explanation and the report in every format, to the byte."""
        shuffled = chance.sample(found, len(found))
        one, other = watch_of(found), watch_of(shuffled)
        pages = [explanation(it, as_of) for it in (one, other)]

        assert pages[0] == pages[1]
        for render in RENDERERS.values():
            assert render(report_of(one, Week.of(as_of))) == render(
                report_of(other, Week.of(as_of))
            )


class TestSums:
    @LAW
    @given(records(), days, st.sampled_from([CATALOGUE, ODD]))
    def test_of_contributions_and_shares_are_exact(
        self, found: list[Record], as_of: date, catalogue: str
    ) -> None:
        """Contributions sum to the score, and an indicator's shares to its own."""
        assessment = assess(watch_of(found, catalogue=catalogue), as_of=as_of)

        assert 0.0 <= assessment.score <= 100.0 + CLOSE
        assert (
            abs(fsum(it.points for it in assessment.contributions) - assessment.score)
            <= CLOSE
        )
        for contribution in assessment.contributions:
            shares = fsum(it.amount for it in contribution.shares)
            assert abs(shares - contribution.points) <= CLOSE


class TestReadings:
    @LAW
    @given(records(), days, st.sampled_from([CATALOGUE, ODD]))
    def test_that_were_carried_on_are_those_from_scratch(
        self, found: list[Record], as_of: date, catalogue: str
    ) -> None:
        """The same pressures, points and shares, by way of the same events."""
        watch = watch_of(found, catalogue=catalogue)
        carried_on = assess(watch, as_of=as_of).contributions
        scratch = contributions_on(watch.catalogue, watch.log.in_force, as_of=as_of)

        for one, other in zip(carried_on, scratch, strict=True):
            assert one.reading.indicator is other.reading.indicator
            assert one.points_per_unit == other.points_per_unit
            assert abs(one.reading.raw - other.reading.raw) <= CLOSE
            assert abs(one.points - other.points) <= CLOSE
            assert one.reading.latest is other.reading.latest
            assert [it.event for it in one.shares] == [it.event for it in other.shares]
            assert [it.amount for it in one.shares] == pytest.approx(
                [it.amount for it in other.shares], abs=CLOSE
            )

    @LAW
    @given(records(), days)
    def test_have_the_largest_share_as_their_main_one(
        self, found: list[Record], as_of: date
    ) -> None:
        """The newest of equals; it is found without weighing the rest."""
        for contribution in assess(watch_of(found), as_of=as_of).contributions:
            newest_first = contribution.reading.shares[::-1]
            assert contribution.reading.main_share == max(
                newest_first, key=lambda it: it.amount, default=None
            )

    @LAW
    @given(records(), days, st.floats(1e-6, 1.0))
    def test_have_shares_that_are_shown_and_a_rest(
        self, found: list[Record], as_of: date, least: float
    ) -> None:
        """The large ones are those of all, in order; with the rest they sum up."""
        for contribution in assess(watch_of(found), as_of=as_of).contributions:
            reading = contribution.reading
            shown, rest = reading.shares_of(least)

            assert len(reading.shares) == reading.count
            assert shown == tuple(
                it for it in reading.shares if abs(it.amount) >= least
            )
            hidden = [it.amount for it in reading.shares if abs(it.amount) < least]
            assert abs(rest - fsum(hidden)) <= CLOSE


class TestCarried:
    @LAW
    @given(records(), days)
    def test_sums_are_those_from_scratch(
        self, found: list[Record], as_of: date
    ) -> None:
        """Without signs, well graded, and at every other half-life."""
        watch = watch_of(found)
        ledger = watch.log.ledger(watch.catalogue)
        happened = by_indicator(watch.log.in_force, as_of=as_of)
        sums = carried(watch.catalogue, ledger, as_of=as_of)

        assert list(sums) == [it.id for it in watch.catalogue]
        for indicator in watch.catalogue:
            sum_, news = sums[indicator.id], happened.get(indicator.id, [])
            good = [it for it in news if it.grade.is_good]
            if not indicator.kind.fades:
                size, good_size = held_sizes(indicator, news)
                assert abs(sum_.size - size) <= CLOSE
                assert abs(sum_.good - good_size) <= CLOSE
                assert () == tuple(sum_.knots)
                continue
            assert abs(sum_.size - pressure(indicator, news, as_of, size=True)) <= CLOSE
            assert abs(sum_.good - pressure(indicator, good, as_of, size=True)) <= CLOSE
            other = [
                indicator._replace(half_life_days=indicator.half_life_days * 2.0**knot)
                for knot in KNOTS
            ]
            assert list(sum_.knots) == pytest.approx(
                [pressure(it, news, as_of) for it in other], abs=CLOSE
            )

    @LAW
    @given(records(), days)
    def test_sizes_are_those_of_the_shares(
        self, found: list[Record], as_of: date
    ) -> None:
        """What grades are weighed by is what is shown of every event."""
        assessment = assess(watch_of(found), as_of=as_of)

        for contribution in assessment.contributions:
            reading = contribution.reading
            shares = [it for it in reading.shares if it.event]
            sums = assessment.carried[reading.indicator.id]
            good = [it for it in shares if it.event and it.event.grade.is_good]
            for size, part in ((sums.size, shares), (sums.good, good)):
                shown = fsum(abs(it.amount) for it in part)
                assert abs(size * reading.scale - shown) <= CLOSE


def pressure(
    indicator: Indicator, events: Sequence[Event], day: date, *, size: bool = False
) -> float:
    """Return what is left of the forces of all events, or of their sizes."""
    forces = [force_on(indicator, it, day) for it in events]
    return fsum(map(abs, forces) if size else forces)


def held_sizes(indicator: Indicator, events: Sequence[Event]) -> tuple[float, float]:
    """Return what the events, and the well graded, still hold of a status."""
    size = good = 0.0
    for event in events:
        doubt, moved = 1.0 - event.grade.credence, force(indicator, event)
        size = moved + doubt * size
        good = (moved if event.grade.is_good else 0.0) + doubt * good
    return size, good


class TestWalk:
    @LAW
    @given(records(), st.sampled_from([CATALOGUE, ODD]))
    def test_gives_every_days_score_as_if_from_scratch(
        self, found: list[Record], catalogue: str
    ) -> None:
        """Carrying a day's pressure on and summing all events are one."""
        watch = watch_of(found, catalogue=catalogue)
        history = walk(watch.catalogue, watch.log.ledger(watch.catalogue), until=LAST)
        assume(history)
        assert history is not None
        scores = history.scores(Period(START, LAST))

        assert len(history) == len(scores)
        for offset in range(0, len(history), 5):
            day = history.first + timedelta(days=offset)
            scratch = contributions_on(watch.catalogue, watch.log.in_force, as_of=day)
            assert abs(fsum(it.points for it in scratch) - scores[offset]) <= CLOSE

    @LAW
    @given(records())
    def test_is_never_calmer_than_a_firm_floor(self, found: list[Record]) -> None:
        """Nor than the score alone, and falls by one step at most."""
        watch = watch_of(found)
        history = walk(watch.catalogue, watch.log.ledger(watch.catalogue), until=LAST)
        assume(history)
        assert history is not None
        before: AlertLevel | None = None
        for offset in range(len(history)):
            standing = history.on(history.first + timedelta(days=offset))
            assert standing is not None
            level = standing.level
            floors = floors_on(history, standing.date)
            assert all(
                level.is_at_least(it.floor.level) for it in floors if not it.provisional
            )
            assert level.is_at_least(watch.catalogue.level_for(standing.score))
            assert before is None or level.value <= before.value + 1
            assert 0 <= standing.calm_days < watch.catalogue.descent.dwell_days
            before = level

    @LAW
    @given(records(plain=True), st.integers(1, SPAN_DAYS))
    def test_goes_on_as_if_it_had_not_stopped(
        self, found: list[Record], offset: int
    ) -> None:
        """What is logged after a walk does not move the months before it by a bit."""
        watch = watch_of(found)
        eve = START + timedelta(days=offset - 1)
        known = tuple(it for it in watch.log.in_force if it.date <= eve)
        later = tuple(it for it in watch.log.in_force if it.date > eve)
        assume(known)
        begun = ledger_of(watch.catalogue, known)
        pages_of(watch.catalogue, begun, until=eve)
        gone_on = recounted(begun, watch.catalogue, later, watch.log.in_force)
        fresh = ledger_of(watch.catalogue, watch.log.in_force)

        assert pages_of(watch.catalogue, fresh, until=LAST) == pages_of(
            watch.catalogue, gone_on, until=LAST
        )


class TestOneMore:
    @LAW
    @given(records(), events("new", indicator="clash"), st.floats(0, 1), days)
    def test_incident_never_calms(
        self, found: list[Record], new: Event, value: float, as_of: date
    ) -> None:
        """An incident of 0 or more leaves score and level where they are, or worse."""
        before = assess(watch_of(found), as_of=as_of)
        after = assess(watch_of([*found, new._replace(value=value)]), as_of=as_of)

        assert after.score >= before.score - CLOSE
        if before.level and after.level:
            assert after.level.is_at_least(before.level)

    @LAW
    @given(records(), events("new", indicator="talks"), days)
    def test_contact_never_alarms(
        self, found: list[Record], new: Event, as_of: date
    ) -> None:
        """
        Not the score, ever; not the level, from the day the log begins on.

        An earlier contact makes the log begin earlier: the level then comes down
        from where silence had brought it, and does not start afresh.
        """
        watch = watch_of(found)
        before = assess(watch, as_of=as_of)
        after = assess(watch_of([*found, new]), as_of=as_of)

        assert after.score <= before.score + CLOSE
        first = min((it.date for it in watch.log.in_force), default=None)
        if before.level and after.level and first and new.date >= first:
            assert before.level.is_at_least(after.level)


class TestKnowledge:
    @LAW
    @given(records(), days, st.integers(0, SPAN_DAYS))
    def test_of_a_moment_is_a_log_of_its_own(
        self, found: list[Record], as_of: date, later: int
    ) -> None:
        """`known_at` judges as the log did that held only what was recorded."""
        moment = end_of(as_of + timedelta(days=later), "UTC")
        known = [it for it in found if it.recorded <= moment]
        one = assess(watch_of(found), as_of=as_of, known_at=moment)
        other = assess(watch_of(known), as_of=as_of)

        assert moment == one.known_at
        assert what_it_says(one) == what_it_says(other)
