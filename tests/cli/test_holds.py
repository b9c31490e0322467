"""How long a floor holds, to the day, as `level` says it."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from tests.helpers import CATALOGUE, make_watch, run

# Of the catalogue's floor for deaths; their own day is counted.
HOLD_DAYS: Final = 30


def deaths_on(*days: str) -> str:
    """Return the text of a log with deaths on some days."""
    return "\n".join(
        f'[[event]]\nid = "{day}-death{number}"\ndate = {day}\n'
        f'indicator = "clash"\nvalue = "deaths"\ntitle = "Deaths"\ngrade = "A1"\n'
        f"recorded = {day}T12:00:00Z\n"
        for number, day in enumerate(days, start=1)
    )


def level_on(day: date, folder: Path) -> Any:
    """Return what `level --json` says of a day."""
    outcome = run("level", "--json", "--as-of", f"{day}", folder=folder)
    assert outcome.exit_code == 0, outcome.stderr
    return json.loads(outcome.stdout)


def held_on(day: date, folder: Path) -> list[tuple[str, str]]:
    """Return since when and until when the floor holds on a day, as far as it does."""
    return [
        (it["since"], it["until"])
        for it in level_on(day, folder)["floors"]
        if it["name"] == "bloodshed"
    ]


@pytest.mark.parametrize(
    "first",
    # The last day lies within the month, on its last day, and in the next month.
    [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 20)],
    ids=str,
)
class TestLastDay:
    def test_is_held_and_the_day_after_is_not(
        self, first: date, tmp_path: Path
    ) -> None:
        """When no news follows: that day is the floor's, the next is not."""
        folder = make_watch(tmp_path, {"2026-01.toml": deaths_on(f"{first}")})
        last = first + timedelta(days=HOLD_DAYS - 1)

        assert [(f"{first}", f"{last}")] == held_on(last, folder)
        assert [] == held_on(last + timedelta(days=1), folder)

    def test_earns_no_calmer_level(self, first: date, tmp_path: Path) -> None:
        """The descent rule counts from the day after, though the score is long low."""
        folder = make_watch(tmp_path, {"2026-01.toml": deaths_on(f"{first}")})
        last = first + timedelta(days=HOLD_DAYS - 1)
        missing = [
            level_on(last + timedelta(days=it), folder)["calm_days_missing"]
            for it in range(-1, 3)
        ]

        assert [14, 14, 13, 12] == missing

    def test_is_the_later_one_of_two_holds(self, first: date, tmp_path: Path) -> None:
        """Deaths ten days apart are one hold, as long as the longer of the two."""
        second = first + timedelta(days=10)
        folder = make_watch(
            tmp_path, {"2026.toml": deaths_on(f"{second}", f"{first}", f"{first}")}
        )
        last = second + timedelta(days=HOLD_DAYS - 1)

        assert [(f"{first}", f"{last}")] == held_on(last, folder)
        assert [] == held_on(last + timedelta(days=1), folder)
        assert 13 == level_on(last + timedelta(days=1), folder)["calm_days_missing"]

    def test_begins_a_new_hold_when_it_is_over(
        self, first: date, tmp_path: Path
    ) -> None:
        """Deaths on the day after go on with the old hold, a day later they do not."""
        for gap, since in ((0, first), (1, first + timedelta(days=HOLD_DAYS + 1))):
            again = first + timedelta(days=HOLD_DAYS + gap)
            folder = make_watch(
                tmp_path / f"{gap}",
                {"2026.toml": deaths_on(f"{first}", f"{again}")},
            )
            last = again + timedelta(days=HOLD_DAYS - 1)

            assert [(f"{since}", f"{last}")] == held_on(again, folder)


def test_a_hold_that_is_over_is_forgotten_within_its_month(tmp_path: Path) -> None:
    """The next one of that month says in the month after since when it holds."""
    short = CATALOGUE.replace("hold_days = 30", "hold_days = 10")
    folder = make_watch(
        tmp_path,
        {"2026-01.toml": deaths_on("2026-01-01", "2026-01-28")},
        catalogue=short,
    )

    assert [("2026-01-28", "2026-02-06")] == held_on(date(2026, 2, 1), folder)
