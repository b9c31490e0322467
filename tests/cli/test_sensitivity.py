from pathlib import Path

import pytest

from tests.cli.of_time import assert_fits, assert_screen, document
from tests.helpers import EXAMPLE, run

COMMANDS = {
    "sensitivity": "explain --sensitivity",
    "sensitivity-json": "explain talks --sensitivity --json",
    "sensitivity-before-the-log": "explain --sensitivity --as-of 2026-01-01",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_is_stored(name: str, tmp_path: Path) -> None:
    """Stdout, stderr and exit code."""
    assert_screen(name, COMMANDS[name], tmp_path)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_fits_the_terminal(columns: int, tmp_path: Path) -> None:
    """Both tables."""
    assert_fits("explain --sensitivity", columns, tmp_path)


class TestDocument:
    def test_has_every_change_from_the_largest(self) -> None:
        """And the level that the day's score and floors give by themselves."""
        outcome = run(
            *("explain", "--sensitivity", "--as-of", "2022-10-06", "--json"),
            folder=EXAMPLE,
        )
        tried = document("explain", outcome)["sensitivity"]
        sizes = [abs(it["points"]) for it in tried["effects"]]

        assert 2 == tried["level"]
        assert sizes == sorted(sizes, reverse=True)
        assert {
            "left out",
            "weight",
            "half-life",
            "scale value",
            "grade",
            "half-pressure",
        } == {it["judgement"] for it in tried["effects"]}
