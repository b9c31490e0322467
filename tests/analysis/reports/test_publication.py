from riskctl.analysis.reports.publication import published, withheld_ids
from riskctl.model.period import Week
from riskctl.model.tlp import Tlp
from riskctl.reporting.screens.level_full import cause_words
from tests.helpers import event, log_of, watch
from tests.reporting.weekly.weeks import report_of

PLAIN = event("2026-02-03", "clash", "shots", id="plain", title="plain")
AMBER = event("2026-02-04", "talks", "summit", id="amber", tlp=Tlp.AMBER)


class TestWithheldIds:
    def test_are_those_above_the_limit(self) -> None:
        """An event without a mark is clear."""
        log = log_of(events=(PLAIN, AMBER))

        assert withheld_ids(log, Tlp.CLEAR) == frozenset({"amber"})
        assert withheld_ids(log, Tlp.AMBER) == frozenset()

    def test_a_stricter_amendment_hides_what_it_corrects(self) -> None:
        """However long the chain is; a laxer one does not."""
        one = event("2026-02-03", "clash", "shots", id="one")
        two = event("2026-02-03", "clash", "shots", id="two", replaces="one")
        red = event(
            "2026-02-03", "clash", "shots", id="red", replaces="two", tlp=Tlp.RED
        )
        free = event("2026-02-03", "clash", "shots", id="free", replaces="red")
        log = log_of(events=(one, two, red, free))

        assert withheld_ids(log, Tlp.GREEN) == {"one", "two", "red"}


class TestPublished:
    def test_keeps_every_number(self) -> None:
        """Score, contributions, change, coverage."""
        report = report_of(watch(PLAIN, AMBER), Week(2026, 6))
        shown = published(report, frozenset({"amber"}), Tlp.CLEAR)

        assert shown.assessment.score == report.assessment.score
        assert shown.change.causes == report.change.causes
        assert shown.assessment.coverage.share == report.assessment.coverage.share
        assert shown.board == report.board

    def test_leaves_out_what_it_says(self) -> None:
        """From the events, the causes, the board and the reasons."""
        shown = published(
            report_of(watch(PLAIN, AMBER), Week(2026, 6)),
            frozenset({"amber"}),
            Tlp.CLEAR,
        )
        (talks,) = (
            it
            for it in shown.assessment.contributions
            if it.reading.indicator.id == "talks"
        )

        assert [it.event.id for it in shown.news] == ["plain"]
        assert shown.withheld == 1
        assert all(
            it.id != "amber" for part in shown.change.parts for it in part.events
        )
        assert [it.state for it in shown.contacts] == [None]
        assert cause_words(talks) == "what is not shown here"

    def test_without_anything_to_hide_is_the_report(self) -> None:
        """It says for whom it is, and nothing else changes."""
        report = report_of(watch(PLAIN), Week(2026, 6))
        shown = published(report, frozenset(), Tlp.GREEN)

        assert (shown.limit, shown.withheld) == (Tlp.GREEN, 0)
        assert shown.news == report.news
        assert shown.assessment is report.assessment
