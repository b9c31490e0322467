"""
How far the shipped catalogue reaches, on incidents that never happened.

Each script starts from many structural states of the example: its statuses and
contacts as they were, and none of its incidents.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta

import pytest
import tomli

from tests.example_watch.product import Day, Table, judge
from tests.helpers import EXAMPLE

LAST = date(2026, 5, 22)
CALM = date(2010, 7, 1)
# Apart far enough that what is left of the script before is a thirtieth.
APART = timedelta(days=150)
ENCOUNTER = "military-encounter"
# What happens on which day of a script, confirmed.
Script = tuple[tuple[int, str, str], ...]
GRAVE: Script = (
    (0, "force-posture", "build-up"),
    (3, ENCOUNTER, "deaths"),
    (6, "nuclear-signalling", "forces-alerted"),
    (9, ENCOUNTER, "exchange-of-fire"),
)
GRAVER: Script = (
    *GRAVE,
    (1, "threats-and-demands", "ultimatum"),
    (4, "nuclear-signalling", "deployment-or-doctrine"),
    (5, "force-posture", "invasion"),
    (7, ENCOUNTER, "exchange-of-fire"),
    (8, "threats-and-demands", "deadline-passed"),
    (8, ENCOUNTER, "exchange-of-fire"),
)
BORDER_WAR: Script = tuple((day, ENCOUNTER, "exchange-of-fire") for day in range(10))
ROUTINE: Script = tuple((day, ENCOUNTER, "intercept") for day in range(60))
# Together they start a script every fifty days.
OFFSETS = (0, 50, 100)
FIRE: Script = ((59, ENCOUNTER, "exchange-of-fire"),)


@pytest.fixture(scope="module")
def catalogue() -> Table:
    """Return the shipped catalogue as a table."""
    return tomli.loads((EXAMPLE / "indicators.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def log() -> list[Table]:
    """Return the example's log, a table for each file."""
    paths = sorted((EXAMPLE / "log").glob("*.toml"))
    return [tomli.loads(it.read_text(encoding="utf-8")) for it in paths]


@pytest.fixture(scope="module")
def ground(catalogue: Table, log: list[Table]) -> list[Table]:
    """Return the log without its incidents."""
    slow = {it["id"] for it in catalogue["indicator"] if it["kind"] != "incident"}
    return [
        {
            **file,
            "event": [it for it in file.get("event", []) if it["indicator"] in slow],
        }
        for file in log
    ]


def played(script: Script, first: date) -> Iterator[Table]:
    """Yield the events of a script that starts on *first*."""
    for number, (day, indicator, value) in enumerate(script):
        happened = first + timedelta(days=day)
        yield {
            "id": f"{first}-{number}",
            "date": happened,
            "indicator": indicator,
            "value": value,
            "grade": "A1",
            "recorded": datetime.combine(happened, time(12), UTC),
        }


def worst_of_each(
    catalogue: Table, ground: list[Table], script: Script, offset: int
) -> list[float]:
    """Play a script again and again; return the highest score of each time."""
    first = date(2008, 1, 1) + timedelta(days=offset)
    starts = [first + APART * it for it in range((LAST - first).days // APART.days)]
    events = [it for start in starts for it in played(script, start)]
    days = judged_by_day(catalogue, [*ground, {"event": events}], LAST)
    length = 1 + max(day for day, _, _ in script)
    return [
        max(days[start + timedelta(days=it)].score for it in range(length))
        for start in starts
    ]


def judged_by_day(catalogue: Table, log: list[Table], until: date) -> dict[date, Day]:
    """Judge a log; the days by their dates."""
    return {it.day: it for it in judge(catalogue, log, until)}


class TestScripts:
    @pytest.mark.parametrize("offset", OFFSETS)
    @pytest.mark.parametrize(
        ("script", "least"),
        [(GRAVE, 50), (GRAVER, 75), (BORDER_WAR, 50)],
        ids=["grave", "graver", "border war"],
    )
    def test_reach_their_level_by_score_from_every_state(
        self,
        catalogue: Table,
        ground: list[Table],
        script: Script,
        least: float,
        offset: int,
    ) -> None:
        """Whatever the ground was: level 2, level 1, and 2 by one field alone."""
        scores = worst_of_each(catalogue, ground, script, offset)

        assert len(scores) > 40
        assert min(scores) >= least


class TestAnIndicatorThatNeverFires:
    @pytest.mark.parametrize("kind", ["incident", "contact", "status"])
    def test_changes_nothing(
        self, catalogue: Table, log: list[Table], kind: str
    ) -> None:
        """However much it weighs: no day's score, no day's level."""
        more = deepcopy(catalogue)
        model = next(it for it in more["indicator"] if it["kind"] == kind)
        more["indicator"].append({**model, "id": "never", "weight": 50})
        until = date(2009, 12, 31)

        assert judged_by_day(catalogue, log, until) == judged_by_day(more, log, until)


class TestRoutine:
    def test_stays_calmer_than_tense_by_itself(
        self, catalogue: Table, ground: list[Table]
    ) -> None:
        """Sixty days of an intercept each, from the calm of 2010."""
        days = after(catalogue, ground, ROUTINE)

        assert min(it.level for it in days) > 3

    def test_hides_no_exchange_of_fire(
        self, catalogue: Table, ground: list[Table]
    ) -> None:
        """On top of them it adds at least half of what it adds without them."""
        routine = after(catalogue, ground, ROUTINE)[-1].score
        both = after(catalogue, ground, ROUTINE + FIRE)[-1].score
        quiet = after(catalogue, ground, ())[-1].score
        fire = after(catalogue, ground, FIRE)[-1].score

        assert both - routine >= (fire - quiet) / 2


def after(catalogue: Table, ground: list[Table], script: Script) -> list[Day]:
    """Judge the sixty days of a script that starts in the calm of 2010."""
    events = list(played(script, CALM))
    last = CALM + timedelta(days=59)
    days = judged_by_day(catalogue, [*ground, {"event": events}], last)
    return [days[CALM + timedelta(days=it)] for it in range(60)]
