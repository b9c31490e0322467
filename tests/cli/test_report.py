"""`riskctl report`: which week, in which format, and where to."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import EXAMPLE, Outcome, run

LATER = "2031-01-01T00:00:00Z"


class TestWeeks:
    @pytest.mark.parametrize("form", ["text", "markdown", "json"])
    def test_a_past_week_is_the_same_whenever_it_is_made(
        self, form: str, small: Path
    ) -> None:
        """Neither the clock nor what was learned since changes a byte."""
        arguments = ("report", "--week", "2026-W46", "-f", form)
        first = run(*arguments, folder=small)
        run("retract", "shot02", "--reason", "denied", folder=small)
        run(*("log", "clash", "shots", "Late"), "-d", "2026-11-11", folder=small)
        assert first == run(*arguments, folder=small, now=LATER)
        assert first.exit_code == 0

    @pytest.mark.slow
    def test_of_the_example_too(self) -> None:
        """On eighteen years of events."""
        arguments = ("report", "--week", "2022-W09", "-f", "json")
        assert run(*arguments, folder=EXAMPLE) == run(
            *arguments, folder=EXAMPLE, now=LATER
        )

    def test_known_at_now_uses_hindsight(self, small: Path) -> None:
        """Then a retraction counts for the past, too."""
        arguments = ("report", "--week", "2026-W46", "--known-at", "now", "--json")
        before = json.loads(run(*arguments, folder=small).stdout)
        run("retract", "shot02", "--reason", "denied", folder=small)
        after = json.loads(run(*arguments, folder=small).stdout)
        assert before["assessment"]["score"] > after["assessment"]["score"]
        # Both weeks are judged with it, and say so.
        moments = {before["assessment"]["known_at"], before["before"]["known_at"]}
        assert moments == {"2026-11-20T12:00:00Z"}

    def test_last_is_the_default(self, small: Path) -> None:
        """The last week that is over."""
        outcome = run("report", folder=small)
        assert "North – South: week 2026-W46\n" in outcome.stdout
        assert outcome == run("report", "--week", "last", folder=small)

    def test_this_week_is_told_so_far(self, small: Path) -> None:
        """Its title says so."""
        outcome = run("report", "--week", "this", folder=small)
        assert "North – South: week 2026-W47, so far\n" in outcome.stdout

    def test_on_a_sunday_this_week_is_whole(self, small: Path) -> None:
        """Its last day has come."""
        outcome = run(
            "report", "--week", "this", folder=small, now="2026-11-22T12:00:00Z"
        )
        assert "North – South: week 2026-W47\n" in outcome.stdout

    @pytest.mark.parametrize(
        ("week", "stderr"),
        [
            (
                "2026-W54",
                "`2026-W54` is not a week\nhint: like 2026-W47, 47, last or this\n",
            ),
            ("W54", "`W54` is not a week\nhint: like 2026-W47, 47, last or this\n"),
            (
                "2025-W53",
                "`2025-W53` is not a week\nhint: like 2026-W47, 47, last or this\n",
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
            ("report.md", "> **Unofficial"),
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
        outcome = run("report", "--force", "-o", str(small / name), folder=small)
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
