"""`riskctl report`: which week, in which format, and where to."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import Outcome, run

LATER = "2031-01-01T00:00:00Z"
WEEK_HINT = "hint: like 2026-W47, 47, last, this, or a day of it: 2026-11-20\n"


class TestWeeks:
    @pytest.mark.parametrize("form", ["text", "markdown", "html", "eml", "json"])
    def test_as_published_is_the_same_whenever_it_is_made(
        self, form: str, small: Path
    ) -> None:
        """Neither the clock nor what was learned since changes a byte."""
        arguments = ("report", "2026-W46", "--as-published", "-f", form)
        first = run(*arguments, folder=small)
        run("retract", "shot02", "--reason", "denied", folder=small)
        run(*("log", "clash", "shots", "Late"), "-d", "2026-11-11", folder=small)
        assert first == run(*arguments, folder=small, now=LATER)
        assert first.exit_code == 0

    def test_knows_what_was_learned_since(self, small: Path) -> None:
        """A retraction counts for the past, too: both days are judged with it."""
        arguments = ("report", "2026-W46", "--json")
        before = json.loads(run(*arguments, folder=small).stdout)
        run("retract", "shot02", "--reason", "denied", folder=small)
        after = json.loads(run(*arguments, folder=small).stdout)
        assert before["assessment"]["score"] > after["assessment"]["score"]
        moments = {before["assessment"]["known_at"], before["before"]["known_at"]}
        assert moments == {None}

    def test_of_a_watch_begun_yesterday_counts_what_was_entered(
        self, tmp_path: Path
    ) -> None:
        """Whether it happened this week or in the last one."""
        run("init", str(tmp_path / "w"), folder=None)
        for day in ("2026-11-19", "2026-11-13"):
            run(
                *("log", "leader-contact", "call", f"Call of {day}", "-d", day),
                *("-s", "wires"),
                folder=tmp_path / "w",
            )
            outcome = run("report", folder=tmp_path / "w")
            assert "no evidence" not in outcome.stdout
            assert f"Call of {day}" in outcome.stdout

    def test_refuses_two_weeks_and_two_knowledges(self, small: Path) -> None:
        """Which one is meant cannot be known."""
        two = run("report", "last", "--week", "this", folder=small)
        both = run("report", "--as-published", "--known-at", "2026-11-19", folder=small)
        assert (two.exit_code, both.exit_code) == (2, 2)
        assert "leave one out" in two.stderr
        assert "leave one out" in both.stderr

    def test_last_is_the_default(self, small: Path) -> None:
        """The last week that is over."""
        outcome = run("report", folder=small)
        assert "Week of 9–15 November 2026\n" in outcome.stdout
        assert outcome == run("report", "--week", "last", folder=small)
        assert outcome == run("report", "last", folder=small)

    def test_this_week_is_told_so_far(self, small: Path) -> None:
        """Its title says so."""
        outcome = run("report", "--week", "this", folder=small)
        assert "Week of 16–22 November 2026, so far\n" in outcome.stdout

    def test_on_a_sunday_this_week_is_whole(self, small: Path) -> None:
        """Its last day has come."""
        outcome = run(
            "report", "--week", "this", folder=small, now="2026-11-22T12:00:00Z"
        )
        assert "Week of 16–22 November 2026\n" in outcome.stdout

    @pytest.mark.parametrize(
        ("week", "stderr"),
        [
            (
                "2026-W54",
                "`2026-W54` is not a week\n" + WEEK_HINT,
            ),
            (
                "W54",
                "`W54` is not a week\n" + WEEK_HINT,
            ),
            (
                "2025-W53",
                "`2025-W53` is not a week\n" + WEEK_HINT,
            ),
            (
                "2026-W40",
                (
                    "2026-W40 lies before the log, which begins on 2026-10-05\n"
                    "hint: the first week is 2026-W41\n"
                ),
            ),
            (
                "2026-W48",
                "2026-W48 has not begun\nhint: --week this, or an earlier one\n",
            ),
        ],
    )
    def test_a_wrong_one(self, week: str, stderr: str, small: Path) -> None:
        """Exit 2 with the nearest that is right."""
        outcome = run("report", "--week", week, folder=small)
        assert outcome == Outcome("", stderr, 2)


class TestFormats:
    def test_an_unknown_one(self, small: Path) -> None:
        """Exit 2 with the nearest."""
        outcome = run("report", "-f", "mardown", folder=small)
        assert outcome == Outcome(
            "", "there is no format `mardown`\nhint: did you mean `markdown`?\n", 2
        )

    @pytest.mark.parametrize(
        ("name", "start"),
        [
            ("report.txt", "Unofficial: "),
            ("report.md", "*Unofficial"),
            ("report.eml", "Subject: "),
            ("report.JSON", "{\n"),
            ("report", "Unofficial: "),
        ],
    )
    def test_follows_the_ending(
        self, name: str, start: str, small: Path, tmp_path: Path
    ) -> None:
        """Unless it is given."""
        run("report", "-o", str(tmp_path / name), folder=small)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)

    def test_an_unknown_ending(self, small: Path, tmp_path: Path) -> None:
        """Exit 2 with those that are known, and no file."""
        path = tmp_path / "week.docx"
        outcome = run("report", "-o", str(path), folder=small)
        assert outcome == Outcome(
            "",
            f"{path}: there is no format with the ending `.docx`\n"
            "hint: one of: .txt, .md, .html, .eml, .json, .pdf\n",
            2,
        )
        assert not path.exists()

    @pytest.mark.parametrize("form", ["text", "markdown", "json"])
    def test_a_file_holds_what_stdout_shows(
        self, form: str, small: Path, tmp_path: Path
    ) -> None:
        """To the byte."""
        shown = run("report", "-f", form, folder=small)
        run("report", "-f", form, "-o", str(tmp_path / "it"), folder=small)
        assert (tmp_path / "it").read_text(encoding="utf-8") == shown.stdout

    @pytest.mark.parametrize("form", ["text", "markdown", "json"])
    def test_says_unofficial_first(self, form: str, small: Path) -> None:
        """Whatever leaves the terminal says it in its first lines."""
        lines = run("report", "-f", form, folder=small).stdout.splitlines()
        assert "nofficial" in "".join(lines[:3])
        assert "DEFCON" not in "".join(lines)


class TestMarks:
    def test_are_shown_and_can_be_left_out(self, small: Path) -> None:
        """On the event, in the head, and by --tlp."""
        run(
            *("log", "clash", "shots", "HIDDENTITLE", "-d", "2026-11-12", "-s", "x"),
            *("--tlp", "amber", "--recorded", "2026-11-13"),
            folder=small,
        )
        for form in ("text", "markdown", "html", "eml"):
            page = run("report", "2026-W46", "-f", form, folder=small).stdout
            assert page.count("TLP:AMBER") >= 2
            shown = run(
                "report", "2026-W46", "-f", form, "--tlp", "clear", folder=small
            )
            assert "HIDDENTITLE" not in shown.stdout
            assert "1 event of this week left out" in shown.stdout.replace("=\n", "")


class TestWhereTo:
    def test_a_folder_takes_a_named_file(self, small: Path, tmp_path: Path) -> None:
        """Named after the week."""
        out = tmp_path / "out"
        out.mkdir()
        outcome = run("report", "-f", "markdown", "-o", str(out), folder=small)
        path = out / "riskctl-2026-W46.md"
        assert outcome == Outcome("", f"wrote {path}\n", 0)
        assert path.is_file()

    def test_a_file_that_exists_is_kept(self, small: Path, tmp_path: Path) -> None:
        """Until --force is given."""
        path = tmp_path / "report.txt"
        path.write_text("mine")
        outcome = run("report", "-o", str(path), folder=small)
        assert outcome == Outcome(
            "", f"{path}: exists already\nhint: --force replaces it\n", 2
        )
        assert path.read_text() == "mine"
        assert run("report", "--force", "-o", str(path), folder=small).exit_code == 0
        assert path.read_text().startswith("Unofficial")

    @pytest.mark.parametrize(
        "name",
        ["log/2026-11.toml", "log/new.txt", "riskctl.toml", "indicators.toml", "log"],
    )
    def test_never_onto_the_watch(self, name: str, small: Path) -> None:
        """Also not with --force."""
        before = tree(small)
        place = ("-o", str(small / name))
        outcome = run("report", "-f", "text", "--force", *place, folder=small)
        assert outcome.exit_code == 2
        assert "belongs to the watch and is never overwritten" in outcome.stderr
        assert before == tree(small)

    @pytest.mark.parametrize("link", [os.symlink, os.link])
    def test_never_onto_the_log_by_another_name(
        self, link: object, small: Path, tmp_path: Path
    ) -> None:
        """A link to it is the log."""
        assert callable(link)
        target = tmp_path / "report.txt"
        link(small / "log" / "2026-11.toml", target)
        before = tree(small)
        outcome = run("report", "--force", "-o", str(target), folder=small)
        assert outcome.exit_code == 2
        assert before == tree(small)

    def test_a_folder_that_is_missing_is_made(
        self, small: Path, tmp_path: Path
    ) -> None:
        """A cron job's first run needs no mkdir."""
        path = tmp_path / "reports" / "last.md"
        assert run("report", "-o", str(path), folder=small).exit_code == 0
        assert path.is_file()

    def test_a_place_where_nothing_can_be(self, small: Path, tmp_path: Path) -> None:
        """A file in place of the folder: exit 6."""
        (tmp_path / "taken").write_text("mine")
        outcome = run("report", "-o", str(tmp_path / "taken" / "it"), folder=small)
        assert outcome.exit_code == 6
        assert "cannot be written" in outcome.stderr
