"""Two laws of the weekly pages, over every week of the example."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from riskctl.analysis.reports.movers import TOLD
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.analysis.reports.weeks import whole_weeks
from riskctl.reporting.weekly.bottom_line import bottom_line
from riskctl.reporting.weekly.bulletin import bulletin_of
from tests.helpers import EXAMPLE, open_folder
from tests.reporting.weekly.weeks import told_report

pytestmark = pytest.mark.slow


class TestEveryWeek:
    @pytest.mark.parametrize(
        "folder", sorted(EXAMPLE.parent.iterdir()), ids=lambda it: it.name
    )
    def test_each_event_stands_once_and_the_stated_sign_is_the_drawn_one(
        self, folder: Path
    ) -> None:
        """Title by title; the sentence against the line of the picture."""
        model = open_folder(folder)
        span = model.log.span
        assert span is not None
        stands: Counter[tuple[str, str]] = Counter()
        for week in whole_weeks(model, today=span.last + timedelta(days=30)):
            report = told_report(model, week)
            stands.update((it.id, it.title) for it in bulletin_of(report).news)
            assert_drawn(report)
            # A review of all its years, which was written at their end, covers them.
            if folder == EXAMPLE and week.period.last <= span.last:
                assert not report.is_expired

        assert stands == Counter((it.id, it.title) for it in model.log.in_force)


def assert_drawn(report: WeeklyReport) -> None:
    """Hold what is said of the week against the days that are drawn."""
    drawn = {it.date: it for it in report.days}
    eve = drawn.get(report.period.first - timedelta(days=1))
    if eve is None:
        return
    end = drawn[report.period.last]
    moved = end.score - eve.score
    lead, rest = bottom_line(report)
    assert ("worsened by" in rest) == (bool(rest) and moved >= TOLD)
    assert ("The score eased by" in rest) == (bool(rest) and moved <= -TOLD)
    if not report.is_expired:
        assert ("worse than a week ago" in lead) == end.level.is_worse_than(eve.level)
        assert lead.startswith("Eased by") == eve.level.is_worse_than(end.level)
