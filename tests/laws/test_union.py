from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.model.log import Log
from riskctl.model.record import Event, Record
from riskctl.model.selection import EventFilter
from riskctl.storage.text.writer import block
from tests.helpers import make_watch, open_folder, united
from tests.laws.strategies import LAW, days, log_of, moments, records

pytestmark = pytest.mark.trust("R13")


def contents(log: Log) -> tuple[frozenset[Record], int]:
    """Return the records, and how many there are."""
    return frozenset(log.records), len(log)


def union(*logs: Log) -> Log:
    """Merge logs from left to right."""
    merged = Log()
    for log in logs:
        merged = united(merged, log.records)
    return merged


class TestUnion:
    @LAW
    @given(records(), st.data())
    def test_is_commutative_associative_and_idempotent(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """Whoever merges what first, everyone has the same records."""
        parts = [
            log_of(data.draw(st.lists(st.sampled_from(found), unique_by=id)))
            for _ in range(3)
        ]
        one, two, three = parts

        assert contents(union(one, two)) == contents(union(two, one))
        assert contents(union(union(one, two), three)) == contents(
            union(one, union(two, three))
        )
        assert contents(union(one, one)) == contents(one)
        assert union(one, two).in_force == union(two, one).in_force

    @LAW
    @given(records(), st.lists(st.integers(0, 2), min_size=20, max_size=20))
    def test_is_what_reading_a_folder_gives(
        self, found: list[Record], where: list[int]
    ) -> None:
        """A record counts once, in whichever files it stands, and however often."""
        files: dict[str, str] = {"a.toml": "# a\n", "b.toml": "# b\n"}
        for record, place in zip(found, where, strict=False):
            for number, name in enumerate(files):
                if place in {number, 2}:
                    files[name] += block(record) + "\n"
        with TemporaryDirectory() as folder:
            watch = open_folder(make_watch(Path(folder), files))

        assert contents(log_of(found)) == contents(watch.log)
        assert {"unique-ids"} >= {it.check for it in watch.problems}
        assert not any(it.blocking for it in watch.problems)
        assert log_of(found).in_force == watch.log.in_force


class TestRevised:
    @LAW
    @given(records(), st.one_of(st.none(), moments), st.one_of(st.none(), moments))
    def test_is_what_came_or_went(
        self, found: list[Record], one: datetime | None, other: datetime | None
    ) -> None:
        """Each event once; from a moment to itself nothing does."""
        log = log_of(found)
        before, after = (frozenset(log.as_known(it).in_force) for it in (one, other))
        revised = log.revised(one, other)

        assert before ^ after == frozenset(revised)
        assert len(revised) == len(frozenset(revised))
        assert frozenset(log.revised(other, one)) == frozenset(revised)
        assert () == log.revised(one, one)


class TestAnswers:
    @LAW
    @given(records(), days)
    def test_are_those_of_the_events_in_force(
        self, found: list[Record], day: date
    ) -> None:
        """What a judgement asks of a log, by another way."""
        log = log_of(found)
        happened = [it for it in log.in_force if it.date <= day]
        later = [it for it in log.in_force if it.date > day]
        planned = [it for it in log.events if it.scheduled]
        gone = log.withdrawn | {it.confirms for it in log.in_force}
        open_ = [it for it in planned if it.id not in gone]
        by_name: dict[str, list[Event]] = {}
        for event in happened:
            by_name.setdefault(event.indicator, []).append(event)

        assert happened[::-1] == list(log.newest_first(until=day))
        for name in ("clash", "treaty", "talks"):
            assert by_name.get(name, [])[::-1] == list(
                log.newest_first(until=day, indicator=name)
            )
        assert {name: news[-1].date for name, news in by_name.items()} == (
            log.last_events(by_name, until=day)
        )
        assert {it for it in open_ if it.date > day} == {*log.scheduled_after(day)}
        assert {it for it in open_ if it.date <= day} == {*log.due_by(day)}
        assert not {*planned} & {*log.in_force}
        assert later == list(log.select(EventFilter(first=day + timedelta(days=1))))
        for event in log.events:
            assert log.counts(event) is (event in log.in_force)
            assert log.event(event.id) is event
        for name in ("clash", "talks"):
            seen = [it for it in log.standing_reviews if name in it.indicators]
            lasts = [min(it.date, day) for it in seen if it.first_day <= day]
            firsts = [it.first_day for it in seen]
            assert log.last_reviews(until=day).get(name) == max(lasts, default=None)
            assert log.first_reviews().get(name) == min(firsts, default=None)
