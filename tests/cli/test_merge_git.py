"""Two people and one watch in Git: with riskctl as the driver, and without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from riskctl.model.record import Record
from tests.cli.small import small_watch
from tests.helpers import Outcome, make_watch, open_folder, run
from tests.pairs import Files, random_pair, records_in

ENV = {
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "hk"), ("EMAIL", "hk@example.org"))
    },
}


def git(folder: Path, *words: str, fails: bool = False) -> str:
    """Run Git, and return what it prints."""
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **ENV},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert bool(done.returncode) is fails, done.stderr
    return done.stdout


def riskctl(folder: Path, *words: str) -> Outcome:
    """Run riskctl in this process, with Git as in the tests."""
    return run(*words, folder=folder, env=ENV)


def begin(folder: Path, files: Files) -> Path:
    """Make a watch in Git with a log."""
    make_watch(folder)
    write(folder, files)
    assert riskctl(folder, "init", "--git", str(folder)).exit_code == 0
    return folder


def write(folder: Path, files: Files) -> None:
    """Put files of the log in their place; Git keeps no empty folder."""
    (folder / "log").mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / "log" / name).write_bytes(data)


def commit(folder: Path, files: Files) -> None:
    """Commit an edit of the log."""
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "an edit")


def went_apart(tmp_path: Path, seed: int, *, driver: bool) -> tuple[Path, Path]:
    """Return two repositories that committed the copies of a random pair."""
    pair = random_pair(seed)
    ours = begin(tmp_path / f"ours-{seed}", pair.base)
    theirs = tmp_path / f"theirs-{seed}"
    git(tmp_path, "clone", "--quiet", str(ours), str(theirs))
    if driver:
        assert riskctl(theirs, "init", "--git", str(theirs)).exit_code == 0
    commit(ours, pair.ours)
    commit(theirs, pair.theirs)
    return ours, theirs


def pull(folder: Path) -> bool:
    """Pull, and say whether Git could merge by itself."""
    done = subprocess.run(
        ["git", "pull", "--quiet", "--no-rebase", "--no-edit"],
        cwd=folder,
        env={**os.environ, **ENV},
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def log_of(folder: Path) -> dict[str, Record]:
    """Return the records of a watch, each of which stands once."""
    return records_in({it.name: it.read_bytes() for it in (folder / "log").iterdir()})


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_the_driver_merges_random_edits(tmp_path: Path, seed: int) -> None:
    """Git needs nobody: nothing is lost, nothing doubled."""
    _, theirs = went_apart(tmp_path, seed, driver=True)
    assert pull(theirs)
    assert log_of(theirs) == random_pair(seed).records


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 20))
def test_without_it_a_conflict_is_merged_afterwards(tmp_path: Path, seed: int) -> None:
    """By `merge --git`, from what Git keeps of both sides."""
    _, theirs = went_apart(tmp_path, seed, driver=False)
    if not pull(theirs):
        assert riskctl(theirs, "merge", "--git").exit_code == 0
    assert log_of(theirs) == random_pair(seed).records
    assert git(theirs, "ls-files", "--unmerged") == ""


CALL = """
[[event]]
id = "2026-11-15-call0{0}"
date = 2026-11-15
indicator = "talks"
value = "call"
title = "{0} is told of a call"
sources = ["https://example.org/{0}"]
grade = "B2"
recorded = 2026-11-15T18:00:00Z
"""


@pytest.fixture
def conflict(tmp_path: Path) -> Path:
    """Return a clone without the driver, in a conflict of two calls."""
    ours = small_watch(tmp_path / "ours")
    riskctl(ours, "init", "--git", str(ours))
    theirs = tmp_path / "theirs"
    git(tmp_path, "clone", "--quiet", str(ours), str(theirs))
    for number, folder in enumerate((ours, theirs)):
        old = (folder / "log" / "2026-11.toml").read_bytes()
        commit(folder, {"2026-11.toml": old + CALL.format(number).encode()})
    assert not pull(theirs)
    return theirs


class TestMergeGit:
    def test_is_what_the_refusal_names(self, conflict: Path) -> None:
        """No level is computed while the markers are there."""
        outcome = riskctl(conflict, "level", "--brief")
        assert outcome.exit_code == 5
        assert "hint: riskctl merge --git takes the records of both" in outcome.stderr

    def test_takes_both_sides(self, conflict: Path) -> None:
        """The file is merged for Git as well; twins are told."""
        outcome = riskctl(conflict, "merge", "--git")
        assert outcome.stdout == "log/2026-11.toml: 1 record of the other side\n"
        assert outcome.stderr.startswith("2026-11-15-call00 looks like 2026-11-15-cal")
        assert outcome.stderr.endswith(
            "next: riskctl check, then `git status` says how to go on\n"
        )
        assert git(conflict, "status", "--short") == "M  log/2026-11.toml\n"
        assert len(open_folder(conflict).log) == 8

    def test_shows_what_the_sides_say_differently(self, conflict: Path) -> None:
        """Nothing is written until it is said whose words stand."""
        git(conflict, "merge", "--abort")
        for folder, title in ((conflict, "Theirs"), (conflict.parent / "ours", "Ours")):
            path = folder / "log" / "2026-11.toml"
            text = path.read_bytes().replace(b"Shots at the river", title.encode())
            commit(folder, {"2026-11.toml": text})
        assert not pull(conflict)
        outcome = riskctl(conflict, "merge", "--git")
        assert outcome.exit_code == 3
        assert outcome.stderr.endswith(
            "hint: nothing was written; riskctl merge --git --keep ours, or --keep "
            "theirs\n"
        )
        assert riskctl(conflict, "merge", "--git", "--keep", "theirs").exit_code == 0
        event = open_folder(conflict).log.event("2026-11-10-shot01")
        assert event
        assert event.title == "Ours"

    def test_is_only_looked_at_in_a_dry_run(self, conflict: Path) -> None:
        """Git still has its conflict."""
        assert riskctl(conflict, "merge", "--git", "-n").exit_code == 0
        assert git(conflict, "status", "--short") == "UU log/2026-11.toml\n"

    def test_leaves_other_files_to_a_person(self, conflict: Path) -> None:
        """And names them."""
        git(conflict, "merge", "--abort")
        for folder, title in ((conflict, "a"), (conflict.parent / "ours", "b")):
            path = folder / "riskctl.toml"
            path.write_text(path.read_text() + f"# {title}\n")
            commit(folder, {})
        assert not pull(conflict)
        outcome = riskctl(conflict, "merge", "--git")
        assert "riskctl.toml is in conflict, too: mend it by hand\n" in outcome.stderr
        assert git(conflict, "ls-files", "--unmerged", "log") == ""

    def test_without_a_conflict_says_so(self, tmp_path: Path) -> None:
        """As it does in what is no repository at all."""
        folder = small_watch(tmp_path / "w")
        outcome = riskctl(folder, "merge", "--git")
        assert (outcome.exit_code, outcome.stdout) == (6, "")
        assert outcome.stderr.startswith("git ls-files: ")
        riskctl(folder, "init", "--git", str(folder))
        assert riskctl(folder, "merge", "--git") == Outcome(
            "",
            "Git calls no month file in conflict\n"
            "hint: where markers are left in one: git checkout --merge -- FILE, then "
            "riskctl merge --git\n",
            2,
        )


class TestDriver:
    def test_leaves_a_clash_to_a_person(self, tmp_path: Path) -> None:
        """Ours is as it was, and Git calls it a conflict."""
        for name, title in (("base", "Base"), ("ours", "Ours"), ("theirs", "Theirs")):
            text = CALL.format(1).replace("1 is told of a call", title)
            (tmp_path / name).write_text(text)
        files = [str(tmp_path / it) for it in ("base", "ours", "theirs")]
        outcome = run("merge", "--driver", *files, "log/2026-11.toml")
        assert outcome == Outcome(
            "",
            "log/2026-11.toml: both sides say different things about "
            "`2026-11-15-call01`\n"
            "hint: riskctl merge --git shows both\n",
            3,
        )
        assert "Ours" in (tmp_path / "ours").read_text()


class TestInitGit:
    def test_commits_what_belongs_to_the_watch(self, tmp_path: Path) -> None:
        """And nothing else that lies there."""
        (tmp_path / "mine.txt").write_text("mine")
        assert riskctl(
            tmp_path, "init", "--git", str(small_watch(tmp_path))
        ) == Outcome("", f"Git lets riskctl merge the log of {tmp_path}\n", 0)
        assert git(tmp_path, "status", "--short") == "?? mine.txt\n"
        assert git(tmp_path, "log", "--format=%s") == "Begin the watch\n"
        assert (tmp_path / ".gitattributes").read_text() == (
            "log/*.toml merge=riskctl\n"
            "inbox/*.toml merge=riskctl\n"
            "recode/*.toml merge=riskctl\n"
            "inventory.txt merge=union\n"
        )
        assert run("check", folder=tmp_path, env=ENV).exit_code == 0

    def test_in_a_clone_sets_up_the_driver_alone(self, tmp_path: Path) -> None:
        """`check` asks for it until then; nothing is committed."""
        ours = small_watch(tmp_path / "ours")
        riskctl(ours, "init", "--git", str(ours))
        git(tmp_path, "clone", "--quiet", str(ours), "theirs")
        theirs = tmp_path / "theirs"
        outcome = riskctl(theirs, "check", "merge-driver")
        assert outcome.exit_code == 3
        assert "hint: with the folder of the watch: riskctl init --git DIR" in (
            outcome.stdout
        )
        riskctl(theirs, "init", "--git", str(theirs))
        assert riskctl(theirs, "check").exit_code == 0
        assert git(theirs, "log", "--format=%s") == "Begin the watch\n"

    def test_in_a_repository_of_more_takes_that(self, tmp_path: Path) -> None:
        """What else is staged there is not committed."""
        git(tmp_path, "init", "--quiet")
        (tmp_path / "mine.txt").write_text("mine")
        git(tmp_path, "add", "mine.txt")
        folder = tmp_path / "watch"
        assert run("init", "--git", str(folder), env=ENV).exit_code == 0
        assert not (folder / ".git").exists()
        assert git(tmp_path, "status", "--short") == "A  mine.txt\n"
        assert run("check", folder=folder, env=ENV).exit_code == 0

    def test_keeps_what_is_ignored_already(self, tmp_path: Path) -> None:
        """Lines are added to the files of dots that are there."""
        (tmp_path / ".gitignore").write_text("mine")
        (tmp_path / ".gitattributes").write_text("log/*.toml -merge\n")
        riskctl(tmp_path, "init", "--git", str(small_watch(tmp_path)))
        assert (tmp_path / ".gitignore").read_text() == (
            "mine\n.riskctl.lock\n.riskctl-batch.toml\n*.riskctl-tmp\n"
        )
        assert run("check", folder=tmp_path, env=ENV).exit_code == 0

    def test_without_a_name_commits_nothing(self, tmp_path: Path) -> None:
        """And says how to give one."""
        folder = small_watch(tmp_path / "w")
        # No name of the user, the host or anybody: Git then refuses to commit.
        env = {key: it for key, it in ENV.items() if "GIT_CONFIG" in key}
        env |= {"GIT_CONFIG_COUNT": "1"}
        env |= {"GIT_CONFIG_KEY_0": "user.useConfigOnly", "GIT_CONFIG_VALUE_0": "true"}
        outcome = run("init", "--git", str(folder), env=env)
        assert "not committed: Git does not know who you are" in outcome.stderr
        assert outcome.exit_code == 0
