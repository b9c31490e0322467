from datetime import date

import pytest

from riskctl.analysis.change.change import Change, Moment
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.analysis.reports.weeks import week_ends, weekly_reports, whole_weeks
from tests.helpers import EXAMPLE, open_folder, watch


def told(change: Change) -> tuple[object, ...]:
    """Return all that a change says."""
    parts = [(it.cause, it.indicator, it.points, it.events) for it in change.parts]
    return change.start, change.end, change.score_before, change.score_after, parts


class TestWholeWeeks:
    def test_are_those_between_the_log_and_today(self) -> None:
        """A week in progress is none; a log without events has none."""
        model = open_folder(EXAMPLE)
        weeks = [str(it) for it in whole_weeks(model, today=date(2009, 1, 11))]

        assert (weeks[0], weeks[-1]) == ("2008-W01", "2009-W01")
        assert len(weeks) == 53
        assert whole_weeks(watch(), today=date(2009, 1, 11)) == []


class TestWeeklyReports:
    @pytest.mark.slow
    def test_are_the_reports_of_each_week_alone(self) -> None:
        """One walk, the same judgement as a walk for each."""
        model = open_folder(EXAMPLE)
        ends = list(week_ends(model, whole_weeks(model, today=date(2014, 12, 31))))
        chosen = {it.week for it in ends[::40]}
        found = weekly_reports(
            model, ends, wanted=chosen.__contains__, version="1", draws=10
        )

        for it in found:
            last = it.week.period.last
            alone = weekly_report(
                model,
                it.week,
                Moment(as_of=last),
                version="1",
            )
            assert it.then is not None
            assert alone.then is not None
            assert it.then.level is alone.then.level
            assert it.news == alone.news
            assert it.assessment.score == alone.assessment.score
            assert it.assessment.level is alone.assessment.level
            assert it.before.score == alone.before.score
            assert told(it.change) == told(alone.change)
            assert [day.level for day in it.days] == [day.level for day in alone.days]
            assert [day.score for day in it.days] == pytest.approx(
                [day.score for day in alone.days], abs=1e-9
            )
            chosen.remove(it.week)
        assert not chosen
