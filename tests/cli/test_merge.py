"""`riskctl merge`: the union of two copies."""

import errno
import os
from pathlib import Path
from shutil import copytree

import pytest

from riskctl.cli.writing.merge import replace_each
from riskctl.errors import WriteError
from riskctl.storage.edit import editing
from riskctl.storage.merge import merged_files
from riskctl.storage.watch import WatchFolder
from tests.cli.small import tree
from tests.helpers import Outcome, open_folder, run
from tests.reliability.disks import SteppedDisk

MORE = """
[[event]]
id = "2026-11-14-more01"
date = 2026-11-14
indicator = "treaty"
value = "ended"
title = "The treaty is over"
sources = ["https://example.org/over"]
grade = "A1"
recorded = 2026-11-14T18:00:00Z

[[review]]
id = "2026-11-19-more02"
date = 2026-11-19
indicators = ["clash"]
recorded = 2026-11-19T18:00:00Z
"""
CAME = """\
1 event, 1 review came in
  2026-11-14-more01 · treaty = ended (A1) on Sat 2026-11-14
  2026-11-19-more02 · review of 1 indicator on 2026-11-19
"""


@pytest.fixture
def other(small: Path) -> Path:
    """Return the folder of a copy that says more."""
    copy = copytree(small, small.parent / "other")
    add(copy, MORE)
    return copy


def add(folder: Path, text: str, name: str = "2026-11.toml") -> None:
    """Add to a month by hand."""
    with (folder / "log" / name).open("a", encoding="utf-8") as file:
        file.write(text)


def mend(folder: Path, old: str, new: str, name: str = "log/2026-11.toml") -> None:
    """Change a file by hand."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class TestACopy:
    def test_gives_what_it_has_more(self, small: Path, other: Path) -> None:
        """Below our text, with what it does to the level."""
        before = (small / "log" / "2026-11.toml").read_text()
        outcome = run("merge", str(other), folder=small)
        assert outcome.stdout.startswith(CAME)
        assert "score " in outcome.stdout.removeprefix(CAME)
        assert (outcome.stderr, outcome.exit_code) == ("", 0)
        assert (small / "log" / "2026-11.toml").read_text() == before + MORE
        assert run("check", folder=small).exit_code == 0

    def test_has_nothing_new_the_second_time(self, small: Path, other: Path) -> None:
        """Nor has ours for it, once both are merged into each other."""
        run("merge", str(other), folder=small)
        merged = tree(small)
        for one, two in ((small, other), (other, small)):
            outcome = run("merge", str(two), folder=one)
            assert outcome == Outcome("nothing new there\n", "", 0)
        assert merged == tree(small)

    def test_is_only_looked_at_in_a_dry_run(self, small: Path, other: Path) -> None:
        """The same words, and not a byte."""
        before = tree(small)
        outcome = run("merge", str(other), "-n", folder=small)
        assert outcome.stdout.startswith(CAME.replace("came in", "would come in"))
        assert before == tree(small)

    def test_may_be_one_month_file(self, small: Path, other: Path) -> None:
        """It goes into the month of its name, even a new one."""
        path = other / "log" / "2026-11.toml"
        assert run("merge", str(path), folder=small).stdout.startswith(CAME)
        moved = path.rename(other / "2027-01.toml")
        (small / "log" / "2026-11.toml").unlink()
        assert run("merge", str(moved), folder=small).exit_code == 0
        assert len(open_folder(small).log) == 8

    def test_with_other_words_stops_the_merge(self, small: Path, other: Path) -> None:
        """Both are shown, and nothing is written."""
        mend(other, "Shots at the river", "Shots at the bridge")
        before = tree(small)
        outcome = run("merge", str(other), folder=small)
        assert (outcome.stdout, outcome.exit_code) == ("", 3)
        assert "--- log/2026-11.toml · 2026-11-10-shot01 · ours\n" in outcome.stderr
        assert 'title = "Shots at the river"\n' in outcome.stderr
        assert 'title = "Shots at the bridge"\n' in outcome.stderr
        assert outcome.stderr.endswith(
            "log/2026-11.toml: the two copies say different things about "
            "`2026-11-10-shot01`\n"
            f"hint: nothing was written; riskctl merge {other} --keep ours, or --keep "
            "theirs\n"
        )
        assert before == tree(small)

    @pytest.mark.parametrize("side", ["ours", "theirs"])
    def test_with_other_words_may_be_settled(
        self, small: Path, other: Path, side: str
    ) -> None:
        """By whose words are to stand."""
        mend(other, "Shots at the river", "Shots at the bridge")
        outcome = run("merge", str(other), "--keep", side, folder=small)
        assert outcome.exit_code == 0
        event = open_folder(small).log.event("2026-11-10-shot01")
        assert event
        place = "river" if side == "ours" else "bridge"
        assert event.title == f"Shots at the {place}"
        assert ("taken over: 2026-11-10-shot01" in outcome.stdout) is (side == "theirs")

    def test_that_logged_the_same_event_is_told(self, small: Path, other: Path) -> None:
        """The two are twins, and both are kept."""
        add(small, MORE.replace("more0", "mine0"))
        outcome = run("merge", str(other), folder=small)
        assert outcome.stderr == (
            "2026-11-14-more01 looks like 2026-11-14-mine01 · treaty = ended (A1) on "
            "Sat 2026-11-14 · The treaty is over (same indicator, nearly the same day "
            "and value)\n"
        )
        assert run("check", "twins", folder=small).exit_code == 3

    def test_that_amended_the_same_event_is_told(
        self, small: Path, other: Path
    ) -> None:
        """Both amendments are kept, and `check` names them."""
        for folder, title in ((small, "Ours"), (other, "Theirs")):
            run("amend", "shot01", "--title", title, folder=folder)
        outcome = run("merge", str(other), folder=small)
        assert "riskctl check asks which stands\n" in outcome.stderr
        assert run("check", "single-replacements", folder=small).exit_code == 3

    def test_with_another_catalogue_is_told(self, small: Path, other: Path) -> None:
        """Ours is kept; what it does not know stops the merge."""
        mend(other, "[[event]]", "# c\n[[event]]")
        mend(other, 'title = "North', 'title = "The North', "riskctl.toml")
        outcome = run("merge", str(other), folder=small)
        assert "riskctl.toml says something else there; yours is kept" in outcome.stderr
        add(other, MORE.replace("more0", "else0").replace('"treaty"', '"unheard"'))
        before = tree(small)
        outcome = run("merge", str(other), folder=small)
        assert outcome.exit_code == 5
        assert "`unheard`" in outcome.stderr
        assert before == tree(small)


def test_an_inbox_is_merged_and_counts_for_nothing(small: Path, other: Path) -> None:
    """Nor is a lead of ours that the other copy accepted said to clash."""
    for folder, text in ((small, MORE), (other, MORE.replace("over", "no more"))):
        (folder / "inbox").mkdir()
        (folder / "inbox" / "2026-11.toml").write_text(text.replace("more", "lead"))
    run("merge", str(other / "log" / "2026-11.toml"), folder=small)
    before = run("level", folder=small)
    (other / "inbox" / "2026-12.toml").write_text(MORE.replace("2026-11", "2026-12"))
    (other / "inbox" / "2026-11.toml").unlink()
    outcome = run("merge", str(other), folder=small)
    assert outcome.stderr == "inbox/2026-12.toml: merged as well\n"
    assert run("level", folder=small) == before


REFUSED = {
    "nothing": ([], "name one thing to merge\n", 2),
    "two things": (["--git", "x"], "name one thing to merge\n", 2),
    "what is not there": (["gone"], "gone: is not there\n", 2),
    "a folder that is no watch": (["."], ".: not a watch", 5),
    "a file that is no month": (["/dev/null"], "/dev/null: is no file of a log\n", 2),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint(
    what: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is written."""
    arguments, message, code = REFUSED[what]
    monkeypatch.chdir(tmp_path)
    before = tree(small)
    outcome = run("merge", *arguments, folder=small)
    assert outcome.exit_code == code
    assert outcome.stderr.startswith(message)
    assert "\nhint: " in outcome.stderr
    assert before == tree(small)


class FullAtNovember(SteppedDisk):
    """A disk that is full when November is to be written."""

    def before(self, step: str, path: Path | None) -> None:
        """Refuse its file."""
        if step == "create" and path and "2026-11" in path.name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_says_what_was_merged_before(small: Path, other: Path) -> None:
    """Each file by itself is a whole log; the command goes on where it stopped."""
    early = MORE.replace("2026-11", "2026-10").replace("more0", "early")
    add(other, early, "2026-10.toml")
    folder = WatchFolder(small)
    with editing(folder, disk=FullAtNovember()) as editor:
        files = merged_files(folder, editor.watch, other, keep=None)
        with pytest.raises(WriteError) as caught:
            replace_each(editor, files)
    assert caught.value.hint == (
        "merged before it: log/2026-10.toml; run the command again for the others"
    )
    assert run("merge", str(other), folder=small).stdout.startswith(CAME)
    assert open_folder(small).log.ids == open_folder(other).log.ids
