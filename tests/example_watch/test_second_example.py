"""The list behind the second example: closed, sourced, and judged by no exception."""

import csv
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from riskctl.analysis.checks.list import run_checks
from riskctl.model.watch import Watch
from riskctl.storage.create import create_watch
from riskctl.storage.text.windows import read_windows
from riskctl.storage.watch import WatchFolder
from tests.helpers import ROOT, SECOND_EXAMPLE, open_folder

TABLES = ROOT / "tools" / "example_watch" / "china-india"
FIRST_DAY = date(2017, 1, 1)
LAST_DAY = date(2021, 12, 31)
TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def watch() -> Watch:
    """Return the second example watch."""
    return open_folder(SECOND_EXAMPLE)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables beside the script."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestList:
    def test_has_a_source_and_a_way_it_was_checked_for_every_row(self) -> None:
        """And at most one in twenty rests on what the compiler remembered."""
        table = rows("events.csv")

        assert all(
            url.startswith(("http://", "https://"))
            for row in table
            for url in row["source_url"].split()
        )
        assert all(row["source_url"] and row["summary"] for row in table)
        remembered = sum("knowledge" in row["verified"] for row in table)
        assert remembered <= len(table) / 20

    def test_has_a_reason_for_every_place(self) -> None:
        """For the value of a row that is in, and for leaving out one that is not."""
        assert all(row["why"] for row in rows("mapping.csv"))
        assert all(row["reason"] for row in rows("left_out.csv"))

    def test_lies_within_its_time(self) -> None:
        """Beside the last contacts before it, which say when silence began."""
        before = [it for it in rows("mapping.csv") if it["date"] < str(FIRST_DAY)]
        within = len(rows("mapping.csv")) - len(before)

        assert {"leader-contact", "minister-contact"} == {
            row["indicator"] for row in before
        }
        assert all(row["date"] <= str(LAST_DAY) for row in rows("events.csv"))
        assert 40 <= within <= 80

    def test_has_no_quarter_without_a_row(self) -> None:
        """Calm times were looked at too, and not only the crises."""
        quarters = {
            (day.year, (day.month - 1) // 3)
            for day in (date.fromisoformat(it["date"]) for it in rows("events.csv"))
            if day >= FIRST_DAY
        }

        assert quarters == {(year, it) for year in range(2017, 2022) for it in range(4)}


class TestWatch:
    def test_has_the_starter_as_init_makes_it(
        self, watch: Watch, tmp_path: Path
    ) -> None:
        """Nothing in it was moved for this pair."""
        create_watch(
            WatchFolder(tmp_path / "new"),
            sides=(watch.settings.sides[0], watch.settings.sides[1]),
        )

        assert (SECOND_EXAMPLE / "indicators.toml").read_bytes() == (
            tmp_path / "new" / "indicators.toml"
        ).read_bytes()

    def test_has_nothing_to_find_that_the_starter_has_not(
        self, watch: Watch, tmp_path: Path
    ) -> None:
        """No record of it is wrong, in doubt or likely a twin."""
        create_watch(WatchFolder(tmp_path / "new"), sides=("China", "India"))
        empty = open_folder(tmp_path / "new")

        assert [str(it) for it in run_checks(empty, today=TODAY)] == [
            str(it) for it in run_checks(watch, today=TODAY)
        ]

    def test_says_where_every_status_stood_on_the_first_day(self, watch: Watch) -> None:
        """So nothing on the ground counts as calm because nobody asked."""
        asked = {it.indicator for it in watch.log.events if it.date == FIRST_DAY}

        assert {it.id for it in watch.catalogue if it.kind.value == "status"} <= asked

    def test_says_that_it_was_compiled_afterwards(self, watch: Watch) -> None:
        """One review of every indicator over the whole time, years later."""
        (look,) = watch.log.reviews

        assert (look.first_day, look.date) == (FIRST_DAY, LAST_DAY)
        assert set(look.indicators) == {it.id for it in watch.catalogue}
        assert look.recorded.date() > LAST_DAY + timedelta(days=365)
        assert "compiled afterwards" in look.note

    def test_has_windows_of_each_kind_apart_from_each_other(self) -> None:
        """Dated by accounts that each row names."""
        windows = read_windows(SECOND_EXAMPLE / "windows.csv")
        table = rows("windows.csv")

        assert {"peak", "thaw", "calm"} == {it.kind.value for it in windows}
        assert all(row["source"] for row in table)
        assert all(one["end"] < other["start"] for one, other in pairwise(table))

    def test_names_its_sides_in_the_settings(self) -> None:
        """The title is what a reader sees first."""
        settings = tomllib.loads((SECOND_EXAMPLE / "riskctl.toml").read_text())

        assert ["China", "India"] == settings["sides"]
