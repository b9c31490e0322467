"""Nothing in `log/` goes unread in silence, and what was there is missed at once."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from riskctl.storage.text.writer import block
from tests.helpers import Outcome, event, make_watch, run

EARLIER = [
    event("2026-10-05", "clash", "deaths"),
    event("2026-10-20", "talks", "call"),
]
LATER = [
    event("2026-11-05", "clash", "shots"),
    event("2026-11-18", "clash", "deaths"),
]
LATE = datetime(2026, 11, 20, 12, 0, 1, tzinfo=UTC)
FILES = {
    "2026-10.toml": "\n".join(map(block, EARLIER)),
    "2026-11.toml": "\n".join(map(block, LATER)),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a watch of two months, written by hand."""
    return make_watch(tmp_path / "w", FILES)


@pytest.fixture
def month(folder: Path) -> Path:
    """Return the file of its last month."""
    return folder / "log" / "2026-11.toml"


def brief(folder: Path) -> Outcome:
    """Ask for the level."""
    return run("level", "--brief", folder=folder)


def assert_blocked(folder: Path, entry: str) -> None:
    """Make sure that no level is given, and that `check` names the entry."""
    said = brief(folder)
    assert (said.exit_code, said.stdout) == (5, "")
    message, hint = said.stderr.splitlines()
    assert message.startswith(f"{entry}: ")
    assert hint.startswith("hint: ")
    check = run("check", folder=folder)
    assert check.exit_code == 3
    assert f"{entry}: " in check.stdout
    # Not even a write rests on part of the log.
    assert run("log", "clash", "shots", "x", folder=folder).exit_code == 5


class TestRenamed:
    @pytest.mark.parametrize(
        "name",
        [
            "2026-11.TOML",
            "2026-11.Toml",
            "2026-11.toml.txt",
            "2026-11.toml.bak",
            "2026-11.toml.orig",
            "2026-11.toml.old",
            "2026-11.toml~",
            "2026-11.toml.1",
            "2026-11.toml.part",
            "2026-11.toml.gz",
            "2026-11.toml (1)",
            "2026-11.toml.mine",
            "2026-11.tml",
            "2026-11.txt",
            "2026-11",
            "2026-11.md",
            "2026-11.toml ",
            " november.TOML",
            ".2026-11.toml",
            "#2026-11.toml#",
            ".2026-11.toml.swp",
            ".2026-11.toml.icloud",
            "2026-11.toml.icloud",
            "2026-11.toml.owncloud",
            "2026-11.toml.nextcloud",
            "2026-11.toml.rsls",
            ".syncthing.2026-11.toml.tmp",
            ".2026-11.toml.x8Yz1q",
            "events",
            "notes.txt",
            "november.json",
            "2026-11.toml\u202e",
        ],
    )
    def test_a_month_under_another_name_blocks_the_level(
        self, folder: Path, month: Path, name: str
    ) -> None:
        """Whatever the rename: the answer never eases without a word."""
        month.rename(month.with_name(name))
        shown = name.replace("\u202e", "\\u202e")
        assert_blocked(folder, f"log/{shown}")

    @pytest.mark.parametrize(
        "name",
        [
            "2026-5.toml",
            "november.toml",
            "2026-11 (conflicted copy 2026-11-20).toml",
            "2026-11.sync-conflict-20261120-101010-ABCDEF7.toml",
            "2026-11 2.toml",
        ],
    )
    def test_whatever_ends_in_toml_is_read(
        self, folder: Path, month: Path, name: str
    ) -> None:
        """A record counts where it stands."""
        before = brief(folder)
        month.rename(month.with_name(name))
        assert brief(folder) == before

    def test_the_hint_says_how_it_is_read_again(
        self, folder: Path, month: Path
    ) -> None:
        """Or how it is passed over."""
        month.rename(month.with_name("2026-11.TOML"))
        assert brief(folder).stderr == (
            "log/2026-11.TOML: is not read, and may be evidence\n"
            "hint: rename it to log/2026-11.toml; what is no evidence, move out of "
            'log/, or say so in riskctl.toml: not_evidence = ["2026-11.TOML"]\n'
        )

    def test_of_a_placeholder_it_says_where_the_file_is(
        self, folder: Path, month: Path
    ) -> None:
        """It exists, and is elsewhere."""
        month.rename(month.with_name(".2026-11.toml.icloud"))
        said = brief(folder)
        assert "stands for 2026-11.toml, which a sync service keeps" in said.stderr
        assert "hint: download the file" in said.stderr


class TestBeside:
    @pytest.mark.parametrize(
        "name",
        ["2026-12.toml.bak", "x.TOML", ".2026-11.toml.icloud", "2025-01.csv", "a"],
    )
    def test_a_file_that_may_be_evidence_blocks(self, folder: Path, name: str) -> None:
        """Beside months that are read."""
        (folder / "log" / name).write_text(block(LATER[0]), encoding="utf-8")
        assert_blocked(folder, f"log/{name}")

    @pytest.mark.parametrize(
        "make",
        [
            lambda log: (log / "it").mkdir(),
            lambda log: (log / "it").symlink_to("unplugged/2026-12.toml"),
            lambda log: (log / "it").symlink_to("it"),
            lambda log: os.mkfifo(log / "it"),
        ],
        ids=["folder", "link to nothing", "link in a circle", "pipe"],
    )
    @pytest.mark.parametrize("name", ["2026-12.toml", "archive", "it.md"])
    def test_what_is_no_file_blocks(
        self, folder: Path, make: Callable[[Path], None], name: str
    ) -> None:
        """Whatever it is called."""
        make(folder / "log")
        (folder / "log" / "it").rename(folder / "log" / name)
        assert_blocked(folder, f"log/{name}")

    @pytest.mark.parametrize(
        "name",
        [
            ".DS_Store",
            "._2026-11.toml",
            "Thumbs.db",
            "desktop.ini",
            ".gitkeep",
            ".gitignore",
            ".nfs000000000000a1b2",
            ".2026-11.toml.4711.riskctl-tmp",
        ],
    )
    def test_what_systems_leave_in_folders_is_no_evidence(
        self, folder: Path, name: str
    ) -> None:
        """Nobody hears of it."""
        (folder / "log" / name).touch()
        assert brief(folder).exit_code == 0
        assert name not in run("check", folder=folder).stdout

    @pytest.mark.parametrize(
        "name",
        [
            "README.md",
            "LICENSE",
            "about.html",
            "2026-11.toml~",
            ".2026-11.toml.swp",
            ".#2026-11.toml",
            "#2026-11.toml#",
        ],
    )
    def test_prose_and_an_editors_copies_are_named_and_block_nothing(
        self, folder: Path, name: str
    ) -> None:
        """Of a file that is read there may be a copy while somebody is at it."""
        (folder / "log" / name).write_text("x")
        assert brief(folder).exit_code == 0
        check = run("check", folder=folder)
        assert check.exit_code == 3
        assert f"log/{name}: is " in check.stdout

    def test_so_many_that_a_list_of_them_would_be_no_help(self, folder: Path) -> None:
        """The first are named, the rest are counted."""
        for number in range(80):
            (folder / "log" / f"scan-{number:02}.jpg.txt").touch()
        check = run("check", folder=folder).stdout
        assert check.count("[unread-files]") == 51
        assert "log: 30 more entries are not read" in check


class TestNotEvidence:
    def said(self, folder: Path, *patterns: str) -> Outcome:
        """Say in the settings what is no evidence, and ask for the level."""
        settings = folder / "riskctl.toml"
        listed = ", ".join(f'"{it}"' for it in patterns)
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f"{text}not_evidence = [{listed}]\n", encoding="utf-8")
        return brief(folder)

    @pytest.mark.parametrize("pattern", ["2026-12.toml.bak", "*.bak", "2026-12.*.bak"])
    def test_what_is_said_to_be_none_is_passed_over(
        self, folder: Path, pattern: str
    ) -> None:
        """By name or by pattern."""
        (folder / "log" / "2026-12.toml.bak").write_text("x")
        assert self.said(folder, "archive", pattern).exit_code == 0
        assert "not read" not in run("check", folder=folder).stdout

    def test_a_month_is_read_whatever_is_said(self, folder: Path) -> None:
        """It cannot be hidden so."""
        before = brief(folder)
        assert self.said(folder, "2026-11.toml").stdout == before.stdout

    @pytest.mark.parametrize("pattern", ["*", "?*", "", "*.*", "[_-]*"])
    def test_a_pattern_for_every_name_is_refused(
        self, folder: Path, pattern: str
    ) -> None:
        """It would bring the silence back."""
        said = self.said(folder, pattern)
        assert said.exit_code == 5
        assert "`not_evidence` fits every name" in said.stderr


class TestEmptied:
    @pytest.mark.parametrize("text", ["", "\n", " \t\r\n \n"])
    def test_a_month_without_a_word_in_it_blocks(
        self, folder: Path, month: Path, text: str
    ) -> None:
        """No command leaves one so: a sync failed, or the disk was full."""
        month.write_text(text)
        assert_blocked(folder, "log/2026-11.toml")
        assert "[emptied-files]" in run("check", folder=folder).stdout

    def test_once_it_is_removed_there_is_a_level(self, tmp_path: Path) -> None:
        """Where nobody knew of anything in it."""
        folder = make_watch(tmp_path, {**FILES, "2026-09.toml": ""})
        assert brief(folder).exit_code == 5
        (folder / "log" / "2026-09.toml").unlink()
        assert brief(folder).exit_code == 0

    def test_a_month_of_comments_is_somebodys(self, folder: Path) -> None:
        """A person made it, and says so."""
        (folder / "log" / "2026-09.toml").write_text("# nothing happened\n")
        assert brief(folder).exit_code == 0


def written(folder: Path) -> None:
    """Write to the log with a command, which puts the inventory into the watch."""
    done = run("log", "talks", "call", "x", "-d", "2026-11-19", folder=folder)
    assert done.exit_code == 0, done.stderr


def seen(folder: Path) -> None:
    """Only look, which changes nothing in the watch."""
    assert brief(folder).exit_code == 0


def cut(month: Path) -> None:
    """Cut a file between two records."""
    text = month.read_text(encoding="utf-8")
    month.write_text(text[: text.rindex("\n[[")], encoding="utf-8")


def hidden(month: Path) -> None:
    """Cut a file between two records, and add more by hand than are gone."""
    cut(month)
    more = [
        event(f"2026-11-{day}", "talks", "call", recorded=LATE, title=f"call {day}")
        for day in (16, 19)
    ]
    text = "\n".join(map(block, more))
    month.write_text(f"{month.read_text()}\n{text}", encoding="utf-8")


def emptied(month: Path) -> None:
    """Remove every file of the log."""
    for it in month.parent.iterdir():
        it.unlink()


LOSSES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a month removed": (Path.unlink, "log/2026-11.toml: is gone, with its "),
    "a month moved out": (
        lambda month: month.rename(month.parent.parent / month.name),
        "log/2026-11.toml: is gone, with its ",
    ),
    "a cut between two records": (cut, "log/2026-11.toml: holds "),
    "a cut hidden by more that came since": (
        hidden,
        "log/2026-11.toml: lost 1 record, though it holds more than before",
    ),
    "only a comment left": (
        lambda month: month.write_text("# gone\n"),
        "log/2026-11.toml: holds 0 of the ",
    ),
    "another record in its place": (
        lambda month: month.write_text(
            month.read_text().replace(LATER[0].id, "2026-11-05-zzzzzz")
        ),
        "log/2026-11.toml: holds other records than the ",
    ),
    "the log moved away": (
        lambda month: month.parent.rename(month.parent.with_name("gol")),
        "log: is gone, with its ",
    ),
    "the log emptied": (
        emptied,
        "log: is gone, with its ",
    ),
}


@pytest.mark.parametrize("known", [written, seen])
class TestLost:
    @pytest.mark.parametrize("loss", LOSSES)
    def test_what_was_there_and_is_gone_blocks_until_it_is_accepted(
        self, folder: Path, month: Path, known: Callable[[Path], None], loss: str
    ) -> None:
        """The message says what, and the hint what to do."""
        known(folder)
        lose, message = LOSSES[loss]
        lose(month)

        said = brief(folder)
        assert (said.exit_code, said.stdout) == (5, "")
        assert said.stderr.startswith(message)
        assert said.stderr.endswith("if it was meant: riskctl check --accept\n")
        assert "[lost-records]" in run("check", folder=folder).stdout
        assert run("log", "clash", "shots", "x", folder=folder).exit_code == 5
        assert run("report", folder=folder).exit_code == 5

        accepted = run("check", "--accept", folder=folder)
        assert accepted.stderr.startswith(f"accepted: {message}")
        assert brief(folder).exit_code == 0

    def test_a_loss_that_is_mended_needs_no_word(
        self, folder: Path, month: Path, known: Callable[[Path], None]
    ) -> None:
        """The backup is the answer."""
        known(folder)
        before, backup = brief(folder), month.read_bytes()
        month.unlink()
        assert brief(folder).exit_code == 5
        month.write_bytes(backup)
        assert brief(folder) == before

    @pytest.mark.parametrize(
        "edit",
        [
            lambda text: text.replace("clash shots", "Shots at the border"),
            lambda text: "# by hand\n" + text,
            lambda text: text.replace("\n", "\r\n"),
            lambda text: "\n".join(reversed(text.partition("\n\n"))),
            lambda text: text + "\n" + block(event("2026-11-15", "talks", "call")),
        ],
        ids=["a title", "a comment", "line endings", "order", "one more"],
    )
    def test_edits_by_hand_are_nobodys_business(
        self,
        folder: Path,
        month: Path,
        known: Callable[[Path], None],
        edit: Callable[[str], str],
    ) -> None:
        """As long as every record is there."""
        known(folder)
        month.write_text(edit(month.read_text()))
        assert brief(folder).exit_code == 0

    def test_a_record_may_be_moved_to_another_file(
        self, folder: Path, month: Path, known: Callable[[Path], None]
    ) -> None:
        """It is there still."""
        known(folder)
        month.rename(month.with_name("late.toml"))
        assert brief(folder).exit_code == 0

    def test_a_record_that_cannot_be_read_is_one_fault_and_not_two(
        self, folder: Path, month: Path, known: Callable[[Path], None]
    ) -> None:
        """What is lost is only known when the rest is mended."""
        known(folder)
        month.write_text(month.read_text().replace("recorded", "record"))
        assert "[lost-records]" not in run("check", folder=folder).stdout
        assert run("check", "--accept", folder=folder).exit_code == 5

    def test_without_the_cache_the_answer_is_the_same(
        self, folder: Path, month: Path, known: Callable[[Path], None]
    ) -> None:
        """What is missed does not rest on what can be made anew."""
        known(folder)
        cut(month)
        one, other = (
            run("level", "--brief", folder=folder, env={"RISKCTL_CACHE": it})
            for it in ("off", str(folder.parent / "cache"))
        )
        assert one == other
        assert one.exit_code == 5


class TestInventory:
    def lines(self, folder: Path) -> list[str]:
        """Return the claims of the file."""
        text = (folder / "inventory.txt").read_text()
        return [it for it in text.splitlines() if it[0] != "#"]

    def test_every_write_tells_what_the_log_holds(self, folder: Path) -> None:
        """By month; what was written by hand, too."""
        written(folder)
        claims = [it.split() for it in self.lines(folder)]
        assert [it[:2] for it in claims] == [["2026-10", "2"], ["2026-11", "3"]]
        assert {it[3] for it in claims} == {"2026-11-20T12:00:00Z"}

    def test_the_line_of_a_month_that_did_not_change_stays(self, folder: Path) -> None:
        """A diff shows what was written, and a merge has little to do."""
        written(folder)
        first, second = self.lines(folder)
        words = ("log", "clash", "shots", "x", "-d", "2026-11-02")
        assert run(*words, folder=folder, now="2026-11-21T08:00:00Z").exit_code == 0
        again, other = self.lines(folder)
        assert again == first
        assert other.startswith("2026-11 4 ")
        assert other.endswith(" 2026-11-21T08:00:00Z")
        assert second.endswith(" 2026-11-20T12:00:00Z")

    def test_another_watch_in_the_same_place_has_lost_nothing(
        self, folder: Path
    ) -> None:
        """What was seen was seen in the one that is gone."""
        seen(folder)
        shutil.rmtree(folder)
        run("init", str(folder), "--pair", "North", "South")
        assert brief(folder).exit_code == 0

    def test_a_look_leaves_nothing_in_the_watch(self, folder: Path) -> None:
        """What this user saw is kept with what else is remembered of them."""
        seen(folder)
        run("check", folder=folder)
        assert not (folder / "inventory.txt").exists()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "\x00" * 200,
            "2026-11\n2026-11 many\n2026-11 -1\nnovember 5\n2026-11 1 xyz\n",
            "<<<<<<< HEAD\n2026-11 2\n=======\n2026-11 1\n>>>>>>> theirs\n",
            "2026-11 99999999999999999999\n",
        ],
        ids=["empty", "damaged", "no claims", "a conflict", "overlong"],
    )
    def test_whatever_is_in_the_file_nobody_is_locked_out(
        self, folder: Path, text: str
    ) -> None:
        """What is no claim is passed over, and the next write makes it anew."""
        (folder / "inventory.txt").write_text(text)
        written(folder)
        assert len(self.lines(folder)) == 2

    @pytest.mark.parametrize("what", ["folder", "pipe", "circle"])
    def test_one_that_cannot_be_read_is_named_and_blocks_nothing(
        self, folder: Path, what: str
    ) -> None:
        """Nor does it keep anybody from writing."""
        path = folder / "inventory.txt"
        if what == "folder":
            path.mkdir()
        elif what == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(path.name)
        written(folder)
        assert brief(folder).exit_code == 0

    def test_a_claim_too_high_is_one_command_away(self, folder: Path) -> None:
        """Whoever typed it."""
        (folder / "inventory.txt").write_text("2026-11 40\n2019-01 3\n")
        assert brief(folder).exit_code == 5
        assert run("check", "--accept", folder=folder).exit_code == 0
        assert len(self.lines(folder)) == 2

    def test_a_link_in_its_place_is_not_written_through(
        self, folder: Path, tmp_path: Path
    ) -> None:
        """A folder that came from somebody else changes nothing outside of it."""
        victim = tmp_path / "victim"
        victim.write_text("gold")
        (folder / "inventory.txt").symlink_to(victim)
        written(folder)
        assert victim.read_text() == "gold"

    def test_of_two_branches_both_claims_stand(self, tmp_path: Path) -> None:
        """Git merges it without a conflict, and what either knew is missed."""

        def git(*words: str) -> str:
            settings = ["-c", "user.name=n", "-c", "user.email=n@example.org"]
            done = subprocess.run(
                ["git", "-C", str(watch), *settings, *words],
                check=True,
                capture_output=True,
                text=True,
            )
            return done.stdout

        def logged(day: str) -> None:
            words = ("log", "clash", "shots", day, "-d", day, "--again")
            done = run(*words, folder=watch)
            assert done.exit_code == 0, done.stderr
            git("add", "-A")
            git("commit", "-qm", day)

        watch = tmp_path / "w"
        run("init", "--git", str(watch), "--pair", "North", "South")
        make_watch(watch, FILES)
        logged("2026-11-06")
        main = git("branch", "--show-current").strip()
        git("checkout", "-qb", "other")
        logged("2026-09-07")
        git("checkout", "-q", main)
        logged("2026-08-08")
        git("merge", "-q", "other")

        assert brief(watch).exit_code == 0
        (watch / "log" / "2026-09.toml").unlink()
        assert brief(watch).exit_code == 5
