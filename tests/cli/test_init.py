"""`riskctl init`: a new watch, or a copy of a shipped one."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import EXAMPLE, Outcome, open_folder, run


def made(folder: Path, *, then: str = "setup") -> str:
    """Return what `init` says on stderr."""
    return f"made a watch in {folder}\nnext: riskctl --watch {folder} {then}\n"


def test_takes_the_shipped_catalogue(tmp_path: Path) -> None:
    """Its own pair of states, an empty log, nothing for `check` to find."""
    folder = tmp_path / "new"
    assert run("init", str(folder)) == Outcome("", made(folder), 0)
    watch = open_folder(folder)
    assert watch.settings.sides == ("United States", "Russia")
    assert len(watch.log) == 0
    assert run("check", folder=folder).stdout == "nothing found in 0 records\n"
    assert run("level", "--brief", folder=folder).stdout.startswith("no evidence · ")


def test_any_pair(tmp_path: Path) -> None:
    """A catalogue that names neither side, whose weights make sense together."""
    folder = tmp_path / "south-asia"
    outcome = run(
        *("init", "--pair", "India", "Pakistan", "--timezone", "Asia/Karachi"),
        str(folder),
    )
    assert outcome == Outcome("", made(folder), 0)
    settings = open_folder(folder).settings
    assert (settings.title, settings.sides) == (
        "India – Pakistan",
        ("India", "Pakistan"),
    )
    assert settings.timezone == "Asia/Karachi"
    catalogue = open_folder(folder).catalogue
    assert (catalogue.title, catalogue.sides) == (settings.title, settings.sides)
    assert run("check", folder=folder).exit_code == 0
    words = (folder / "indicators.toml").read_text(encoding="utf-8")
    assert not any(it in words for it in ("United States", "Russia", "Moscow"))


def test_an_example(tmp_path: Path) -> None:
    """The very bytes of the shipped watch."""
    folder = tmp_path / "demo"
    assert run("init", "--example", "us-russia", str(folder)) == Outcome(
        "", made(folder, then="level"), 0
    )
    assert tree(folder) == tree(EXAMPLE)


def test_without_a_folder_it_makes_the_own_watch(tmp_path: Path) -> None:
    """In the platform's data directory."""
    own = tmp_path / "riskctl" / "watch"
    env = {"XDG_DATA_HOME": str(tmp_path)}
    assert run("init", env=env) == Outcome("", made(own), 0)
    assert run("level", "--brief", env=env).exit_code == 0


def test_git_that_is_not_there(tmp_path: Path) -> None:
    """The watch is made, and the message says how to go on."""
    folder = tmp_path / "kept"
    outcome = run("init", "--git", str(folder), env={"PATH": str(tmp_path)})
    assert outcome.exit_code == 6
    assert outcome.stderr.startswith("git cannot be run: ")
    assert f"hint: install Git, then: riskctl init --git {folder}\n" in outcome.stderr
    assert open_folder(folder).problems == ()


def test_never_touches_a_watch_that_is_there(small: Path) -> None:
    """Exit 2, and every byte where it was."""
    before = tree(small)
    assert run("init", str(small)) == Outcome(
        "",
        f"{small}/riskctl.toml: exists already\n"
        "hint: choose a folder that holds no watch, or use this one: "
        f"riskctl --watch {small} level\n",
        2,
    )
    assert run("init", "--example", "us-russia", str(small)).exit_code == 2
    assert before == tree(small)


def test_a_folder_with_other_files_will_do(tmp_path: Path) -> None:
    """What was in it stays."""
    (tmp_path / "notes.txt").write_text("mine")
    assert run("init", str(tmp_path)).exit_code == 0
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    """Exit 6, what is wrong, and the file is as it was."""
    target = tmp_path / "taken"
    target.write_text("mine")
    outcome = run("init", str(target))
    assert outcome.exit_code == 6
    assert outcome.stderr.startswith(f"{target}: is a file, and a watch is a folder\n")
    assert target.read_text() == "mine"


REFUSED = {
    "an unknown example": (
        ["--example", "us-rusia"],
        "no example watch is called `us-rusia`\nhint: did you mean `us-russia`?\n",
    ),
    "an unknown time zone": (
        ["--timezone", "Mars/Base"],
        (
            "`Mars/Base` is not a time zone that this machine knows\n"
            "hint: an IANA name, like Europe/Vienna or UTC\n"
        ),
    ),
    "a path for a time zone": (
        ["--timezone", "../../etc/passwd"],
        (
            "`../../etc/passwd` is not a time zone that this machine knows\n"
            "hint: an IANA name, like Europe/Vienna or UTC\n"
        ),
    ),
    "an empty side": (
        ["--pair", "North", ""],
        "the side is empty\nhint: one line of plain text\n",
    ),
    "a side with control bytes": (
        ["--pair", "North", "So\x1buth"],
        (
            "the side holds U+001B (a control character) after `So`, which is not "
            "shown\n"
            "hint: one line of plain text\n"
        ),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint_and_makes_nothing(what: str, tmp_path: Path) -> None:
    """Exit 2, and no folder."""
    arguments, stderr = REFUSED[what]
    folder = tmp_path / "new"
    assert run("init", *arguments, str(folder)) == Outcome("", stderr, 2)
    assert not folder.exists()


def test_an_example_brings_its_own_pair(tmp_path: Path) -> None:
    """Both together are a wrong command line."""
    outcome = run(
        *("init", "--example", "us-russia", "--pair", "A", "B"), str(tmp_path / "new")
    )
    assert outcome.exit_code == 2
    assert "--example brings its own pair; leave --pair out" in outcome.stderr


def test_an_example_keeps_its_time_zone(tmp_path: Path) -> None:
    """Nothing is made."""
    folder = tmp_path / "demo"
    outcome = run(
        *("init", "--example", "us-russia", "--timezone", "Europe/Vienna"), str(folder)
    )
    assert outcome.exit_code == 2
    assert "leave --timezone out" in outcome.stderr
    assert not folder.exists()
