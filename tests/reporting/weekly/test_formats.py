"""One week in every format: the same pyramid, the page, no control character."""

import re
from datetime import date

import pytest

from riskctl.analysis.change.change import Moment
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.model.period import Week
from riskctl.model.watch import Watch
from riskctl.reporting.lines import columns
from riskctl.reporting.weekly.bulletin import bulletin_of
from riskctl.reporting.weekly.formats import Renderer
from riskctl.reporting.weekly.goals import goal_lines
from riskctl.reporting.weekly.json import render_json
from riskctl.reporting.weekly.mail import render_mail
from riskctl.reporting.weekly.markdown import render_markdown
from riskctl.reporting.weekly.text import TEXT_WIDTH, render_text
from tests.helpers import EXAMPLE, event, open_folder, watch
from tests.reporting.weekly.weeks import hostile_report, report_of, told_report


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


class TestFormats:
    @pytest.mark.parametrize(
        "week", [Week(2008, 1), Week(2014, 9), Week(2022, 9), Week(2025, 40)]
    )
    def test_are_a_page_of_text(self, example: Watch, week: Week) -> None:
        """At most 90 lines; none over 78 columns but an address."""
        lines = render_text(report_of(example, week)).splitlines()

        assert 45 <= len(lines) <= 100
        for line in lines:
            assert columns(line) <= TEXT_WIDTH or "://" in line

    def test_fit_the_page_in_wide_scripts_too(self) -> None:
        """A title of two-column characters is wrapped by columns."""
        for line in render_text(hostile_report("日本語" * 40)).splitlines():
            assert columns(line) <= TEXT_WIDTH or line.startswith(
                ("    https", "    日")
            )

    @pytest.mark.parametrize("payload", ["\x1b[31m", "\u202e", "\x9b", "a\rb", "\x00"])
    def test_print_no_control(self, payload: str) -> None:
        """Whatever a user wrote, in every format."""
        report = hostile_report(payload)
        mail = render_mail(report).replace("\r\n", "\n")
        for page in (render_text(report), render_markdown(report), render_json(report)):
            assert page.replace("\n", "").isprintable()
        assert mail.replace("\n", "").isprintable()

    def test_add_the_annex_when_asked(self, example: Watch) -> None:
        """Every indicator by its title, and the rule."""
        report = report_of(example, Week(2022, 9))
        for render in (render_text, render_markdown):
            assert "Every indicator" not in render(report)
            assert "Every indicator" in render(report, full=True)
            assert "How this was computed" in render(report, full=True)

    def test_cut_nothing_in_the_annex(self, example: Watch) -> None:
        """Every strip has its 26 weeks, every title and every label its last letter."""
        page = render_text(report_of(example, Week(2026, 21)), full=True)
        annex = page[page.index("Every indicator") :]
        strips = re.findall("[▁▂▃▄▅▆▇█]+", annex)

        assert "…" not in annex
        assert [len(it) for it in strips] == [26] * len(list(example.catalogue))
        assert "9 of 10 draws   28.7 to 43.5" in annex

    def test_say_no_slug_outside_the_annex(self, example: Watch) -> None:
        """States and indicators have titles."""
        report = report_of(example, Week(2022, 8))
        slugs = [it.id for it in example.catalogue if "-" in it.id]
        for render in (render_text, render_markdown):
            assert [it for it in slugs if it in render(report)] == []


class TestBulletin:
    def test_marks_what_was_learned_later(self, example: Watch) -> None:
        """Of two events of the Sunday, where they stand and in one line."""
        page = bulletin_of(report_of(example, Week(2022, 8)))

        assert page.notices == (
            "Learned after this week: 2 events of it were entered on 28 Feb.",
        )
        assert page.drivers[0].event == "Putin puts nuclear forces on special alert"
        assert page.drivers[0].rest.endswith("learned on 28 Feb")

    def test_lists_what_was_learned_in_the_week(self, example: Watch) -> None:
        """With its own day."""
        news = bulletin_of(report_of(example, Week(2022, 9))).news

        assert (news[1].day, news[1].title) == (
            "27 Feb, learned on 28 Feb",
            "Putin puts nuclear forces on special alert",
        )

    def test_says_what_could_be_published_then(self) -> None:
        """Where what was learned later made it another level."""
        model = watch(
            event("2026-01-30", "treaty", "kept"),
            event(
                "2026-02-05",
                "treaty",
                "ended",
                recorded=event("2026-03-09", "clash", 0.1).recorded,
            ),
        )
        page = bulletin_of(report_of(model, Week(2026, 6)))

        then = "Could be published then as level 5, calm"
        assert page.notices == (f"{then}; 1 event of it was entered on 9 Mar.",)

    def test_says_after_which_day_of_an_unfinished_week(self, example: Watch) -> None:
        """What was entered on the Thursday was learned after the Wednesday."""
        wednesday = Moment(as_of=date(2022, 3, 2))
        report = weekly_report(example, Week(2022, 9), wednesday, version="1")

        assert bulletin_of(report).notices == (
            "Learned after 2 March: 1 event of it was entered on 3 Mar.",
        )

    def test_of_an_expired_level_promises_nothing(self, example: Watch) -> None:
        """It says when it expired, and names no next update."""
        page = bulletin_of(report_of(example, Week(2026, 30)))

        assert page.dates == ("issued 20 November 2026", "expired on 5 June 2026")

    def test_gives_no_share_of_a_whole_that_is_less(self, example: Watch) -> None:
        """Where relief outweighs in one goal, the others come to more than 100 %."""
        relieved = dict(goal_lines(told_report(example, Week(2020, 43))))
        usual = dict(goal_lines(told_report(example, Week(2022, 8))))

        assert relieved["Prevent nuclear war"] == "−1.7 points"
        assert [it for it in relieved.values() if "%" in it] == []
        assert usual["Prevent nuclear war"] == "18.8 points, 30 %"

    @pytest.mark.parametrize("render", [render_text, render_markdown, render_mail])
    def test_tell_that_older_events_were_entered(self, render: Renderer) -> None:
        """They are news of their own weeks; to deny them would be false."""
        entered = event("2026-02-03", "clash", 0.1).recorded
        model = watch(
            event("2025-12-05", "clash", "shots", recorded=entered),
            event("2025-12-06", "treaty", "kept", recorded=entered),
        )
        page = " ".join(render(report_of(model, Week(2026, 6))).split())

        said = "2 older events were entered this week: week of 1–7 December 2025."
        assert said in page.replace("=E2=80=93", "–")
        assert "Nothing was logged" not in page

    def test_send_no_command_to_strangers(self) -> None:
        """What the keeper may type is no news for who gets the bulletin."""
        model = watch(event("2026-02-03", "clash", "shots"))
        page = render_text(report_of(model, Week(2026, 6)))

        assert "Provisional: 0 of 2 statuses and contacts set.\n" in page
        assert "riskctl setup" not in page

    def test_has_words_for_a_week_without_evidence(self) -> None:
        """No level, no driver, no chart."""
        page = bulletin_of(report_of(watch(), Week(2026, 6)))

        assert page.title == "North – South: no evidence"
        assert (page.drivers, page.news, page.ahead) == ((), (), ())
