"""What `catalogue.md` promises of the shipped catalogue on real events."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from math import fsum
from zoneinfo import ZoneInfo

import pytest

from riskctl.analysis.change.change import Moment, compare
from riskctl.analysis.checks.list import run_checks
from riskctl.analysis.days.day import Day
from riskctl.analysis.days.history import History, walk
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.contribution import contributions_on
from riskctl.model.alert import AlertLevel
from riskctl.model.period import Period
from riskctl.model.watch import Watch
from tests.helpers import EXAMPLE, ROOT, open_folder

TOOLS = ROOT / "tools" / "example_watch"
UNTIL = date(2026, 5, 31)
CLOSE = 1e-9


@pytest.fixture(scope="module")
def watch() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


@pytest.fixture(scope="module")
def history(watch: Watch) -> History:
    """Walk the whole of it once."""
    found = walk(watch.catalogue, watch.log.ledger(watch.catalogue), until=UNTIL)
    assert found is not None
    return found


def levels(history: History, first: str, last: str) -> list[AlertLevel]:
    """Return the level of each day from *first* to *last*."""
    return [standing.level for standing in standings(history, first, last)]


def standings(history: History, first: str, last: str) -> Iterator[Day]:
    """Yield the standings from *first* to *last*."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        standing = history.on(day)
        assert standing is not None
        yield standing
        day += timedelta(days=1)


def peak(history: History, first: str, last: str) -> float:
    """Return the highest score from *first* to *last*."""
    span = Period(date.fromisoformat(first), date.fromisoformat(last))
    return max(history.scores(span))


class TestLevels:
    def test_are_calm_in_the_reset(self, history: History) -> None:
        """Level 5 on most days of 2009-04 to 2011-10, and never worse than 4."""
        reset = levels(history, "2009-04-01", "2011-10-31")

        assert reset.count(AlertLevel.CALM) > len(reset) / 2
        assert {AlertLevel.CALM, AlertLevel.WATCHFUL} >= set(reset)

    def test_are_severe_when_the_great_war_begins(self, history: History) -> None:
        """Level 2 in the first week of March 2022."""
        assert {AlertLevel.SEVERE} == set(levels(history, "2022-03-01", "2022-03-07"))

    def test_are_rarely_bad(self, history: History) -> None:
        """Level 1 never, 2 on at most 8 % of all days, 3 or worse on at most 45 %."""
        every = levels(history, history.first.isoformat(), UNTIL.isoformat())

        assert AlertLevel.IMMINENT not in every
        assert every.count(AlertLevel.SEVERE) <= 0.08 * len(every)
        assert sum(it.is_at_least(AlertLevel.TENSE) for it in every) <= 0.45 * len(
            every
        )


class TestPeaks:
    def test_stand_in_the_order_of_the_crises(self, history: History) -> None:
        """March 2022, then 2022 to 2024, then April 2018, April 2014, Georgia."""
        march_2022 = peak(history, "2022-03-01", "2022-03-07")
        ukraine = [
            peak(history, "2022-09-01", "2022-11-30"),
            peak(history, "2023-03-01", "2023-05-31"),
            peak(history, "2024-11-16", "2024-11-30"),
        ]
        syria = peak(history, "2018-04-01", "2018-04-30")
        crimea = peak(history, "2014-04-01", "2014-04-30")
        georgia = peak(history, "2008-08-01", "2008-09-30")

        assert march_2022 > max(ukraine)
        assert min(ukraine) > syria
        assert syria > crimea
        assert crimea > georgia


class TestExpiryOfTheTreaty:
    def test_and_the_restored_line_move_opposite_ways(self, watch: Watch) -> None:
        """On 2026-02-05 one structural reading rises, another falls, both shown."""
        change = compare(
            watch,
            Moment(as_of=date(2026, 2, 4)),
            Moment(as_of=date(2026, 2, 5)),
        )
        moved = {
            part.indicator.id: part.points
            for part in change.parts
            if part.events and part.indicator.kind.is_structural
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

    def test_weighs_a_hundred(self, watch: Watch) -> None:
        """25 indicators; a weight is the most points it can add."""
        assert pytest.approx(100.0) == watch.catalogue.total_weight
        assert 25 == len(watch.catalogue.indicators)

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
        """The rows of the three tables are all there is."""
        logged = {(it.indicator, it.value, it.title) for it in watch.log.events}
        starts = rows("starting_positions.csv")
        count = sum(
            len(rows(it))
            for it in ("mapping.csv", "additions.csv", "starting_positions.csv")
        )

        assert {
            (row["indicator"], row["value"], row["title"]) for row in starts
        } <= logged
        assert count == len(watch.log)

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
    events = watch.log.in_force
    scores = history.scores(Period(history.first, history.last))
    assert len(history) == len(scores)
    for offset in range(0, len(history), step):
        day = history.first + timedelta(days=offset)
        scratch = fsum(
            it.points for it in contributions_on(watch.catalogue, events, as_of=day)
        )
        assert abs(scratch - scores[offset]) <= CLOSE, day


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables beside the script."""
    with (TOOLS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
