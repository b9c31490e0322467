from collections.abc import Sequence
from datetime import date, timedelta
from math import fsum
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riskctl.analysis.change.change import Moment
from riskctl.analysis.days.events import by_indicator, force, sums_on
from riskctl.analysis.days.floors import floors_on
from riskctl.analysis.days.history import walk, walk_log
from riskctl.analysis.days.sums import KNOTS, carried
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.contribution import Breakdown, breakdown_on
from riskctl.analysis.judgement.trust import trust_in
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.alert import AlertLevel
from riskctl.model.amended import recounted
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.ledger import Ledger
from riskctl.model.month import month_of
from riskctl.model.period import Period, Week, end_of
from riskctl.model.record import Event, Record, Review
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
# A light incident, much pressure to a lift, and an initial state that alarms.
ODD = (
    CATALOGUE.replace("weight = 50", "weight = 0.7")
    .replace("half_pressure = 50", "half_pressure = 300")
    .replace('initial = "kept"', 'initial = "ended"')
)


def report_of(watch: Watch, week: Week) -> WeeklyReport:
    """Return the report of a past week."""
    last = week.period.last
    return weekly_report(
        watch,
        week,
        Moment(as_of=last, known_at=end_of(last, "UTC")),
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
        ledger.recall(history.page_name, month)
        for month in range(month_of(START), month_of(until) + 1)
    ]


def from_scratch(watch: Watch, as_of: date) -> Breakdown:
    """Return a day's score from each of the events."""
    return breakdown_on(
        watch.catalogue,
        watch.log.in_force,
        as_of=as_of,
        reviewed=watch.log.first_reviews(),
    )


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
        scratch = from_scratch(watch, as_of).contributions

        for one, other in zip(carried_on, scratch, strict=True):
            assert one.reading.indicator is other.reading.indicator
            assert one.reading.is_set is other.reading.is_set
            assert abs(one.reading.value - other.reading.value) <= CLOSE
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
        """Well graded, and at every other half-life."""
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
                assert 1 == len(sum_.knots)
                assert (size, good_size) == pytest.approx(
                    (sum_.own.force, sum_.good.force), abs=CLOSE
                )
                continue
            for part, own in ((good, sum_.good), (news, sum_.own)):
                assert sums_on(indicator, part, as_of) == pytest.approx(own, abs=CLOSE)
            other = [
                indicator._replace(half_life_days=indicator.half_life_days * 2.0**knot)
                for knot in KNOTS
            ]
            for knot, it in zip(sum_.knots, other, strict=True):
                assert sums_on(it, news, as_of) == pytest.approx(knot, abs=CLOSE)

    @LAW
    @given(records(), days)
    def test_weigh_grades_by_what_is_shown_of_every_event(
        self, found: list[Record], as_of: date
    ) -> None:
        """The share of the well graded is that of their points, without signs."""
        assessment = assess(watch_of(found), as_of=as_of)
        trust = trust_in(assessment, draws=1)
        assume(trust)
        shares = [
            (abs(share.amount), share.event.grade.is_good)
            for it in assessment.contributions
            for share in it.shares
            if share.event
        ]
        every = fsum(size for size, _ in shares)
        good = fsum(size for size, is_good in shares if is_good)

        assert trust
        assert (good / every if every else 0.0) == pytest.approx(
            trust.confidence.well_graded, abs=1e-6
        )


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
        history = walk_log(watch.catalogue, watch.log, until=LAST)
        assume(history)
        assert history is not None
        scores = history.scores(Period(START, LAST))

        assert len(history) == len(scores)
        for offset in range(0, len(history), 5):
            day = history.first + timedelta(days=offset)
            assert abs(from_scratch(watch, day).score - scores[offset]) <= CLOSE

    @LAW
    @given(records())
    def test_is_never_calmer_than_a_firm_floor(self, found: list[Record]) -> None:
        """Nor than the score alone, and falls by one step at most."""
        watch = watch_of(found)
        history = walk_log(watch.catalogue, watch.log, until=LAST)
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

        Where a review has set the contact: the first look at it makes its silence
        count. An earlier contact makes the log begin earlier: the level then eases
        from where silence had brought it, and does not start afresh.
        """
        looked = Review(
            id="look", date=START, indicators=("talks",), recorded=new.recorded
        )
        found = [*found, looked]
        watch = watch_of(found)
        before = assess(watch, as_of=as_of)
        after = assess(watch_of([*found, new]), as_of=as_of)

        assert after.score <= before.score + CLOSE
        first = min((it.date for it in watch.log.in_force), default=None)
        if before.level and after.level and first and new.date >= first:
            assert before.level.is_at_least(after.level)

    @LAW
    @given(records(), days, st.sampled_from(["clash", "treaty", "talks"]))
    def test_indicator_that_never_fires_changes_nothing(
        self, found: list[Record], as_of: date, like: str
    ) -> None:
        """Whatever its kind and its weight: no score, no level, of any day."""
        head, *blocks = CATALOGUE.split("[[indicator]]")
        one = next(it for it in blocks if f'id = "{like}"' in it)
        idle = one.split("[[floor]]")[0].replace(f'id = "{like}"', 'id = "idle"')
        more = "[[indicator]]".join((head, idle, *blocks))
        before = assess(watch_of(found), as_of=as_of)
        after = assess(watch_of(found, catalogue=more), as_of=as_of)

        assert before.score == after.score
        assert before.day == after.day
        assert "idle" in [it.id for it in after.unset]

    @LAW
    @given(records(), events("new", indicator="clash"), st.floats(-1, 0), days)
    def test_relief_never_worsens(
        self, found: list[Record], new: Event, value: float, as_of: date
    ) -> None:
        """Not the score, ever."""
        before = assess(watch_of(found), as_of=as_of)
        after = assess(watch_of([*found, new._replace(value=value)]), as_of=as_of)

        assert after.score <= before.score + CLOSE


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
