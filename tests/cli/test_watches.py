"""Several watches, by their short names."""

from pathlib import Path

import pytest

from tests.helpers import Outcome, run


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def test_none_has_a_name_at_first() -> None:
    """And how to give one is said."""
    assert run("watches") == Outcome(
        "", "no watch has a short name yet: riskctl watches --add DIR\n", 0
    )


def test_a_name_stands_for_the_folder(small: Path) -> None:
    """On both sides of the command, from wherever one stands."""
    assert run("watches", "--add", str(small), "--name", "ns") == Outcome(
        "", "now: riskctl -w ns level\n", 0
    )
    whole = run("level", "--brief", folder=small)
    assert whole == run("-w", "ns", "level", "--brief")
    assert whole == run("level", "--brief", "-w", "ns")
    assert run("watches", env={"COLUMNS": "200"}).stdout == (
        f"ns  North – South  {small}\n"
    )


def test_a_folder_goes_before_a_name(small: Path, tmp_path: Path) -> None:
    """What lies here is what is meant."""
    run("watches", "--add", str(small), "--name", "there")
    run("init", "--pair", "A", "B", "there")
    assert "A – B" in run("-w", "there", "level").stdout
    assert (tmp_path / "there").is_dir()


def test_a_name_is_taken_back(small: Path) -> None:
    """The watch stays where it is."""
    run("watches", "--add", str(small))
    assert run("watches", "--forget", "small") == Outcome(
        "", f"`small` is forgotten; the watch stays in {small}\n", 0
    )
    assert run("-w", "small2", "level").exit_code == 5
    assert (small / "riskctl.toml").is_file()


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        (("--name", "a/b"), "`a/b` is no short name\n"),
        (("--name", "../x"), "`../x` is no short name\n"),
        (("--name", "taken"), "`taken` is the name of "),
    ],
)
def test_what_is_no_name(arguments: tuple[str, ...], stderr: str, small: Path) -> None:
    """Refused, and nothing is made."""
    run("watches", "--add", str(small), "--name", "taken")
    outcome = run("watches", "--add", str(small), *arguments)
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith(stderr)


def test_no_watch_is_taken_back_that_lies_there() -> None:
    """The user's own watch has its name from where it lies."""
    run("init")
    outcome = run("watches", "--forget", "watch")
    assert outcome.exit_code == 2
    assert "the watch itself lies there" in outcome.stderr
    assert run("watches", "--forget", "nobody").stderr == (
        "no watch is called `nobody`\nhint: `riskctl watches` lists the names\n"
    )


def test_one_that_cannot_be_read_is_listed_all_the_same(small: Path) -> None:
    """With why, so that it can be mended or forgotten."""
    run("watches", "--add", str(small))
    (small / "indicators.toml").unlink()
    stdout = run("watches", env={"COLUMNS": "200"}).stdout
    assert stdout.startswith("small  cannot be read: indicators.toml")
