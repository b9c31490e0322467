"""The bottom line of 300 weeks of the example, and of what happens seldom."""

import re
from random import Random

import pytest

from riskctl.analysis.reports.movers import TOLD
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Week
from riskctl.model.watch import Watch
from riskctl.reporting.weekly.bottom_line import bottom_line
from riskctl.reporting.weekly.said import level_words, quoted
from riskctl.reporting.words import day_words, points, signed
from tests.helpers import EXAMPLE, event, open_folder, watch
from tests.reporting.weekly.weeks import report_of, told_report

ALL_WEEKS = [
    Week(year, number) for year in range(2008, 2026) for number in range(1, 53)
]
CHOSEN = sorted(Random(1984).sample(ALL_WEEKS, 300))  # noqa: S311 (repeatable)
WORDS = ("no", "one", "two", "three", "four")


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


def assert_well_told(report: WeeklyReport) -> None:
    """Hold a bottom line against the figures."""
    lead, rest = bottom_line(report)
    text = f"{lead} {rest}".strip()
    score = points(report.assessment.score)

    for fault in ("  ", "..", ". .", ": .", "()", " ,", "None", "−0.0"):
        assert fault not in text
    assert re.search(r"\b(?<!,)1 (days|events|points|steps)\b", text) is None
    assert re.search(r"\b(up|down|rose|fell|rise|fall)\b", unquoted(text)) is None
    assert text.endswith(".")
    assert f"{score} of 100 points" in text or f"level {level(report)}" in lead
    assert len(text.split()) <= 60
    if report.before.day is None:
        return
    assert_same_step(report, lead)
    assert_largest_told(report, rest)
    moved = report.change.difference
    if rest and abs(moved) >= TOLD:
        way = "worsened" if moved > 0 else "eased"
        assert f"The score {way} by {points(abs(moved))} to {score}" in rest
    for it in report.movers:
        if it.event and quoted(it.event) in re.split("[Ii]t rests", rest)[0]:
            assert signed(it.points) in rest
            assert day_words(it.event.date, beside=report.period.last) in rest


def assert_largest_told(report: WeeklyReport, rest: str) -> None:
    """Hold what is told, and what it rests on, against what is larger."""
    told = re.split("[Ii]t rests", rest)[0]
    sizes = {quoted(it.event): abs(it.points) for it in report.movers if it.event}
    left_out = [size for title, size in sizes.items() if title not in told]
    named = [size for title, size in sizes.items() if title in told]
    if left_out and named:
        assert max(left_out) <= min(named)
        assert re.search(r" others \([+−±][0-9.]+\)", told)
    if "above all" in rest:
        largest = report.drivers[0].event
        assert largest is not None
        assert quoted(largest) in rest.split("above all")[1]


def assert_same_step(report: WeeklyReport, lead: str) -> None:
    """Hold what is said of the level against the two days."""
    steps = report.steps_worse
    assert steps is not None
    if steps > 0:
        assert lead.lower().startswith(f"{WORDS[steps]} step")
        assert "worse than a week ago" in lead
    elif steps < 0:
        assert lead.startswith(f"Eased by {WORDS[-steps]} step")
    else:
        assert lead.startswith("Unchanged")


def level(report: WeeklyReport) -> str:
    """Return the level in words."""
    found = report.assessment.level
    return level_words(report.assessment.catalogue, found) if found else ""


def unquoted(text: str) -> str:
    """Return a text without the titles in it."""
    return re.sub("“[^”]*”", "", text)


class TestBottomLine:
    @pytest.mark.slow
    def test_of_three_hundred_weeks_says_what_the_figures_say(
        self, example: Watch
    ) -> None:
        """No empty sentence, no wrong plural, no step but the step."""
        for week in CHOSEN:
            assert_well_told(told_report(example, week))

    def test_of_a_few_weeks_says_what_the_figures_say(self, example: Watch) -> None:
        """The first, the great turns, the last."""
        for week in (
            Week(2008, 1), Week(2014, 9), Week(2018, 15), Week(2020, 53),
            Week(2022, 8), Week(2022, 9), Week(2025, 37), Week(2026, 6), Week(2026, 20),
        ):  # fmt: skip
            assert_well_told(told_report(example, week))

    def test_of_a_grave_week_names_what_did_it(self, example: Watch) -> None:
        """By the titles, with day and points, and the rule that decided."""
        lead, rest = bottom_line(told_report(example, Week(2022, 8)))

        assert lead == (
            "One step worse than a week ago: the score passed 50 on 24 February."
        )
        assert "“Putin puts nuclear forces on special alert” (27 February, " in rest
        assert "“Russia launches full-scale invasion of Ukraine” (24 February, " in rest

    def test_sums_up_what_it_has_no_room_for(self, example: Watch) -> None:
        """The largest are told, and what is told adds up to the whole."""
        _, rest = bottom_line(told_report(example, Week(2022, 8)))
        figures = re.findall(r"([+−][0-9.]+)\)", rest)

        assert rest.endswith(" (24 February, +7.0) and others (+4.7).")
        assert sum(float(it.replace("−", "-")) for it in figures) == pytest.approx(32.5)

    def test_rests_on_older_events_besides_the_one_that_it_told(
        self, example: Watch
    ) -> None:
        """The drones of the week are the largest of all, so nothing is above them."""
        _, rest = bottom_line(told_report(example, Week(2025, 37)))

        assert "“Russian drones enter Polish airspace” (10 September, +15.0)" in rest
        assert " Besides, it rests on “US adopts New START countermeasures” " in rest

    def test_of_a_quiet_week_is_one_sentence(self, example: Watch) -> None:
        """Nothing moved by half a point."""
        lead, rest = bottom_line(told_report(example, Week(2019, 30)))

        assert rest == ""
        assert lead == (
            "Unchanged since 1 February 2019, in a quiet week: the score stands at "
            "27.1 of 100 points."
        )

    def test_names_the_floor_that_decided(self) -> None:
        """By its name in plain words; only one that holds at the level."""
        model = watch(
            event("2026-01-05", "treaty", "kept"),
            event("2026-02-03", "treaty", "ended"),
        )
        lead, _ = bottom_line(report_of(model, Week(2026, 6)))

        assert lead.startswith("Two steps worse than a week ago: the ")

    def test_of_an_expired_level_says_so_first(self) -> None:
        """Whatever it was."""
        model = watch(event("2026-01-05", "treaty", "kept"))
        lead, _ = bottom_line(report_of(model, Week(2026, 6)))

        assert lead.startswith("Not updated since 5 January 2026: ")

    def test_cuts_a_title_that_is_too_long(self) -> None:
        """Sixteen kilobytes are no sentence."""
        model = watch(
            event("2026-01-05", "treaty", "kept"),
            event("2026-02-03", "clash", "shots", title="long " * 3000),
        )

        assert len(" ".join(bottom_line(report_of(model, Week(2026, 6))))) < 500

    def test_without_evidence_says_only_that(self) -> None:
        """There is no level."""
        assert bottom_line(report_of(watch(), Week(2026, 6))) == (
            "There is no evidence up to the end of this week, so there is no level.",
            "",
        )
