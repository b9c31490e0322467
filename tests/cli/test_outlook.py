from pathlib import Path

import pytest

from tests.cli.of_time import assert_fits, assert_screen, document
from tests.helpers import EXAMPLE, make_watch, run

COMMANDS = {
    "outlook": "outlook",
    "outlook-one-day": "outlook --days 1",
    "outlook-json": "outlook --days 3 --json",
    "outlook-before-the-log": "outlook --as-of 2026-01-01",
    "outlook-nothing-known": "outlook --known-at 2026-10-01",
    "outlook-no-days": "outlook --days 0",
    "outlook-too-many-days": "outlook --days 4000000",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_is_stored(name: str, tmp_path: Path) -> None:
    """Stdout, stderr and exit code."""
    assert_screen(name, COMMANDS[name], tmp_path)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_fits_the_terminal(columns: int, tmp_path: Path) -> None:
    """Chart, levers and floors."""
    assert_fits("outlook", columns, tmp_path)


class TestDocument:
    @pytest.mark.parametrize("day", ["2008-01-01", "2022-03-08", "2026-05-22"])
    def test_has_every_projected_day_and_every_lever(self, day: str) -> None:
        """From the day itself to the last one."""
        outcome = run("outlook", "--as-of", day, "--json", folder=EXAMPLE)
        found = document("outlook", outcome)

        assert (day, 181, 29) == (
            found["days"][0]["day"],
            len(found["days"]),
            len(found["levers"]),
        )

    def test_is_one_where_nothing_was_known(self, tmp_path: Path) -> None:
        """Without days."""
        outcome = run("outlook", "--json", folder=make_watch(tmp_path))

        assert [] == document("outlook", outcome)["days"]
