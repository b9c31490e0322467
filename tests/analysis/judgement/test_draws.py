"""What the draws look at, and what they leave alone."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import exp2, log

import pytest

from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.analysis.judgement.influence import influential
from riskctl.analysis.judgement.robustness import Robustness, robustness
from riskctl.model.alert import AlertLevel
from riskctl.model.log import Log
from riskctl.model.record import Event, Mark
from riskctl.model.records import Records
from riskctl.model.watch import Watch
from tests.helpers import event, watch

CATALOGUE = watch().catalogue
DAY = date(2026, 1, 31)
# As the draws have it: so many events one by one, of at least so many points.
MOST_EVENTS = 120
LEAST_POINTS = 0.02
# As the small catalogue has it.
WEIGHTS = {"clash": 50.0, "talks": 20.0}
HALF_LIFE_DAYS = {"clash": 10.0, "talks": 30.0}


class Seen(Log):
    """
    A log that remembers which of its events were looked at.

    Attributes:
        weighed: Those of which only date, value and grade were asked.
        read: Those that were asked for whole.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        """Remember nothing yet."""
        super().__init__([Records(events)])
        self.weighed: set[str] = set()
        self.read: set[str] = set()

    def newest_first(
        self, *, until: date, indicator: str | None = None
    ) -> Iterator[Event]:
        """Yield the events, newest first."""
        for it in super().newest_first(until=until, indicator=indicator):
            self.read.add(it.id)
            yield it

    def marks(self, *, until: date, indicator: str) -> Iterator[Mark]:
        """Yield what they weigh, newest first."""
        for it in super().newest_first(until=until, indicator=indicator):
            self.weighed.add(it.id)
            yield Mark(it.id, it.date, it.indicator, it.value, it.recorded, it.grade)


def judged(*events: Event, day: date = DAY) -> tuple[Assessment, Seen]:
    """Judge a day of the small watch; the log remembers what is looked at from now."""
    model = watch()
    log = Seen(events)
    found = assess(
        Watch(settings=model.settings, catalogue=model.catalogue, log=log), as_of=day
    )
    log.weighed.clear()
    log.read.clear()
    return found, log


def many(
    indicator: str,
    values: list[str],
    *,
    days: int,
    a_day: int,
    grades: tuple[str, ...] = ("C1", "C2", "C3", "C4"),
) -> list[Event]:
    """Return some events for each of the days up to the day judged."""
    return [
        event(
            f"{DAY - timedelta(days=age)}",
            indicator,
            values[(age * 7 + number) % len(values)],
            grade=grades[(age + number) % len(grades)],
            id=f"{indicator}-{age:03}-{number:02}",
        )
        for age in range(days)
        for number in range(a_day)
    ]


def points_left(it: Event, day: Assessment) -> float:
    """
    Return an event's points at twice its half-life, the longest that is drawn.

    A point of pressure counts what points of pressure lift on the mean on the day.
    """
    age_days = (DAY - it.date).days
    number = CATALOGUE[it.indicator].number(it.value)
    assert number is not None
    lift = 1.0
    if it.indicator == "clash":
        # Where relief outweighs, as much as the first point of pressure would.
        first = (100.0 - day.breakdown.ground) * log(2.0) / 50.0
        lift = (
            day.breakdown.lift / day.breakdown.pressure
            if day.breakdown.pressure
            else first
        )
    left = exp2(-age_days / (2 * HALF_LIFE_DAYS[it.indicator]))
    return WEIGHTS[it.indicator] * lift * left * abs(number * it.grade.credence)


class TestInfluential:
    @pytest.mark.parametrize(
        "events",
        [
            # All of them; fewer than are gathered before some are dropped; many more.
            [*many("clash", ["shots", "deaths", "apology"], days=5, a_day=4)],
            [
                *many("clash", ["shots", "deaths", "apology"], days=50, a_day=4),
                *many("talks", ["call", "summit"], days=50, a_day=4),
            ],
            [
                *many("clash", ["shots", "deaths", "apology"], days=60, a_day=10),
                *many("talks", ["call", "summit"], days=60, a_day=10),
            ],
            # Each day weighs less than the one after it.
            many("clash", ["deaths"], days=40, a_day=4, grades=("A1",)),
            # Of many that weigh the same, and summits with the first ids.
            [
                *many("clash", ["shots"], days=1, a_day=500, grades=("A1",)),
                *(
                    event(f"{DAY}", "talks", "summit", id=f"a-{number}")
                    for number in range(50)
                ),
            ],
        ],
        ids=["few", "some", "many", "fading", "equal"],
    )
    def test_are_the_largest_of_all(self, events: list[Event]) -> None:
        """As if each were weighed; of equals, those of the first ids."""
        day, _ = judged(*events)
        sizes = sorted((-points_left(it, day), it.id) for it in events)
        largest = {name for size, name in sizes[:MOST_EVENTS] if -size >= LEAST_POINTS}
        found = influential(day)

        assert len(largest) == min(len(events), MOST_EVENTS)
        assert largest == {it.id for it in found}
        assert found == sorted(found, key=lambda it: it.order)

    def test_leave_out_what_is_faint(self) -> None:
        """Under a fiftieth of a point; a day before, it is above."""
        # A point of so little pressure lifts 100 · ln 2 / 50 points, and
        # 69.3 · 2^(-age / 20) falls under 0.02 between the 235th and the 236th day.
        strong, weak = (
            event(f"{DAY - timedelta(days=it)}", "clash", "deaths") for it in (235, 236)
        )

        assert [strong] == influential(judged(weak, strong)[0])

    def test_are_found_without_what_is_too_old_to_matter(self) -> None:
        """The first day on which even the gravest event would be faint is the last."""
        days = ("2022-01-01", "2023-01-01", "2024-01-01", "2026-01-30")
        ancient, old, faint, new = (event(it, "clash", "deaths") for it in days)
        found, log = judged(ancient, old, faint, new)

        assert [new] == influential(found)
        assert {new.id, faint.id} == log.weighed

    def test_are_found_among_the_newest_where_there_is_a_crowd(self) -> None:
        """Four times as many as are drawn are enough to know what older ones miss."""
        events = many("clash", ["deaths"], days=200, a_day=20)
        found, log = judged(*events)

        assert MOST_EVENTS == len(influential(found))
        assert len(log.weighed) < len(events) / 4


def drawn(*events: Event, day: date) -> tuple[Robustness, Seen]:
    """Draw on a day of the small watch; the log remembers what was looked at."""
    found, log = judged(*events, day=day)
    return robustness(found, draws=100), log


class TestFloors:
    @pytest.mark.parametrize(("day", "held"), [(30, True), (31, False)])
    def test_hold_in_the_draws_to_their_last_day(self, day: int, held: bool) -> None:
        """Thirty days, their own day counted; afterwards the score alone counts."""
        found, _ = drawn(
            event("2026-01-01", "clash", "deaths"),
            event("2026-01-20", "talks", "summit"),
            day=date(2026, 1, day),
        )

        assert held is (found.shares == {AlertLevel.SEVERE: 1.0})
        assert held is (AlertLevel.SEVERE in found.shares)

    def test_are_held_by_any_report_that_is_true(self) -> None:
        """Two of credibility 2 hold in fifteen draws of sixteen."""
        found, _ = drawn(
            event("2026-01-05", "clash", "deaths", grade="A2"),
            event("2026-01-06", "clash", "deaths", grade="A2", id="other"),
            event("2026-01-20", "talks", "summit"),
            day=date(2026, 1, 31),
        )

        assert 0.9375 == pytest.approx(found.shares[AlertLevel.SEVERE], abs=0.05)

    def test_look_no_further_than_a_certain_report(self) -> None:
        """Where it holds in every draw, older reports are left alone."""
        small = [
            event(f"2026-01-{it:02}", "clash", "deaths", grade="A2") for it in (2, 3, 4)
        ]
        found, log = drawn(
            *small, event("2026-01-28", "clash", "deaths"), day=date(2026, 1, 31)
        )

        assert AlertLevel.CALM not in found.shares
        assert small[0].id not in log.read


class TestStatus:
    def test_rests_on_nothing_before_its_last_certain_report(self) -> None:
        """Older reports are neither drawn nor looked at, for score and for floor."""
        ended, kept, doubted = (
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-10", "treaty", "kept"),
            event("2026-01-20", "treaty", "doubted", grade="A2"),
        )
        found, log = drawn(ended, kept, doubted, day=date(2026, 1, 31))

        assert {kept.id, doubted.id} == log.read
        alone, _ = drawn(kept, doubted, day=date(2026, 1, 31))
        assert found == alone._replace(shown=found.shown)
