"""`riskctl recode` and `check --method`: a second coder, who does not see the first."""

from pathlib import Path

import pytest

from riskctl.storage.recode import open_codings
from riskctl.storage.watch import WatchFolder
from tests.cli.small import tree
from tests.cli.terminal import Terminal
from tests.helpers import Outcome, make_watch, open_folder, run

CODING = """\
[[coding]]
id = "2026-11-20-{0}"
event = "{1}"
indicator = "{2}"
value = "{3}"
grade = "{4}"
recorded = 2026-11-20T12:00:00Z
by = "ab"
"""


def coded(small: Path, *codings: tuple[str, str, str, str]) -> None:
    """Write codings beside the log of the small watch."""
    (small / "recode").mkdir()
    blocks = [CODING.format(f"code{n:02}", *it) for n, it in enumerate(codings)]
    (small / "recode" / "2026-11.toml").write_text("\n".join(blocks))


SHOT, GUARD, CALL = "2026-11-10-shot01", "2026-11-12-shot02", "2026-10-20-talk01"


class TestMethod:
    def test_says_how_far_the_coders_agree(self, small: Path) -> None:
        """About the indicator, the grade, and the value of each indicator."""
        coded(
            small,
            (SHOT, "clash", "shots", "B2"),
            (GUARD, "clash", "shots", "B2"),
            (CALL, "clash", "deaths", "A2"),
        )
        outcome = run("check", "--method", folder=small)
        _, _, agreement = outcome.stdout.partition("A second coder\n")
        assert agreement == (
            "  3 events coded a second time by ab; Krippendorff's alpha\n"
            "  which indicator                    alpha 0.00 (not reliable), 3 events\n"
            "  credence of the grade              alpha 0.00 (not reliable), 3 events\n"
            "  value of clash                     alpha 0.00 (not reliable), 2 events\n"
        )
        assert outcome.exit_code == 0

    def test_names_the_gravest_events_with_one_origin(self, small: Path) -> None:
        """And says how to begin where nobody coded a second time."""
        shown = run("check", "--method", folder=small).stdout
        assert "2026-11-12-shot02  A guard is said to be dead (example.org)" in shown
        assert "riskctl amend 2026-11-12-shot02 -s URL -s URL" in shown
        assert "2026-10-05-trty01" not in shown
        assert shown.endswith("none so far: riskctl recode --sample 40 --by NAME\n")

    def test_is_in_the_method_part_of_the_report(self, small: Path) -> None:
        """Of the full one."""
        coded(small, (SHOT, "clash", "shots", "B2"), (GUARD, "clash", "deaths", "C3"))
        full = run("report", "--full", folder=small).stdout
        assert "2 events coded a second time by ab" in " ".join(full.split())
        assert "coded a second time" not in run("report", folder=small).stdout

    def test_is_a_page_of_its_own(self, small: Path) -> None:
        """Beside the name of a check it is a wrong command line."""
        assert run("check", "--method", "twins", folder=small).exit_code == 2

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('coding = [{id = "x"}]\n', "recode/a.toml:1: `coding` must be written as"),
            ("[[coding]]\n", "recode/a.toml:1: a coding has no `id`"),
            ("<<<<<<< x\n", "recode/a.toml:1: a merge left its conflict markers"),
        ],
    )
    def test_refuses_what_it_cannot_read(
        self, text: str, message: str, small: Path
    ) -> None:
        """With its line; nothing goes unread in silence."""
        (small / "recode").mkdir()
        (small / "recode" / "a.toml").write_text(text)
        outcome = run("check", "--method", folder=small)
        assert outcome.exit_code == 5
        assert outcome.stderr.startswith(message)
        assert run("level", "--brief", folder=small).exit_code == 0


@pytest.mark.slow
class TestRecode:
    def test_shows_neither_indicator_nor_value_nor_grade(
        self, small: Path, terminals: list[Terminal]
    ) -> None:
        """Each answer is kept beside the log before the next question."""
        before = tree(small / "log")
        terminal = Terminal(
            ["--watch", str(small), "recode", "--sample", "4", "--by", "ab"],
            term="dumb",
        )
        terminals.append(terminal)
        terminal.wait_for("indicator")
        log = open_folder(small).log
        first = next(it for it in log.events if it.title in terminal.shown)
        assert not {first.indicator, str(first.grade)} & {*terminal.shown.split()}
        terminal.answer("indicator", "clash")
        terminal.answer("value: number or name", "shots")
        terminal.answer("grade", "B2")
        terminal.expect("2 of 4")
        (coding,) = open_codings(WatchFolder(small))
        assert (coding.event, coding.indicator, coding.value, str(coding.grade)) == (
            first.id,
            "clash",
            "shots",
            "B2",
        )
        terminal.answer("indicator", "q")
        terminal.expect("1 event coded; riskctl check --method compares")
        assert terminal.end() == 0
        assert before == tree(small / "log")

    def test_goes_on_with_the_same_sample(
        self, small: Path, terminals: list[Terminal]
    ) -> None:
        """What this coder wrote or coded is not asked again."""
        ids = [it.id for it in open_folder(small).log.in_force]
        coded(small, *((it, "clash", "shots", "B2") for it in ids[1:]))
        terminal = Terminal(["--watch", str(small), "recode", "--by", "ab"])
        terminals.append(terminal)
        terminal.wait_for("indicator")
        assert "1 of 1" in terminal.shown
        assert terminal.leave("indicator", b"\x03") == 130


def test_needs_a_person(small: Path) -> None:
    """Nothing is asked where nobody can answer."""
    outcome = run("recode", "--by", "ab", folder=small)
    assert outcome == Outcome(
        "",
        "a second coder is asked in a terminal\n"
        "hint: run it there: riskctl recode --by NAME\n",
        2,
    )


def test_two_copies_of_codings_merge(small: Path, tmp_path: Path) -> None:
    """As those of a log do."""
    coded(small, (SHOT, "clash", "shots", "B2"))
    other = make_watch(tmp_path / "other")
    coded(other, (SHOT, "clash", "shots", "B2"), (GUARD, "clash", "shots", "B2"))
    assert run("merge", str(other), folder=small).exit_code == 0
    assert len(open_codings(WatchFolder(small))) == 2
