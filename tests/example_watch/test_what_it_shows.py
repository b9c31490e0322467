"""What `catalogue.md` promises of the shipped catalogue on real events."""

import csv
from datetime import date, timedelta
from math import fsum
from zoneinfo import ZoneInfo

import pytest

from riskctl.analysis.change.change import Moment, compare
from riskctl.analysis.checks.list import run_checks
from riskctl.analysis.days.history import History, walk_log
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.contribution import breakdown_on
from riskctl.model.indicator import Kind
from riskctl.model.period import Period
from riskctl.model.watch import Watch
from tests.example_watch.product import Day, judged
from tests.helpers import EXAMPLE, ROOT, open_folder

TOOLS = ROOT / "tools" / "example_watch" / "us-russia"
UNTIL = date(2026, 5, 31)
CLOSE = 1e-9


@pytest.fixture(scope="module")
def watch() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


@pytest.fixture(scope="module")
def history(watch: Watch) -> History:
    """Walk the whole of it once."""
    found = walk_log(watch.catalogue, watch.log, until=UNTIL)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def days() -> dict[date, Day]:
    """Judge every day once."""
    return {it.day: it for it in judged(EXAMPLE, UNTIL)}


def within(days: dict[date, Day], first: str, last: str) -> list[Day]:
    """Return the judgements from *first* to *last*."""
    span = Period(date.fromisoformat(first), date.fromisoformat(last))
    return [it for day, it in days.items() if span.first <= day <= span.last]


def peak(days: dict[date, Day], first: str, last: str) -> float:
    """Return the highest score from *first* to *last*."""
    return max(it.score for it in within(days, first, last))


class TestLevels:
    def test_are_calm_in_the_reset(self, days: dict[date, Day]) -> None:
        """Level 5 on most days of 2009-04 to 2011-10, and never worse than 4."""
        reset = [it.level for it in within(days, "2009-04-01", "2011-10-31")]

        assert reset.count(5) > len(reset) / 2
        assert {5, 4} >= set(reset)

    def test_are_severe_when_the_great_war_begins(self, days: dict[date, Day]) -> None:
        """Level 2 on every day of the first week of March 2022."""
        week = within(days, "2022-03-01", "2022-03-07")

        assert [2] * 7 == [it.level for it in week]

    def test_are_rarely_bad(self, days: dict[date, Day]) -> None:
        """Level 1 never, 2 on at most 8 % of all days, 3 or worse on at most 45 %."""
        every = [it.level for it in days.values()]

        assert 1 not in every
        assert every.count(2) <= 0.08 * len(every)
        assert sum(it <= 3 for it in every) <= 0.45 * len(every)


class TestPeaks:
    def test_stand_in_the_order_of_the_crises(self, days: dict[date, Day]) -> None:
        """March 2022, then 2022 to 2024, then April 2018, April 2014, Georgia."""
        march_2022 = peak(days, "2022-03-01", "2022-03-07")
        ukraine = [
            peak(days, "2022-09-01", "2022-11-30"),
            peak(days, "2023-03-01", "2023-05-31"),
            peak(days, "2024-11-16", "2024-11-30"),
        ]
        syria = peak(days, "2018-04-01", "2018-04-30")
        crimea = peak(days, "2014-04-01", "2014-04-30")
        georgia = peak(days, "2008-08-01", "2008-09-30")

        assert march_2022 > max(ukraine)
        # Above April 2018, or within a point of it.
        assert min(ukraine) > syria - 1
        assert syria > crimea
        assert crimea > georgia


class TestExpiryOfTheTreaty:
    def test_and_the_restored_line_move_opposite_ways(self, watch: Watch) -> None:
        """On 2026-02-05 one reading of the ground worsens and another eases."""
        change = compare(
            watch,
            Moment(as_of=date(2026, 2, 4)),
            Moment(as_of=date(2026, 2, 5)),
        )
        moved = {
            part.indicator.id: part.points
            for part in change.parts
            if part.events and part.indicator.kind.is_ground
        }

        assert moved["new-start"] > 0
        assert min(moved.values()) < 0
        assert all(
            part.events[0].date == date(2026, 2, 5)
            for part in change.parts
            if part.events
        )


class TestWatch:
    def test_has_nothing_to_find(self, watch: Watch) -> None:
        """It is a healthy one."""
        assert [] == [str(it) for it in run_checks(watch, today=UNTIL)]

    def test_was_learned_after_it_happened(self, watch: Watch) -> None:
        """No event was recorded before its day."""
        zone = ZoneInfo(watch.settings.timezone)

        assert [] == [
            it.id
            for it in watch.log.events
            if it.recorded.astimezone(zone).date() < it.date
        ]

    def test_has_the_shipped_catalogue(self) -> None:
        """Byte for byte."""
        assert (ROOT / "data" / "indicators.toml").read_bytes() == (
            EXAMPLE / "indicators.toml"
        ).read_bytes()

    def test_has_a_ground_of_fifty(self, watch: Watch) -> None:
        """29 indicators; the weight of a status or contact is the most it can add."""
        ground = [it.weight for it in watch.catalogue if it.kind is not Kind.INCIDENT]

        assert 50 == fsum(ground)
        assert 29 == len(watch.catalogue.indicators)

    def test_can_be_found_and_read(self, watch: Watch) -> None:
        """Every indicator has words and a goal, every value a title and a sentence."""
        assert [] == [
            it.id
            for it in watch.catalogue
            if not (it.words and it.question and it.why)
            or not watch.catalogue.goal_of(it.id)
            or not all(value.title and value.means for value in it.scale)
        ]

    def test_says_that_it_was_compiled_afterwards(self, watch: Watch) -> None:
        """One review of everything over the whole period, recorded after its end."""
        (review,) = watch.log.reviews

        assert watch.log.in_force[0].date == review.since
        assert {it.id for it in watch.catalogue} == set(review.indicators)
        assert max(it.date for it in watch.log.events) <= review.date
        assert review.recorded.date() > review.date
        assert review.note

    @pytest.mark.parametrize("name", ["mapping.csv", "additions.csv"])
    def test_holds_every_dated_row(self, watch: Watch, name: str) -> None:
        """With its date, indicator, value and title."""
        logged = {
            (it.date.isoformat(), it.indicator, it.value, it.title)
            for it in watch.log.events
        }

        assert [] == [
            row
            for row in rows(name)
            if (row["date"], row["indicator"], row["value"], row["title"]) not in logged
        ]

    def test_holds_every_starting_position_and_no_more(self, watch: Watch) -> None:
        """The rows of the three tables are all the events there are."""
        logged = {(it.indicator, it.value, it.title) for it in watch.log.events}
        starts = rows("starting_positions.csv")
        count = sum(
            len(rows(it))
            for it in ("mapping.csv", "additions.csv", "starting_positions.csv")
        )

        assert {
            (row["indicator"], row["value"], row["title"]) for row in starts
        } <= logged
        assert count == len(watch.log.events)

    def test_leaves_rows_out_for_a_reason(self) -> None:
        """And never one that it also maps."""
        out = {(row["date"], row["title"]) for row in rows("left_out.csv")}
        used = {(row["date"], row["title"]) for row in rows("mapping.csv")}

        assert not out & used
        assert all(row["reason"] for row in rows("left_out.csv"))


class TestScores:
    def test_are_the_same_from_scratch_on_every_seventh_day(
        self, watch: Watch, history: History
    ) -> None:
        """Eighteen years of carrying on have drifted by nothing that shows."""
        assert_same(watch, history, step=7)

    @pytest.mark.slow
    def test_are_the_same_from_scratch_on_every_day(
        self, watch: Watch, history: History
    ) -> None:
        """On all of them."""
        assert_same(watch, history, step=1)

    def test_are_those_of_the_judgement(self, watch: Watch, history: History) -> None:
        """A day's judgement and the walk's last day tell one story."""
        assessment = assess(watch, as_of=UNTIL)

        assert abs(assessment.score - history.end.score) <= CLOSE
        assert assessment.day == history.on(UNTIL)


def assert_same(watch: Watch, history: History, *, step: int) -> None:
    """Compare the walk with the sum of all events on every *step*-th day."""
    events, looked = watch.log.in_force, watch.log.first_reviews()
    scores = history.scores(Period(history.first, history.last))
    assert len(history) == len(scores)
    for offset in range(0, len(history), step):
        day = history.first + timedelta(days=offset)
        scratch = breakdown_on(watch.catalogue, events, as_of=day, reviewed=looked)
        assert abs(scratch.score - scores[offset]) <= CLOSE, day


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables beside the script."""
    with (TOOLS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
