"""`riskctl publish`: what was issued when, and what it says of itself."""

import json
from pathlib import Path

import pytest
import tomli

from tests.cli.small import tree
from tests.helpers import Outcome, open_folder, run

MONDAY, LATER = "2026-11-16T08:00:00Z", "2026-11-23T08:00:00Z"
ID = "0123456789abcdef0123456789abcdef-2026-W46"


def published(folder: Path, *words: str, now: str = MONDAY) -> Outcome:
    """Publish beside the watch."""
    out = folder.parent / "out"
    return run("publish", "-o", str(out), *words, folder=folder, now=now)


def learn(folder: Path) -> None:
    """Log on the 20th what happened in the week that was published before."""
    entry = ("log", "treaty", "ended", "It was over", "-d", "2026-11-14", "-g", "A1")
    assert run(*entry, folder=folder).exit_code == 0


def issues(folder: Path) -> list[dict[str, object]]:
    """Return what is written down of what was issued."""
    found = tomli.loads((folder / "published.toml").read_text(encoding="utf-8"))
    return list(found["bulletin"])


class TestPublishing:
    def test_writes_the_bulletin_and_what_was_issued(self, small: Path) -> None:
        """The files beside, the record in the watch, and the log as it was."""
        before = tree(small)
        outcome = published(small)
        assert outcome.exit_code == 0
        assert outcome.stdout == f"published 2026-W46 · level 2 (severe) · {ID}\n"
        out = small.parent / "out"
        assert sorted(it.name for it in out.iterdir()) == [
            "bulletin.json",
            "riskctl-2026-W46.html",
            "riskctl-2026-W46.txt",
        ]
        (issue,) = issues(small)
        assert str(issue.pop("digest")).startswith("sha256:")
        assert str(issue.pop("issued")) == "2026-11-16 08:00:00+00:00"
        assert issue == {"id": ID, "week": "2026-W46", "level": 2}
        after = tree(small)
        after.pop("published.toml")
        assert before == after
        document = json.loads((out / "bulletin.json").read_text())
        (bulletin,) = document["bulletins"]
        assert (bulletin["bulletinID"], bulletin["unscheduled"]) == (ID, False)

    def test_says_when_nothing_changed(self, small: Path) -> None:
        """A week that says the same is issued once."""
        published(small)
        before = tree(small.parent)
        assert published(small, "2026-W46", now=LATER) == Outcome(
            "", "2026-W46 was published, and says the same\n", 0
        )
        assert before == tree(small.parent)

    def test_a_changed_week_is_a_revision_that_says_so(self, small: Path) -> None:
        """It has files of its own: what was issued stays what it was."""
        published(small)
        before = tree(small.parent)
        learn(small)
        outcome = published(small, "2026-W46", now=LATER)
        assert outcome.stdout == (
            f"revised 2026-W46 · level 2 (severe) · {ID}-r2 · replaces {ID}\n"
        )
        out = small.parent / "out"
        page = (out / "riskctl-2026-W46-r2.txt").read_text(encoding="utf-8")
        assert (
            "Revised: in the place of what was published on 16 November 2026, at "
            "level 2, severe."
        ) in " ".join(page.split())
        assert issues(small)[1]["replaces"] == ID
        document = json.loads((out / "bulletin.json").read_text())
        (bulletin,) = document["bulletins"]
        assert (bulletin["bulletinID"], bulletin["unscheduled"]) == (f"{ID}-r2", True)
        first = "out/riskctl-2026-W46.txt"
        assert before[first] == tree(small.parent)[first]

    def test_revises_every_week_that_changed(self, small: Path) -> None:
        """And those alone; a second time there is nothing to do."""
        for week in ("2026-W40", "2026-W46"):
            published(small, week)
        learn(small)
        once, again = (published(small, "--revise", now=LATER) for _ in range(2))
        assert once.stdout.startswith("revised 2026-W46 ")
        assert "W40" not in once.stdout
        assert again == Outcome("", "", 0)

    def test_names_the_weeks_whose_level_is_another_one_now(self, small: Path) -> None:
        """Where somebody reads that they were told something else."""
        published(small)
        run("retract", "shot02", "--reason", "denied", folder=small)
        said = published(small, now=LATER).stderr
        assert (
            "2026-W46 was published as level 2 (severe), and is 3 (tense) now: "
            "riskctl publish 2026-W46\n"
        ) in said

    def test_a_dry_run_writes_nothing(self, small: Path) -> None:
        """It says what would be issued."""
        before = tree(small.parent)
        assert published(small, "-n").stdout.startswith("would have published 2026-W46")
        assert before == tree(small.parent)

    def test_gives_an_old_watch_its_identity(self, small: Path) -> None:
        """Ids are permanent, and no two watches share them."""
        settings = small / "riskctl.toml"
        old = settings.read_text().replace('identity = "', '# "')
        settings.write_text(old)
        published(small)
        identity = open_folder(small).settings.identity
        assert issues(small)[0]["id"] == f"{identity}-2026-W46"
        assert settings.read_text() == f'{old}identity = "{identity}"\n'


class TestRefused:
    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("this",), "2026-W47 is not over before Sun 2026-11-22 is\n"),
            (("-f", "docx"), "there is no format `docx`\n"),
            (("2026-W46", "--revise"), "--revise is about every published week, and"),
            (("--tlp", "pink"), "`pink` is not a TLP mark\n"),
        ],
    )
    def test_before_anything_is_written(
        self, words: tuple[str, ...], message: str, small: Path
    ) -> None:
        """With a hint, and the watch as it was."""
        before = tree(small.parent)
        outcome = published(small, *words)
        assert outcome.stderr.startswith(message)
        assert "\nhint: " in outcome.stderr
        assert outcome.exit_code == 2
        assert before == tree(small.parent)

    def test_without_a_folder(self, small: Path) -> None:
        """Nowhere is no place to publish to."""
        assert run("publish", folder=small, now=MONDAY) == Outcome(
            "",
            "no folder to write to\nhint: -o DIR, or report_folder in riskctl.toml\n",
            2,
        )

    def test_files_that_are_not_its_own_are_left(self, small: Path) -> None:
        """A bulletin.json of another tool, say."""
        other = small.parent / "out" / "bulletin.json"
        other.parent.mkdir()
        other.write_text("{}")
        outcome = published(small)
        assert outcome.stderr.endswith(
            f"{other}: exists already\nhint: --force replaces it\n"
        )
        assert other.read_text() == "{}"
        assert not (small / "published.toml").exists()

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[[bulletin]]\nweek = 3\n", "published.toml:2: "),
            ('[[bulletin]]\nweek = "2026-W99"\n', "published.toml:2: "),
            ("[[bulletin\n", "published.toml:1: not TOML"),
        ],
    )
    def test_what_was_issued_cannot_be_read(
        self, text: str, message: str, small: Path
    ) -> None:
        """Then nothing can be said of what a bulletin replaces."""
        (small / "published.toml").write_text(text)
        outcome = published(small)
        assert outcome.stderr.startswith(message)
        assert outcome.exit_code == 5
        assert (small / "published.toml").read_text() == text
