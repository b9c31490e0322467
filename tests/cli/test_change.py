from math import fsum
from pathlib import Path

import pytest

from tests.cli.of_time import assert_fits, assert_screen, document
from tests.helpers import EXAMPLE, run

COMMANDS = {
    "change": "change 2026-11-01 2026-11-12",
    "change-to-today": "change 2026-11-12",
    "change-itself": "change today today",
    "change-learned-late": "change 2026-11-10 2026-11-10 --known-at-from 2026-11-09",
    "change-json": "change 2026-11-10 2026-11-12 --json",
    "change-nothing-known": "change 2026-10-01 2026-11-12",
    "change-nothing-known-then": "change 2026-11-01 2026-11-12 --known-at 2026-10-01",
    "change-nothing-known-json": "change 2026-10-01 2026-11-12 --json",
    "change-wrong-order": "change 2026-11-12 2026-11-01",
    "change-no-day": "change soon",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_is_stored(name: str, tmp_path: Path) -> None:
    """Stdout, stderr and exit code."""
    assert_screen(name, COMMANDS[name], tmp_path)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_fits_the_terminal(columns: int, tmp_path: Path) -> None:
    """With the moments of knowledge in the head."""
    command = "change 2026-11-10 2026-11-12 --known-at-from 2026-11-11"
    assert_fits(command, columns, tmp_path)


class TestDocument:
    def test_splits_what_moved_from_what_was_learned(self) -> None:
        """1 March 2022 as it was said then, and as it is said now."""
        outcome = run(
            *("change", "2022-03-01", "2022-03-01", "--known-at-from", "2022-03-01"),
            *("--json",),
            folder=EXAMPLE,
        )
        found = document("change", outcome)

        assert 0 == found["stories"]["the world moved"]
        assert found["stories"]["we learned late"] == pytest.approx(found["difference"])
        assert found["start"]["known_at"] == "2022-03-01T23:59:59Z"
        assert found["end"]["known_at"] is None

    def test_known_at_now_is_the_clocks_moment(self) -> None:
        """For both days."""
        days = ("2022-02-20", "2022-02-28")
        outcome = run("change", *days, "--known-at", "now", "--json", folder=EXAMPLE)
        found = document("change", outcome)

        assert "2026-11-20T12:00:00Z" == found["start"]["known_at"]
        assert "2026-11-20T12:00:00Z" == found["end"]["known_at"]

    def test_sums(self) -> None:
        """Stories, causes and parts, each by itself."""
        outcome = run("change", "2021-12-01", "2022-03-01", "--json", folder=EXAMPLE)
        found = document("change", outcome)
        moved = found["score_after"] - found["score_before"]

        for points in (
            found["stories"].values(),
            found["causes"].values(),
            (it["points"] for it in found["parts"]),
        ):
            assert abs(fsum(points) - moved) <= 1e-9

    def test_is_one_where_nothing_was_known(self) -> None:
        """With nothing in the place of the scores."""
        outcome = run("change", "2001-01-01", "2022-01-01", "--json", folder=EXAMPLE)
        found = document("change", outcome)

        assert (None, None, None, []) == (
            found["score_before"],
            found["score_after"],
            found["difference"],
            found["parts"],
        )
