"""Every JSON document is what its schema in the package says."""

import json
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from math import fsum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.cli.small import small_watch
from tests.helpers import EXAMPLE, Outcome, make_watch, run

NAMES = (
    *("level", "explain", "events", "event", "indicators", "check", "report"),
    *("board", "pairs", "pair-history"),
    *("record", "records", "agenda", "import", "inbox"),
)
# Those that lost keys with the rule of ground and lift.
SECOND = ("level", "explain", "report")
# The log of the example watch begins in 2008 and ends in 2026.
DAYS = ("2007-12-31", "2014-05-15", "2022-02-28", "2026-11-20")
SMALL_DAYS = ("2026-10-04", "2026-10-05", "2026-11-12", "2026-11-20")


def number(name: str) -> int:
    """Return the number of a document's form."""
    return 2 if name in SECOND else 1


@cache
def schema(name: str) -> Any:
    """Return a schema as it lies in the package."""
    path = files("riskctl") / "schemas" / f"riskctl.{name}-{number(name)}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def valid(outcome: Outcome, name: str) -> Any:
    """Return the document, when it is valid."""
    document = json.loads(outcome.stdout)
    validator = Draft202012Validator(schema(name), format_checker=FormatChecker())
    faults = [f"{it.json_path}: {it.message}" for it in validator.iter_errors(document)]
    assert not faults
    assert outcome.stdout.isascii()
    return document


class TestSchemas:
    def test_there_is_one_for_every_document(self) -> None:
        """No document without its schema."""
        present = {it.name for it in (files("riskctl") / "schemas").iterdir()}
        assert {f"riskctl.{it}-{number(it)}.json" for it in NAMES} <= present

    @pytest.mark.parametrize("name", NAMES)
    def test_is_a_schema(self, name: str) -> None:
        """It obeys the draft that it names."""
        Draft202012Validator.check_schema(schema(name))
        assert schema(name)["properties"]["schema"] == {
            "const": f"riskctl.{name}/{number(name)}"
        }

    @pytest.mark.parametrize("name", NAMES)
    def test_says_whether_a_document_is_one(self, name: str) -> None:
        """Neither an empty object nor the document of another command will do."""
        validator = Draft202012Validator(schema(name))
        assert not validator.is_valid({})
        assert not validator.is_valid({"schema": "riskctl.other/1"})

    def test_a_new_key_is_welcome_and_a_missing_one_is_not(self, small: Path) -> None:
        """Documents only ever gain keys."""
        document = valid(run("level", "--json", folder=small), "level")
        validator = Draft202012Validator(schema("level"))
        assert validator.is_valid({**document, "new": 1})
        for key in schema("level")["required"]:
            rest = {name: it for name, it in document.items() if name != key}
            assert not validator.is_valid(rest), key

    @pytest.mark.parametrize(
        ("key", "wrong"),
        [
            ("as_of", "5 Feb 2026"),
            ("score", 101),
            ("score", "53"),
            ("level", {"number": 6, "word": "", "colour": "red", "meaning": ""}),
            ("level", None),
            ("came_from", 0),
            ("known_at", "2026-11-20"),
            ("catalogue", "4384B54C1116"),
            ("contributions", []),
            ("unofficial", "Official"),
        ],
    )
    def test_a_wrong_value_is_seen(self, key: str, wrong: object, small: Path) -> None:
        """The schema is strict about what is there."""
        document = json.loads(run("level", "--json", folder=small).stdout)
        validator = Draft202012Validator(schema("level"))
        assert not validator.is_valid({**document, key: wrong})


@pytest.mark.slow
class TestExample:
    @pytest.mark.parametrize("day", DAYS)
    @pytest.mark.parametrize("name", ["level", "explain", "indicators"])
    def test_judgements_are_valid(self, name: str, day: str) -> None:
        """Before the first event, on ordinary days and on the worst one."""
        outcome = run(name, "--json", "--as-of", day, folder=EXAMPLE)
        document = valid(outcome, name)
        assert document["as_of"] == day

    def test_the_other_documents_are_valid(self) -> None:
        """Events, one event, and what `check` finds."""
        events = valid(run("events", "--all", "--json", folder=EXAMPLE), "events")
        first = events["events"][0]["id"]
        valid(run("show", first, "--json", folder=EXAMPLE), "event")
        valid(run("check", "--json", folder=EXAMPLE), "check")

    @pytest.mark.parametrize("week", ["2008-W01", "2014-W11", "2022-W09", "this"])
    def test_reports_are_valid(self, week: str) -> None:
        """The log's first week, an ordinary one, the worst one and an open one."""
        outcome = run("report", "--week", week, "--json", folder=EXAMPLE)
        report = valid(outcome, "report")
        assert report["so_far"] is (week == "this")

    @pytest.mark.parametrize("day", DAYS)
    def test_contributions_sum_to_the_score(self, day: str) -> None:
        """And every contribution's shares sum to its points."""
        document = json.loads(
            run("explain", "--json", "--as-of", day, folder=EXAMPLE).stdout
        )
        parts = document["contributions"]
        if document["score"] is not None:  # before the log there is no score
            assert fsum(it["points"] for it in parts) == pytest.approx(
                document["score"], abs=1e-9
            )
        for part in parts:
            shares = fsum(it["points"] for it in part["shares"])
            assert shares == pytest.approx(part["points"], abs=1e-9)

    @pytest.mark.parametrize("week", ["2014-W11", "2022-W09", "this"])
    def test_causes_and_parts_sum_to_the_difference(self, week: str) -> None:
        """Why it moved has an arithmetic answer."""
        change = json.loads(
            run("report", "--week", week, "--json", folder=EXAMPLE).stdout
        )["change"]
        moved = change["score_after"] - change["score_before"]
        for sum_of_parts in (
            change["difference"],
            fsum(change["causes"].values()),
            fsum(it["points"] for it in change["parts"]),
        ):
            assert sum_of_parts == pytest.approx(moved, abs=1e-9)


class TestSmallWatches:
    @pytest.mark.parametrize("day", SMALL_DAYS)
    @pytest.mark.parametrize("name", ["level", "explain", "indicators"])
    def test_judgements_are_valid(self, name: str, day: str, small: Path) -> None:
        """Around every change, and long after the last event."""
        valid(run(name, "--json", "--as-of", day, folder=small), name)

    def test_every_week_is_valid(self, tmp_path: Path) -> None:
        """From the log's first week to the present one."""
        folder = small_watch(tmp_path)
        day = date(2026, 10, 5)
        while day <= date(2026, 11, 20):
            year, week, _ = day.isocalendar()
            outcome = run(
                "report", "--week", f"{year}-W{week:02}", "--json", folder=folder
            )
            valid(outcome, "report")
            day += timedelta(days=7)

    def test_an_empty_log_is_valid(self, tmp_path: Path) -> None:
        """No evidence, no level, and documents that say so."""
        folder = make_watch(tmp_path)
        level = valid(run("level", "--json", folder=folder), "level")
        assert level["level"] is None
        valid(run("explain", "--json", folder=folder), "explain")
        valid(run("indicators", "--json", folder=folder), "indicators")
        events = valid(run("events", "--json", folder=folder), "events")
        assert events["events"] == []
        valid(run("report", "--json", folder=folder), "report")
        valid(run("check", "--json", folder=folder), "check")

    def test_findings_are_valid(self, tmp_path: Path) -> None:
        """Also of a watch whose settings cannot be read."""
        folder = small_watch(tmp_path)
        (folder / "riskctl.toml").write_text("format = = 1\n")
        outcome = run("check", "--json", folder=folder)
        document = valid(outcome, "check")
        assert outcome.exit_code == 3
        assert [(it["file"], it["line"]) for it in document["findings"]] == [
            ("riskctl.toml", 1)
        ]

    def test_corrections_are_valid(self, small: Path) -> None:
        """A retracted event, a replaced one, and numbers in place of names."""
        run("retract", "shot02", "--reason", "denied", folder=small)
        run("amend", "shot01", "--value", "0.3", folder=small)
        document = valid(run("events", "--all", "--json", folder=small), "events")
        fates = {
            it["id"]: (it["retracted"], it["replaced_by"]) for it in document["events"]
        }
        assert fates["2026-11-12-shot02"] == (True, None)
        assert fates["2026-11-10-shot01"][1] in fates
        valid(run("report", "--week", "this", "--json", folder=small), "report")
