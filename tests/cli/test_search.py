"""What `events` and `indicators` find, and the forms in which events are printed."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.helpers import EXAMPLE, NOW, Outcome, make_watch, run

COMPOSED, DECOMPOSED = "r\u00e9union", "re\u0301union"
TITLES = ("Invented: r\u00e9union", "Invented: re\u0301union", "Invented: REUNION")
EVENT = """\
[[event]]
id = "2026-11-{day:02}-meet{day:02}"
date = 2026-11-{day:02}
indicator = "talks"
value = "call"
title = "{title}"
sources = ["https://example.org/a"]
grade = "B2"
note = "{note}"
recorded = 2026-11-{day:02}T18:00:00Z

"""


def watch_with(folder: Path, *titles: str, note: str = "") -> Path:
    """Make a watch with an event for each title."""
    blocks = [
        EVENT.format(day=day, title=title, note=note)
        for day, title in enumerate(titles, start=1)
    ]
    return make_watch(folder, {"2026-11.toml": "".join(blocks)})


def ids(outcome: Outcome) -> list[str]:
    """Return the last part of each id that was listed."""
    return [it[11:17] for it in outcome.stdout.splitlines()[:-1]]


class TestEvents:
    @pytest.mark.parametrize("word", [COMPOSED, DECOMPOSED, COMPOSED.upper()])
    @pytest.mark.parametrize("padding", [0, 40_000])
    def test_finds_either_composition(
        self, word: str, padding: int, tmp_path: Path
    ) -> None:
        """Whichever was written and whichever is typed, from files and from pages."""
        folder = watch_with(tmp_path, *TITLES, note="x" * (padding // 3))
        for _ in range(2):
            found = run("events", word, folder=folder)
            assert ids(found) == ["meet01", "meet02"]
        plain = run("events", "reunion", folder=folder)
        assert ids(plain) == ["meet03"]

    def test_finds_a_letter_that_somebody_spelled_out(self, tmp_path: Path) -> None:
        """By hand TOML can be written so; in a file large enough to be searched raw."""
        titles = (r"Invented: caf\u0065 talk", "Another", "A third")
        folder = watch_with(tmp_path, *titles, note="x" * 15_000)
        for _ in range(2):
            assert ids(run("events", "cafe talk", folder=folder)) == ["meet01"]

    def test_finds_what_the_catalogue_says(self, small: Path) -> None:
        """A word of an indicator finds all its events, one of a value those of it."""
        assert ids(run("events", "talks", folder=small)) == ["talk01", "summ01"]
        assert ids(run("events", "ministers spoke", folder=small)) == ["talk01"]
        assert ids(run("events", "doubted", folder=small)) == ["trty01"]

    def test_a_word_is_given_once(self, small: Path) -> None:
        """Two at once are refused, and not one passed over."""
        assert run("events", "guard", "-m", "river", folder=small) == Outcome(
            "",
            "two words to look for: `guard` and --match `river`\nhint: leave one out\n",
            2,
        )

    @pytest.mark.parametrize(
        ("since", "found"),
        [
            ("2026-11-12", ["shot02", "summ01"]),
            ("2026-11-12T18:00:00Z", ["shot02", "summ01"]),
            ("2026-11-12T18:00:01Z", ["summ01"]),
            ("2026-11-16", []),
        ],
    )
    def test_recorded_since(self, since: str, found: list[str], small: Path) -> None:
        """By when it was written down, not when it happened; a day from its start."""
        outcome = run("events", "--recorded-since", since, folder=small)
        assert found == ids(outcome)

    def test_lists_the_looks(self, small: Path) -> None:
        """When, and at what; a look that was never of an indicator is left out."""
        assert run("events", "--reviews", folder=small) == Outcome(
            "2026-11-18-look01  2026-11-18  talks\n1 record\n", "", 0
        )
        assert run("events", "--reviews", "-i", "clash", folder=small).stdout == (
            "0 records\n"
        )

    def test_takes_two_lines_where_it_is_narrow(self, small: Path) -> None:
        """The title has a line of its own under 80 columns."""
        stdout = run("events", "guard", folder=small, env={"COLUMNS": "60"}).stdout
        assert stdout == (
            "2026-11-12-shot02  C3  clash = deaths\n"
            "  A guard is said to be dead\n"
            "1 event\n"
        )


class TestForms:
    def test_csv_has_the_columns_of_the_log(self, small: Path) -> None:
        """Each row travels alone: the last column says that it is unofficial."""
        text = run("events", "--csv", folder=small).stdout
        assert text == run("events", "-f", "csv", folder=small).stdout
        rows = list(csv.DictReader(StringIO(text)))
        listed = json.loads(run("events", "--json", folder=small).stdout)["events"]
        assert [it["id"] for it in listed] == [it["id"] for it in rows]
        assert {it["status"] for it in rows} == {"unofficial"}
        assert {*listed[0]} | {"status"} == {*rows[0]}

    def test_several_sources_stay_several(self, tmp_path: Path) -> None:
        """A newspaper's page holds blanks; an origin stands where its source does."""
        folder = watch_with(tmp_path, "Talks")
        file = folder / "log" / "2026-11.toml"
        sources = (
            '["Die Zeit, p. 3", { url = "https://a.example/b|c", origin = "TASS" }]'
        )
        file.write_text(
            file.read_text().replace('["https://example.org/a"]', sources),
            encoding="utf-8",
        )
        text = run("events", "-f", "csv", folder=folder).stdout
        (row,) = csv.DictReader(StringIO(text))
        assert row["sources"] == r"Die Zeit, p. 3 | https://a.example/b\|c"
        assert row["origins"] == " | TASS"

    def test_a_title_that_is_a_formula_is_text(self, tmp_path: Path) -> None:
        """A spreadsheet must run nothing."""
        folder = watch_with(tmp_path, "=HYPERLINK(1)")
        text = run("events", "-f", "csv", folder=folder).stdout
        (row,) = csv.DictReader(StringIO(text))
        assert row["title"] == "'=HYPERLINK(1)"

    def test_for_a_spreadsheet(self, small: Path) -> None:
        """Marked as UTF-8, with semicolons and decimal commas, on request alone."""
        text = run("events", "--for-spreadsheet", folder=small).stdout
        assert text.startswith("\ufeffid;date;indicator;value;title;")
        scores = run("history", "--for-spreadsheet", folder=small).stdout
        assert scores.startswith("\ufeffday;level;score;status\n")
        last = scores.splitlines()[-1].split(";")
        assert float(last[2].replace(",", ".")) == pytest.approx(45.1, abs=0.1)
        assert "," in last[2]

    def test_jsonl_is_an_object_in_a_line(self, small: Path) -> None:
        """The same objects as the JSON document has."""
        lines = run("events", "-f", "jsonl", folder=small).stdout.splitlines()
        parts = [json.loads(it) for it in lines]
        assert {it.pop("status") for it in parts} == {"unofficial"}
        document = json.loads(run("events", "--json", folder=small).stdout)
        assert document["events"] == parts

    @pytest.mark.parametrize(
        "options",
        [
            "-f csv --json",
            "--csv --json",
            "--csv -f jsonl",
            "--for-spreadsheet --json",
            "--reviews --csv",
        ],
    )
    def test_two_forms_are_refused(self, options: str, small: Path) -> None:
        """Exit 2, and nothing is printed."""
        outcome = run("events", *options.split(), folder=small)
        assert (outcome.stdout, outcome.exit_code) == ("", 2)


class TestIndicators:
    def test_finds_by_the_words_of_everyday(self) -> None:
        """Each in the words that a newcomer would type."""
        for word in ("drone", "embassy", "phone"):
            stdout = run("indicators", "-m", word, folder=EXAMPLE).stdout
            assert not stdout.startswith("0 indicators"), word

    def test_shows_the_values_that_speak_of_it(self, small: Path) -> None:
        """So that the value can be typed at once."""
        outcome = run("indicators", "-m", "summit", folder=small)
        lines = outcome.stdout.splitlines()
        assert lines[0].startswith("talks ")
        assert lines[1].startswith("  summit ")
        assert lines[-1] == "1 indicator"

    def test_one_and_some_are_two_questions(self, small: Path) -> None:
        """Refused, with what to do."""
        assert run("indicators", "talks", "-m", "summit", folder=small) == Outcome(
            "",
            "`talks` is one indicator, and --match looks for some\n"
            "hint: leave one out\n",
            2,
        )


class TestChangeAlone:
    def test_is_over_seven_days_for_who_never_looked(self, small: Path) -> None:
        """As if the day had been named."""
        alone = run("change", folder=small, env={"RISKCTL_STATE": "off"})
        assert alone == run("change", "2026-11-13", folder=small)
        assert alone == run("change", "-7d", folder=small)


class TestWeeks:
    @pytest.mark.parametrize("named", ["46", "W46", "w46"])
    def test_a_number_is_the_latest_such_week(self, named: str, small: Path) -> None:
        """The year need not be typed."""
        whole = run("report", "--week", "2026-W46", folder=small)
        assert whole == run("report", "--week", named, folder=small)

    def test_a_week_to_come_is_that_of_the_year_before(self, small: Path) -> None:
        """Week 52 has not begun in November, and lies before this log."""
        outcome = run("report", "--week", "52", folder=small, now=NOW)
        assert outcome.stderr.startswith("2025-W52 lies before the log")
