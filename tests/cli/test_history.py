import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from riskctl.analysis.judgement.assessment import assess
from riskctl.reporting.json.parts import assessment_part
from tests.cli.of_time import assert_fits, assert_screen, document
from tests.helpers import EXAMPLE, make_watch, open_folder, run

COMMANDS = {
    "history": "history",
    "history-day": "history --step day --from 2026-11-08 --to 2026-11-14",
    "history-week": "history --step week --from 2026-11-01",
    "history-one-day": "history --from 2026-11-12 --to 2026-11-12",
    "history-as-known": "history --as-known --from 2026-11-01",
    "history-plain": "history --plain",
    "history-csv": "history --csv --step week",
    "history-json": "history --json",
    "history-nothing-known": "history --known-at 2026-10-01",
    "history-before-the-log": "history --from 2025-01-01 --to 2025-02-01",
    "history-wrong-order": "history --from 2026-11-02 --to 2026-11-01",
    "history-ten-thousand-years": "history --from 0001-01-01 --to 9999-12-31",
    "history-unknown-step": "history --step year",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_is_stored(name: str, tmp_path: Path) -> None:
    """Stdout, stderr and exit code."""
    assert_screen(name, COMMANDS[name], tmp_path)


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize("command", ["history", "history --plain"])
def test_fits_the_terminal(command: str, columns: int, tmp_path: Path) -> None:
    """Chart, turning points and table."""
    assert_fits(command, columns, tmp_path)


class TestChart:
    def test_says_the_same_without_colour(self) -> None:
        """A level is a digit, a score a height; colour only repeats them."""
        plain, coloured = (
            run("--color", it, "history", folder=EXAMPLE).stdout
            for it in ("never", "always")
        )

        assert "\x1b" not in plain
        assert "\x1b[" in coloured
        assert plain.splitlines() == [
            re.sub("\x1b\\[[0-9;]*m", "", it).rstrip() for it in coloured.splitlines()
        ]

    def test_is_as_wide_as_the_terminal(self) -> None:
        """Eighteen years fill every column."""
        for columns in (60, 80, 200):
            outcome = run("history", folder=EXAMPLE, env={"COLUMNS": str(columns)})
            (levels,) = (
                it for it in outcome.stdout.splitlines() if it.startswith("level ")
            )
            assert columns == len(levels)


class TestDocument:
    def test_has_a_row_for_each_step(self) -> None:
        """The last day of each month, and each day."""
        span = ("--from", "2022-01-01", "--to", "2022-03-15")
        for step, count in (("month", 3), ("week", 12), ("day", 74)):
            outcome = run("history", *span, "--step", step, "--json", folder=EXAMPLE)
            found = document("history", outcome)
            assert count == len(found["days"])
            assert "2022-03-15" == found["days"][-1]["day"]
            assert ["2022-02-19", "2022-02-24"] == [
                it["day"] for it in found["changes"]
            ]

    def test_is_one_where_nothing_was_known(self) -> None:
        """Without days; a script need not read stderr."""
        outcome = run("history", "--known-at", "2000-01-01", "--json", folder=EXAMPLE)

        assert [] == document("history", outcome)["days"]
        assert ("", 0) == (outcome.stderr, outcome.exit_code)

    @pytest.mark.slow
    @pytest.mark.parametrize("known_at", [None, datetime(2022, 3, 1, 20, tzinfo=UTC)])
    def test_agrees_with_level_on_200_days(self, known_at: datetime | None) -> None:
        """With and without `--known-at`; on some of them as two commands print it."""
        known = ("--known-at", known_at.isoformat()) if known_at else ()
        history = run("history", "--step", "day", "--json", *known, folder=EXAMPLE)
        shown = {it["day"]: it for it in document("history", history)["days"]}
        example = open_folder(EXAMPLE)
        for number, day in enumerate(list(shown)[7 :: len(shown) // 200]):
            judged = assess(example, as_of=date.fromisoformat(day), known_at=known_at)
            level = json.loads(json.dumps(assessment_part(judged)))
            if number % 20 == 0:
                outcome = run("level", "--json", "--as-of", day, *known, folder=EXAMPLE)
                printed = document("level", outcome)
                assert {it: printed[it] for it in level} == level
            assert level["level"]["number"] == shown[day]["level"]
            assert level["since"] == shown[day]["since"]
            assert level["came_from"] == shown[day]["came_from"]
            assert abs(level["score"] - shown[day]["score"]) <= 1e-9


class TestEmptyWatch:
    @pytest.mark.parametrize("options", [(), ("--plain",), ("--as-known",)])
    def test_has_no_history(self, options: tuple[str, ...], tmp_path: Path) -> None:
        """It says so and ends with 0."""
        outcome = run("history", *options, folder=make_watch(tmp_path))

        assert ("", 0) == (outcome.stdout, outcome.exit_code)
        assert "no evidence: nothing was known on 2026-11-20\n" == outcome.stderr

    def test_has_a_table_without_rows(self, tmp_path: Path) -> None:
        """A script finds the columns it expects."""
        outcome = run("history", "--csv", folder=make_watch(tmp_path))

        assert outcome.stdout.startswith("day,level,score")
        assert 1 == outcome.stdout.count("\n")
        assert ("", 0) == (outcome.stderr, outcome.exit_code)


class TestOptions:
    @pytest.mark.parametrize(
        ("last", "as_of"), [("2022-03-15", "2022-02-28"), ("2022-02-28", "2022-03-15")]
    )
    def test_the_earlier_end_counts(self, last: str, as_of: str) -> None:
        """`--to` and `--as-of` together."""
        start = ("history", "--from", "2022-02-01", "--csv")
        both = run(*start, "--to", last, "--as-of", as_of, folder=EXAMPLE)

        assert run(*start, "--to", "2022-02-28", folder=EXAMPLE) == both

    @pytest.mark.parametrize("command", ["history", "backtest w.csv"])
    def test_two_formats_are_refused(self, command: str) -> None:
        """Neither is left out in silence."""
        outcome = run(*command.split(), "--csv", "--json", folder=EXAMPLE)

        assert ("", 2) == (outcome.stdout, outcome.exit_code)
        assert "--csv and --json are two formats; leave one out" in outcome.stderr
