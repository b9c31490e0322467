"""A log that was found sound is checked again where it was changed, and there only."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.helpers import EXAMPLE, NOW, run

RECENT, EARLY = "2026-11", "2012-05"
BLOCK = """
[[event]]
id = "{month}-02-{name}"
date = {month}-02
indicator = "leader-contact"
value = "call"
title = "Invented: {name}"
sources = ["https://example.org/"]
grade = "B2"
{more}recorded = 2026-11-03T12:00:00Z
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example."""
    return copytree(EXAMPLE, tmp_path / "watch")


def add(folder: Path, month: str, name: str, replaces: str = "") -> None:
    """Write an event into the file of a month."""
    more = f'replaces = "{replaces}"\n' if replaces else ""
    with (folder / "log" / f"{month}.toml").open("a", encoding="utf-8") as file:
        file.write(BLOCK.format(month=month, name=name, more=more))


def brief(folder: Path) -> tuple[int, str]:
    """Return how `level --brief` ends, and the first line of what it says to it."""
    outcome = run("level", "--brief", folder=folder, env={"RISKCTL_NOW": NOW})
    return outcome.exit_code, outcome.stderr.partition("\n")[0]


@pytest.mark.parametrize("month", [RECENT, "2026-12", EARLY])
def test_a_fault_is_found_in_any_month(month: str, folder: Path) -> None:
    """This one, one to come, and one of long ago."""
    add(folder, month, "sound")
    assert brief(folder)[0] == 0
    path = folder / "log" / f"{month}.toml"
    path.write_text(path.read_text().replace('value = "call"', 'value = "cal"'))
    code, said = brief(folder)

    assert code == 5
    assert said.startswith(f"log/{month}.toml:")
    assert "`cal` is not on the scale of `leader-contact`" in said


def test_a_circle_is_found_that_leads_through_an_earlier_month(folder: Path) -> None:
    """Its last link lies within the file that was changed."""
    add(folder, RECENT, "first", replaces=f"{EARLY}-02-middle")
    add(folder, EARLY, "middle", replaces=f"{RECENT}-02-last")
    add(folder, RECENT, "last")
    assert brief(folder) == (0, "")
    path = folder / "log" / f"{RECENT}.toml"
    head, _, end = path.read_text().rpartition("recorded = ")
    path.write_text(f'{head}replaces = "{RECENT}-02-first"\nrecorded = {end}')
    code, said = brief(folder)

    assert code == 5
    assert "the record corrects itself" in said
