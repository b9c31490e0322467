"""`riskctl export`: the log and what is judged of it, as tables."""

import csv
import json
from io import StringIO
from math import isclose
from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import Outcome, run
from tests.reporting.test_extras import without

SCORES = """\
day,score,level,word,since,came_from,catalogue,status
2026-11-19,{0},2,severe,2026-11-12,3,e9a7b01ec0ee,unofficial
2026-11-20,{1},2,severe,2026-11-12,3,e9a7b01ec0ee,unofficial
"""


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of CSV."""
    return list(csv.DictReader(StringIO(text, newline="")))


class TestEvents:
    def test_are_all_records(self, small: Path) -> None:
        """With the reviews and the plans, in the order in which they were written."""
        rows = rows_of(run("export", "events", "-f", "csv", folder=small).stdout)
        assert [it["kind"] for it in rows].count("review") == 1
        assert [it["recorded"] for it in rows] == sorted(it["recorded"] for it in rows)
        (planned,) = (it for it in rows if it["scheduled"])
        assert (planned["scheduled"], planned["counts"]) == ("yes", "")
        assert rows[0]["sources"].split("\n")[1] == "Gazette, 6 October, p. 2"

    def test_go_into_a_file_by_its_ending(self, small: Path, tmp_path: Path) -> None:
        """Which is never replaced unless that is said, nor one of the watch."""
        target = tmp_path / "out.jsonl"
        words = ("export", "events", "-o", str(target))
        assert run(*words, folder=small) == Outcome("", f"wrote {target}\n", 0)
        lines = target.read_text().splitlines()
        assert [json.loads(it)["status"] for it in lines] == ["unofficial"] * 6
        assert run(*words, folder=small).exit_code == 2
        assert run(*words, "--force", folder=small).exit_code == 0
        own = str(small / "log" / "2026-11.toml")
        before = tree(small)
        outcome = run("export", "events", "-f", "csv", "-o", own, folder=small)
        assert outcome.exit_code == 2
        assert before == tree(small)

    def test_respect_their_marks(self, small: Path) -> None:
        """And it is said what was left out, or that something is marked."""
        run("amend", "shot01", "--tlp", "amber", folder=small)
        run("retract", "shot02", "--reason", "a secret", folder=small)
        run("amend", "talk01", "--tlp", "green", folder=small)
        every = run("export", "events", "-f", "csv", folder=small)
        assert every.stderr.startswith("TLP:AMBER: for no wider circle than its mark")
        green = run("export", "events", "-f", "csv", "--tlp", "green", folder=small)
        assert green.stderr == "up to TLP:GREEN; 2 records left out\n"
        assert "Shots at the river" in every.stdout
        assert "Shots at the river" not in green.stdout
        assert "The ministers spoke" in green.stdout

    def test_as_they_were_known(self, small: Path) -> None:
        """What was recorded later is not there."""
        outcome = run(
            *("export", "events", "-f", "jsonl", "--known-at", "2026-11-01"),
            folder=small,
        )
        assert len(outcome.stdout.splitlines()) == 2

    def test_open_in_a_spreadsheet(self, small: Path) -> None:
        """With the separator of the country and the mark of UTF-8."""
        run("note", "=1+1", folder=small)
        outcome = run(
            *("export", "events", "-f", "csv", "--separator", ";", "--bom"),
            folder=small,
        )
        assert outcome.stdout.startswith("\ufeffkind;id;date;")
        assert ";'=1+1;" in outcome.stdout


class TestJudged:
    def test_scores_are_those_of_each_day(self, small: Path) -> None:
        """As `history` has them; a week or a month may be one row."""
        days = ("--from", "2026-11-19", "--to", "2026-11-20")
        text = run("export", "scores", "-f", "csv", *days, folder=small).stdout
        scores = [it["score"] for it in rows_of(text)]
        assert text == SCORES.format(*scores)
        listed = run("history", "--csv", "--step", "day", *days, folder=small).stdout
        assert [it["score"] for it in rows_of(listed)] == scores
        months = run(
            "export", "scores", "-f", "jsonl", "--step", "month", folder=small
        ).stdout
        assert len(months.splitlines()) == 2

    def test_contributions_sum_to_the_score(self, small: Path) -> None:
        """Of the last day, or of each of some days."""
        days = ("--from", "2026-11-10", "--to", "2026-11-20")
        scores = rows_of(
            run("export", "scores", "-f", "csv", *days, folder=small).stdout
        )
        words = ("export", "contributions", "-f", "csv")
        rows = rows_of(run(*words, *days, folder=small).stdout)
        for day in scores:
            points = [float(it["points"]) for it in rows if it["day"] == day["day"]]
            assert isclose(sum(points), float(day["score"]), abs_tol=1e-9)
        last = rows_of(run(*words, folder=small).stdout)
        assert last == [it for it in rows if it["day"] == "2026-11-20"]

    def test_contributions_name_no_marked_event(self, small: Path) -> None:
        """Its points are there, or the sum would not be the score."""
        run("amend", "shot01", "--tlp", "red", folder=small)
        words = ("export", "contributions", "-f", "csv")
        every = rows_of(run(*words, folder=small).stdout)
        shown = rows_of(run(*words, "--tlp", "clear", folder=small).stdout)
        assert [it["points"] for it in every] == [it["points"] for it in shown]
        assert [it["withheld"] for it in shown].count("yes") == 1


class TestParquet:
    def test_needs_its_extra(self, small: Path) -> None:
        """Which is named; the other formats go on without."""
        done = without(
            "pyarrow", "--watch", str(small), "export", "events", "-f", "parquet"
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            "this needs PyArrow, which is not installed\n"
            "hint: pip install 'riskctl[sweep]'\n"
        )

    @pytest.mark.parametrize("what", ["events", "scores", "contributions"])
    def test_holds_every_table(self, small: Path, tmp_path: Path, what: str) -> None:
        """A file of its own kind."""
        target = tmp_path / "out.parquet"
        assert run("export", what, "-o", str(target), folder=small).exit_code == 0
        assert target.read_bytes()[:4] == b"PAR1"


REFUSED = {
    "no format": (["events"], "which format is not said\n"),
    "a separator of two": (
        ["events", "-f", "csv", "--separator", "::"],
        "--separator: `::` is not one character that may stand there\n",
    ),
    "a part of the records": (
        ["events", "-f", "csv", "--from", "2026-11-01"],
        "the records are exported whole, so that the log can be built again\n",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint(what: str, small: Path) -> None:
    """Exit 2, and nothing on stdout."""
    arguments, message = REFUSED[what]
    outcome = run("export", *arguments, folder=small)
    assert (outcome.stdout, outcome.exit_code) == ("", 2)
    assert outcome.stderr.startswith(message + "hint: ")
