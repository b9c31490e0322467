"""What every reading command prints of the small watch, to the letter."""

import shlex
from pathlib import Path

import pytest

from tests.cli.small import small_watch, tree
from tests.golden import assert_stored, transcript
from tests.helpers import open_folder, run

SCREENS = Path(__file__).parent / "screens"
COMMANDS = {
    "level": "level",
    "level-full": "level --full",
    "level-full-before-the-log": "level --full --as-of 2026-01-01",
    "level-before-the-log": "level --as-of 2026-01-01",
    "level-brief": "level --brief",
    "level-brief-before-the-log": "level --brief --as-of 2026-01-01",
    "level-known-at": "level --known-at 2026-11-11",
    "level-json": "level --json",
    "level-json-before-the-log": "level --json --as-of 2026-01-01",
    "explain": "explain",
    "explain-one": "explain clash",
    "explain-before-the-log": "explain --as-of 2026-01-01",
    "explain-json": "explain talks --json",
    "events": "events",
    "events-json": "events --last 1 --json",
    "show": "show shot01",
    "show-json": "show shot01 --json",
    "indicators": "indicators",
    "indicators-one": "indicators talks",
    "indicators-json": "indicators talks --json",
    "report": "report --week 2026-W46",
    "report-so-far": "report --week this",
    "report-markdown": "report --week 2026-W46 -f markdown",
    "check": "check",
    "check-json": "check --json",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_is_stored(name: str, tmp_path: Path) -> None:
    """Stdout, stderr and exit code are the stored ones, and no file is touched."""
    folder = small_watch(tmp_path / "small")
    before = tree(folder)
    outcome = run(*shlex.split(COMMANDS[name]), folder=folder)
    assert_stored(SCREENS / f"{name}.txt", transcript(COMMANDS[name], outcome))
    assert before == tree(folder)


def test_every_stored_screen_has_its_command() -> None:
    """No file is left behind by a command that is gone."""
    assert {path.stem for path in SCREENS.iterdir()} == set(COMMANDS)


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize(
    "command",
    [
        "level",
        "level --full",
        "explain",
        "explain clash",
        "events",
        "indicators",
        "indicators talks",
    ],
)
def test_fits_the_terminal(command: str, columns: int, small: Path) -> None:
    """No line is wider than the terminal: none is broken in the middle of a word."""
    outcome = run(*command.split(), folder=small, env={"COLUMNS": str(columns)})
    too_wide = [it for it in outcome.stdout.splitlines() if len(it) > columns]
    assert columns == 40 or not too_wide


@pytest.mark.parametrize("command", ["indicators", "indicators clash"])
def test_indicators_adapt_to_forty_columns(command: str, small: Path) -> None:
    """Below each other, and no name is broken."""
    outcome = run(*command.split(), folder=small, env={"COLUMNS": "40"})
    lines = outcome.stdout.splitlines()
    assert all(len(it) <= 40 for it in lines)
    catalogue = open_folder(small).catalogue
    names = [it.id for it in catalogue]
    if command != "indicators":
        names = [f"{it.name} ({it.number:g})" for it in catalogue["clash"].scale]
    assert [it for it in lines if it in names] == names


def test_a_report_does_not_depend_on_a_wide_terminal(small: Path) -> None:
    """It is mailed and compared: 80 columns and 200 give the same bytes."""
    narrow = run("report", folder=small, env={"COLUMNS": "80"})
    wide = run("report", folder=small, env={"COLUMNS": "200"})
    assert narrow == wide
