"""Outputs that show levels of many days say from when on the level is expired."""

import json
from csv import DictReader
from pathlib import Path

import pytest

from tests.helpers import EXAMPLE, run

# Half a year after the last event of the example watch, current until 5 June.
LATER = "2026-11-20T12:00:00Z"
EXPIRED = "expired: nobody has looked since 22 May 2026"
JUNE = ("--from", "2026-06-04", "--to", "2026-06-08", "--step", "day")
LAST_WEEKS = ("--from", "2026-06-01", "--step", "week")


def told(*arguments: str, folder: Path = EXAMPLE) -> str:
    """Return what a command prints half a year after the last look."""
    return run(*arguments, folder=folder, now=LATER).stdout


class TestRows:
    def test_of_a_table_are_expired_from_the_day_on(self) -> None:
        """The status says so of each row, for rows travel alone."""
        rows = DictReader(told("history", *LAST_WEEKS, "--csv").splitlines())
        found = {it["day"]: it["status"] for it in rows}

        assert found.pop("2026-06-07") == "unofficial (expired)"
        assert found["2026-11-20"] == "unofficial (expired)"

    def test_are_not_while_the_level_was_current(self) -> None:
        """Judged on the last day of its validity."""
        text = told("history", "--from", "2026-05-23", "--to", "2026-06-05", "--csv")

        assert "expired" not in text

    def test_of_a_document_say_it_too(self) -> None:
        """For each day, and for the whole."""
        document = json.loads(told("history", *LAST_WEEKS, "--json"))

        assert {it["expired"] for it in document["days"]} == {True}
        assert document["current"] is False


class TestScreens:
    @pytest.mark.parametrize(
        "command", [("outlook",), ("explain", "--sensitivity")], ids=" ".join
    )
    def test_say_it_under_their_title(self, command: tuple[str, ...]) -> None:
        """What they count from is no longer valid."""
        assert f"\n{EXPIRED}\n" in told(*command)

    @pytest.mark.parametrize("command", [("outlook",), ("explain",)], ids=" ".join)
    def test_say_it_as_json(self, command: tuple[str, ...]) -> None:
        """As `level` does."""
        document = json.loads(told(*command, "--json"))

        assert (document["current"], document["valid_until"]) == (False, "2026-06-05")


class TestWriting:
    def test_shows_what_a_retraction_leaves_expired(self) -> None:
        """It is no look; a new event is one."""
        events = json.loads(told("events", "--json", "--from", "2026-05-01"))["events"]
        found = events[-1]["id"]
        withdrawn = told("retract", found, "--reason", "wrong", "--dry-run")
        logged = told("log", "military-encounter", "intercept", "New", "-g", "B2",
                      "-s", "Gazette", "--dry-run")  # fmt: skip

        assert ", expired" in withdrawn
        assert "today: score" in logged
        assert "expired" not in logged


class TestSite:
    def test_greys_what_is_no_longer_valid(self, small: Path, tmp_path: Path) -> None:
        """The ribbon and the cells of the weeks; the days as a table and as JSON."""
        out = tmp_path / "public"
        done = run("site", str(out), folder=small, now="2027-01-20T12:00:00Z")
        assert done.exit_code == 0
        days = json.loads((out / "days.json").read_text())

        assert 'class="ribbon c-grey"' in (out / "index.html").read_text()
        cells = (out / "weeks.html").read_text()
        weeks = [it for it in cells.splitlines() if ", expired" in it]
        assert weeks
        assert all('class="c-grey"' in it for it in weeks)
        assert ",unofficial (expired)\n" in (out / "days.csv").read_text()
        assert days["current"] is False
        assert [days["days"][it]["expired"] for it in (0, -1)] == [False, True]

    def test_is_no_rating_for_who_reads_bulletins(
        self, small: Path, tmp_path: Path
    ) -> None:
        """It was valid until the moment at which it is issued, and no longer."""
        out = tmp_path / "public"
        run("site", str(out), folder=small, now="2027-01-20T12:00:00Z")
        found = json.loads((out / "bulletin.json").read_text())["bulletins"][0]

        assert found["publicationTime"] == "2027-01-20T12:00:00Z"
        assert found["validTime"] == {
            "startTime": "2027-01-20T12:00:00Z",
            "endTime": "2027-01-20T12:00:00Z",
        }
        assert found["dangerRatings"] == []
        assert found["customData"]["riskctl"]["expired"] is True

    def test_is_a_rating_while_it_is_valid(self, small: Path, tmp_path: Path) -> None:
        """From the moment on which it was issued to a later one."""
        out = tmp_path / "public"
        run("site", str(out), folder=small)
        found = json.loads((out / "bulletin.json").read_text())["bulletins"][0]

        assert found["publicationTime"] == found["validTime"]["startTime"]
        assert found["validTime"]["startTime"] < found["validTime"]["endTime"]
        assert len(found["dangerRatings"]) == 1
