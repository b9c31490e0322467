"""What the starting catalogue promises for any pair, judged by invented logs."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
import tomli

from riskctl.storage.text.catalogue import read_catalogue
from tests.example_watch.product import Table, judge
from tests.helpers import ROOT

STARTER = ROOT / "data" / "starter.toml"
FIRST = date(2026, 1, 1)
# Long after: the channels are silent and the incident has faded.
REST = date(2029, 12, 31)
# Where statuses stand between two states that leave each other alone.
CALM = {
    "missions": ("normal", "relations-severed"),
    "line-status": ("quiet", "violations-protested"),
    "crisis-lines": ("working",),
    "arms-agreements": ("carried-out", "ended"),
}


@pytest.fixture(scope="module")
def catalogue() -> Table:
    """Return the starting catalogue as a table."""
    return tomli.loads(STARTER.read_text(encoding="utf-8"))


def logged(indicator: str, value: str, day: date = FIRST) -> Table:
    """Return a confirmed event."""
    return {
        "id": f"{day}-{indicator}",
        "date": day,
        "indicator": indicator,
        "value": value,
        "grade": "A1",
        "recorded": datetime.combine(day, time(12), UTC),
    }


class TestStarter:
    def test_is_whole(self) -> None:
        """Read without a fault; a ground of 50; words, goals and titles everywhere."""
        catalogue, problems = read_catalogue(STARTER.read_bytes(), STARTER.name)
        ground = [it.weight for it in catalogue if not it.kind.lowest_number]

        assert [] == problems
        assert 50 == sum(ground)
        assert [] == [
            it.id
            for it in catalogue
            if not (it.words and it.question and it.why and catalogue.goal_of(it.id))
            or not all(value.title and value.means for value in it.scale)
        ]

    @pytest.mark.parametrize("calm", list(product(*CALM.values())), ids=" ".join)
    def test_traps_no_level(self, catalogue: Table, calm: tuple[str, ...]) -> None:
        """After one small incident the score rests `margin` under a threshold."""
        positions = [logged(*it) for it in zip(CALM, calm, strict=True)]
        talks = [
            logged("leader-contact", "summit"),
            logged("minister-contact", "talks-with-result"),
        ]
        incident = logged(
            "military-encounter", "unsafe-approach", FIRST + timedelta(days=1)
        )
        log = [{"event": [*positions, *talks, incident]}]
        *_, rest = judge(catalogue, log, REST)
        starts = sorted(it["from_score"] for it in catalogue["level"])
        above = next(it for it in starts if it > rest.score)

        assert above - rest.score >= catalogue["descent"]["margin"]
        assert 5 - sum(it <= rest.score for it in starts) + 1 == rest.level
