from dataclasses import replace
from datetime import date, timedelta
from math import fsum
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riskctl.analysis.appraisal import appraise
from riskctl.analysis.assessment import assess, contributions_on
from riskctl.analysis.change import Moment
from riskctl.analysis.history import walk
from riskctl.analysis.weekly import WeeklyReport, weekly_report
from riskctl.model.alert import AlertLevel
from riskctl.model.period import Week, end_of
from riskctl.model.record import Event, Record
from riskctl.model.watch import Watch
from riskctl.reporting.explain import explain_screen
from riskctl.reporting.formats import RENDERERS
from riskctl.reporting.lines import plain_text
from tests.helpers import CATALOGUE
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


def explanation(watch: Watch, as_of: date) -> str:
    """Return the explanation of a day, as it is printed."""
    assessment = assess(watch, as_of=as_of)
    return plain_text(
        explain_screen(assessment, appraise(assessment), indicator=None, width=80)
    )


class TestOrder:
    @LAW
    @given(records(), days, st.randoms(use_true_random=False))
    def test_of_records_is_irrelevant_to_a_judgement(
        self, found: list[Record], as_of: date, chance: Random
    ) -> None:
        """The same score, level, floors and shares, to the last bit."""
        shuffled = chance.sample(found, len(found))

        assert assess(watch_of(found), as_of=as_of) == assess(
            watch_of(shuffled), as_of=as_of
        )

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


class TestWalk:
    @LAW
    @given(records(), st.sampled_from([CATALOGUE, ODD]))
    def test_gives_every_days_score_as_if_from_scratch(
        self, found: list[Record], catalogue: str
    ) -> None:
        """Carrying a day's pressure on and summing all events are one."""
        watch = watch_of(found, catalogue=catalogue)
        history = walk(watch.catalogue, watch.log.in_force, until=LAST)
        assume(history)
        assert history is not None

        for offset in range(0, len(history), 5):
            day = history.first + timedelta(days=offset)
            scratch = contributions_on(watch.catalogue, watch.log.in_force, as_of=day)
            assert (
                abs(fsum(it.points for it in scratch) - history.scores[offset]) <= CLOSE
            )

    @LAW
    @given(records())
    def test_is_never_calmer_than_a_firm_floor(self, found: list[Record]) -> None:
        """Nor than the score alone, and falls by one step at most."""
        watch = watch_of(found)
        history = walk(watch.catalogue, watch.log.in_force, until=LAST)
        assume(history)
        assert history is not None
        before: AlertLevel | None = None
        for offset in range(len(history)):
            standing = history.on(history.first + timedelta(days=offset))
            assert standing is not None
            level = standing.level
            assert level.is_at_least(standing.demanded_by_floors)
            assert level.is_at_least(watch.catalogue.level_for(standing.score))
            assert before is None or level.value <= before.value + 1
            assert 0 <= standing.calm_days < watch.catalogue.descent.dwell_days
            before = level

    @LAW
    @given(records(plain=True), st.integers(1, SPAN_DAYS))
    def test_goes_on_as_if_it_had_not_stopped(
        self, found: list[Record], offset: int
    ) -> None:
        """A history walked to a day and resumed there is the whole one."""
        watch = watch_of(found)
        start = START + timedelta(days=offset)
        known = tuple(it for it in watch.log.in_force if it.date < start)
        eve = walk(watch.catalogue, known, until=start - timedelta(days=1))
        whole = walk(watch.catalogue, watch.log.in_force, until=LAST)
        assume(eve)
        assert eve is not None
        assert whole is not None
        resumed = eve.resumed(
            watch.catalogue, watch.log.in_force, start=start, until=LAST
        )

        assert whole.scores == pytest.approx(resumed.scores, abs=CLOSE)
        assert (whole.turns, whole.opening, whole.first, whole.held) == (
            resumed.turns,
            resumed.opening,
            resumed.first,
            resumed.held,
        )
        assert list(whole.calm_days) == list(resumed.calm_days)


class TestOneMore:
    @LAW
    @given(records(), events("new", indicator="clash"), st.floats(0, 1), days)
    def test_incident_never_calms(
        self, found: list[Record], new: Event, value: float, as_of: date
    ) -> None:
        """An incident of 0 or more leaves score and level where they are, or worse."""
        before = assess(watch_of(found), as_of=as_of)
        after = assess(watch_of([*found, replace(new, value=value)]), as_of=as_of)

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

        assert replace(one, known_at=None) == other
