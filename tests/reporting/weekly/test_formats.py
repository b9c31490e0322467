"""One week in every format, and 300 weeks of the example in plain words."""

import json
import re
from random import Random

import pytest

from riskctl.analysis.change.causes import Cause
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.alert import worst
from riskctl.model.period import Week
from riskctl.model.watch import Watch
from riskctl.reporting.lines import columns
from riskctl.reporting.weekly.json import render_json
from riskctl.reporting.weekly.markdown import render_markdown
from riskctl.reporting.weekly.summary import STILL, summary
from riskctl.reporting.weekly.text import TEXT_WIDTH, render_text
from riskctl.reporting.words import points, signed
from tests.helpers import EXAMPLE, event, open_folder, watch
from tests.reporting.weekly.weeks import hostile_report, report_of, told_report

ALL_WEEKS = [
    Week(year, number) for year in range(2008, 2026) for number in range(1, 53)
]
CHOSEN = sorted(Random(1984).sample(ALL_WEEKS, 300))  # noqa: S311 (repeatable)


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


def assert_well_told(report: WeeklyReport) -> None:
    """Hold a summary against the figures."""
    text = summary(report)
    standing = report.assessment.day
    assert standing is not None
    word = report.assessment.catalogue.band(standing.level).word

    assert "  " not in text
    assert ".." not in text
    assert ". ." not in text
    assert re.search(r"\b1 (days|events|points)\b", text) is None
    assert re.search(r"[a-z0-9%)]\.(?: |$)", text)
    assert f"{standing.level.value} ({word})" in text
    assert f"{points(report.assessment.score)} of 100 points" in text
    for sentence in text.split(". "):
        assert sentence.strip(" .")
    if report.before.day is None:
        return
    difference = report.change.difference
    if difference >= STILL:
        assert f"The score rose by {points(difference)}" in text
    elif difference <= -STILL:
        assert f"The score fell by {points(-difference)}" in text
    else:
        assert "The score stands at" in text
    for turn in report.level_steps:
        assert turn.day in report.period
    if "held there by the floor" in text:
        floors = report.assessment.active_floors
        assert standing.level is worst(it.floor.level for it in floors)
    if "unchanged" in text:
        assert report.before.level is standing.level


class TestSummary:
    @pytest.mark.slow
    def test_of_three_hundred_weeks_says_what_the_figures_say(
        self, example: Watch
    ) -> None:
        """No empty sentence, no wrong plural, no level but the level."""
        for week in CHOSEN:
            assert_well_told(told_report(example, week))

    def test_of_a_few_weeks_says_what_the_figures_say(self, example: Watch) -> None:
        """The first, the great turns, the last."""
        for week in (
            Week(2008, 1), Week(2014, 9), Week(2018, 15), Week(2020, 53),
            Week(2022, 8), Week(2022, 9), Week(2026, 6), Week(2026, 20),
        ):  # fmt: skip
            assert_well_told(told_report(example, week))

    def test_names_only_a_floor_that_holds_at_the_level(self) -> None:
        """`lawless` holds at 3; the score alone gives 1."""
        model = watch(
            event("2026-01-05", "treaty", "kept"),
            event("2026-02-03", "treaty", "ended"),
            event("2026-02-04", "clash", 0.9),
        )

        assert "floor" not in summary(report_of(model, Week(2026, 6)))


class TestFormats:
    def test_tell_the_whole_reports_summary(self, example: Watch) -> None:
        """What is checked above is what a report says."""
        week = Week(2022, 9)

        assert summary(told_report(example, week)) == summary(report_of(example, week))

    @pytest.mark.parametrize(
        "week", [Week(2014, 9), Week(2018, 15), Week(2022, 9), Week(2026, 6)]
    )
    def test_carry_the_same_numbers(self, example: Watch, week: Week) -> None:
        """Score, level and every cause, in JSON, text and Markdown."""
        report = report_of(example, week)
        document = json.loads(render_json(report))
        level = document["assessment"]["level"]
        shown = f"{level['number']} · {level['word']} · {level['colour']}"
        pages = [render_text(report), render_markdown(report).replace("\\", "")]

        assert document["assessment"]["score"] == report.assessment.score
        assert document["change"]["difference"] == report.change.difference
        for page in pages:
            assert f"Alert level {shown}" in page
            assert f"{points(document['assessment']['score'])} of 100" in page
            for cause in Cause:
                moved = signed(document["change"]["causes"][cause.value])
                assert re.search(rf"{cause.value}[ |]+{re.escape(moved)}", page)

    @pytest.mark.parametrize("week", [Week(2014, 9), Week(2022, 9)])
    def test_fit_the_page(self, example: Watch, week: Week) -> None:
        """No line over 78 columns but an address."""
        for line in render_text(report_of(example, week)).splitlines():
            assert columns(line) <= TEXT_WIDTH or "://" in line

    def test_fit_the_page_in_wide_scripts_too(self) -> None:
        """A title of two-column characters is wrapped by columns."""
        for line in render_text(hostile_report("日本語" * 40)).splitlines():
            assert columns(line) <= TEXT_WIDTH or line.startswith(("  https", "  日"))

    @pytest.mark.parametrize("payload", ["\x1b[31m", "\u202e", "\x9b", "a\rb", "\x00"])
    def test_print_no_control(self, payload: str) -> None:
        """Whatever a user wrote, in every format."""
        report = hostile_report(payload)
        for page in (render_text(report), render_markdown(report), render_json(report)):
            assert page.replace("\n", "").isprintable()
