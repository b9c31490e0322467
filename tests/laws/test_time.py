"""What the looks back and ahead say is what the judgement of each day says."""

from datetime import date, datetime, timedelta
from math import fsum
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riskctl.analysis.change.causes import Cause
from riskctl.analysis.change.change import Moment, change_between
from riskctl.analysis.change.outlook import look_ahead
from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.days.day import Day
from riskctl.analysis.days.events import by_indicator
from riskctl.analysis.days.floors import floors_after, floors_on
from riskctl.analysis.days.history import walk, walk_log
from riskctl.analysis.days.sums import carried
from riskctl.analysis.judgement.assessment import assess
from riskctl.model.amended import recounted
from riskctl.model.catalogue import Catalogue
from riskctl.model.ledger import Ledger
from riskctl.model.log import Log
from riskctl.model.month import month_of
from riskctl.model.period import Period, end_of
from riskctl.model.record import Event, Record
from riskctl.model.watch import Watch
from tests.helpers import CATALOGUE, EXAMPLE, ledger_of, open_folder, united
from tests.laws.naive_floors import periods_of
from tests.laws.strategies import (
    LAW,
    SLOW_LAW,
    SPAN_DAYS,
    START,
    days,
    moments,
    records,
    watch_of,
)

LAST = START + timedelta(days=SPAN_DAYS)
WHOLE = Period(START, LAST)
CLOSE = 1e-9
# Another floor, of two conditions, and one that is short.
FLOORS = (
    CATALOGUE
    + """
[[floor]]
name = "both"
level = 1
hold_days = 10
reason = "Worse together."
when = [
  { indicator = "clash", at_least = "shots" },
  { indicator = "treaty", at_least = "doubted" },
]

[[floor]]
name = "strange"
level = 4
hold_days = 2
reason = "Nobody meets without a reason."
when = [{ indicator = "talks", at_least = "call" }]
"""
)
FIRST_DAY, LAST_DAY = date(2007, 12, 1), date(2026, 6, 30)


def assert_same(one: Day | None, other: Day | None) -> None:
    """Compare two standings; scores may differ by what a float forgets."""
    assert (one is None) == (other is None)
    if one and other:
        assert abs(one.score - other.score) <= CLOSE
        assert (one.date, one.level, one.since, one.came_from, one.calm_days) == (
            other.date,
            other.level,
            other.since,
            other.came_from,
            other.calm_days,
        )


def random_days(count: int, *, seed: int) -> list[date]:
    """Return days of the example's time, a few before it, the same at every run."""
    chance = Random(seed)  # noqa: S311 repeatable, not secret
    span = (LAST_DAY - FIRST_DAY).days
    return [FIRST_DAY + timedelta(days=chance.randint(0, span)) for _ in range(count)]


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


class TestRecounted:
    @LAW
    @given(
        records(),
        st.lists(moments, min_size=1, max_size=3),
        st.integers(0, SPAN_DAYS),
    )
    def test_history_is_the_fresh_walk(
        self, found: list[Record], known: list[datetime], stop: int
    ) -> None:
        """Bit for bit, in every month, whatever was learned or withdrawn since."""
        watch = watch_of(found)
        catalogue = watch.catalogue
        counted = watch.log.as_known(known[0]).in_force
        ledger: Ledger = ledger_of(catalogue, counted)
        for moment in (*known[1:], None):
            noted(catalogue, ledger, until=START + timedelta(days=stop))
            now = watch.log.as_known(moment).in_force
            ledger = recounted(ledger, catalogue, {*counted} ^ {*now}, now)
            counted = now
        fresh = ledger_of(catalogue, counted)

        assert noted(catalogue, fresh, until=LAST) == noted(
            catalogue, ledger, until=LAST
        )
        one, other = (walk(catalogue, it, until=LAST) for it in (fresh, ledger))
        assert (one is None) is (other is None)
        if one and other:
            assert (len(one), one.first) == (len(other), other.first)
            assert one.scores(WHOLE) == other.scores(WHOLE)
            assert one.turns() == other.turns()
            assert list(one.within(WHOLE)) == list(other.within(WHOLE))
            for day in (START + timedelta(days=stop), LAST):
                assert floors_on(one, day) == floors_on(other, day)

    @LAW
    @given(records(), moments)
    def test_knowledge_is_the_fresh_walk(
        self, found: list[Record], moment: datetime
    ) -> None:
        """What was known at a moment is counted on the pages of what is known."""
        watch = watch_of(found)
        now = watch.log.ledger(watch.catalogue)
        noted(watch.catalogue, now, until=LAST)
        then = watch.log.as_known(moment)
        fresh = ledger_of(watch.catalogue, then.in_force)

        assert noted(watch.catalogue, fresh, until=LAST) == noted(
            watch.catalogue, then.ledger(watch.catalogue), until=LAST
        )


def noted(
    catalogue: Catalogue, ledger: Ledger, *, until: date
) -> list[tuple[bytes | None, ...]]:
    """Work out what a ledger gives, and return the pages of its months."""
    history = walk(catalogue, ledger, until=until)
    if history is None:
        return []
    assert history.end.date == until
    carried(catalogue, ledger, as_of=until)
    months = range(month_of(START), month_of(until) + 1)
    kinds = (history.page_name, "sums")
    return [tuple(ledger.recall(kind, it) for kind in kinds) for it in months]


class TestFloors:
    @LAW
    @given(records(), st.sampled_from([25, SPAN_DAYS + 1]))
    def test_hold_on_the_days_that_their_events_give(
        self, found: list[Record], span: int
    ) -> None:
        """
        Carried from day to day, or from all the events at once.

        The same ones, firm or provisional, since the same day, and until the same,
        by what had happened by the day.
        """
        closer = [
            it._replace(date=START + (it.date - START) % timedelta(days=span))
            if isinstance(it, Event)
            else it
            for it in found
        ]
        watch = watch_of(closer, catalogue=FLOORS)
        history = walk_log(watch.catalogue, watch.log, until=LAST)
        assume(history)
        assert history

        for offset in range((LAST - history.first).days + 1):
            day = history.first + timedelta(days=offset)
            happened = by_indicator(watch.log.in_force, as_of=day)
            judged: dict[str, tuple[bool, date, date | None]] = {}
            for floor in watch.catalogue.floors:
                for weak in (False, True):
                    for it in periods_of(watch.catalogue, floor, happened, weak=weak):
                        if day in it:
                            end = None if it.last == date.max else it.last
                            judged.setdefault(floor.name, (weak, it.first, end))
            held = floors_on(history, day)
            assert judged == {
                it.floor.name: (it.provisional, it.since, it.until) for it in held
            }
            assert held == floors_after(watch.catalogue, happened, day=day)


class TestTimeline:
    @SLOW_LAW
    @given(records(), st.one_of(st.none(), moments))
    def test_days_are_those_of_the_judgement(
        self, found: list[Record], moment: datetime | None
    ) -> None:
        """Every one of them, with the knowledge of any moment."""
        watch = watch_of(found)
        result = timeline(watch, WHOLE, known_at=moment, as_known=False)
        shown = {it.date: it for it in result.days}

        for offset in range(0, SPAN_DAYS + 1, 4):
            day = START + timedelta(days=offset)
            judged = assess(watch, as_of=day, known_at=moment)
            assert_same(judged.day, shown.get(day))

    @SLOW_LAW
    @given(records(), st.one_of(st.none(), moments))
    def test_days_as_known_are_those_of_the_judgement_at_their_end(
        self, found: list[Record], moment: datetime | None
    ) -> None:
        """Late records, corrections and scheduled events come when they came."""
        watch = watch_of(found)
        result = timeline(watch, WHOLE, known_at=moment, as_known=True)
        shown = {it.date: it for it in result.days}

        for offset in range(0, SPAN_DAYS + 1, 4):
            day = START + timedelta(days=offset)
            end = end_of(day, "UTC")
            known = min(end, moment or end)
            judged = assess(watch, as_of=day, known_at=known)
            assert_same(judged.day, shown.get(day))

    @SLOW_LAW
    @given(records(), st.booleans())
    def test_has_a_turning_point_for_each_change_of_level(
        self, found: list[Record], as_known: bool
    ) -> None:
        """And no other; the first shown day may be one."""
        result = timeline(watch_of(found), WHOLE, known_at=None, as_known=as_known)
        changes = [
            (after.date, before.level, after.level)
            for before, after in zip(result.days, result.days[1:], strict=False)
            if before.level is not after.level
        ]

        assert changes == [
            (it.turn.day, it.turn.before, it.turn.after) for it in result.turning_points
        ]
        assert as_known or not any(it.revised for it in result.turning_points)


class TestOutlook:
    @SLOW_LAW
    @given(records(), days)
    def test_is_what_a_silent_log_will_say(
        self, found: list[Record], as_of: date
    ) -> None:
        """The level of each coming day is its judgement, when nothing is logged."""
        watch = watch_of(found)
        outlook = look_ahead(assess(watch, as_of=as_of), days=60)
        silent = silenced(watch, as_of)

        for offset in range(0, 61, 4):
            day = as_of + timedelta(days=offset)
            judged = assess(silent, as_of=day).day
            if outlook is None:
                assert offset > 0 or judged is None
            else:
                assert_same(judged, outlook.history.on(day))

    @SLOW_LAW
    @given(records(), days)
    def test_entries_do_what_they_say_when_logged(
        self, found: list[Record], as_of: date
    ) -> None:
        """The smallest that moves the level moves it; the smaller ones do not."""
        watch = watch_of(found)
        outlook = look_ahead(assess(watch, as_of=as_of), days=1)
        assume(outlook)
        assert_levers(watch, as_of, others=3)


def silenced(watch: Watch, as_of: date) -> Watch:
    """Return the watch as it stays when nothing is logged after *as_of*."""
    kept: list[Record] = [
        *(it for it in watch.log.in_force if it.date <= as_of),
        *(it for it in watch.log.standing_reviews if it.first_day <= as_of),
    ]
    return Watch(
        settings=watch.settings,
        catalogue=watch.catalogue,
        log=united(Log(), kept),
    )


def one_more(watch: Watch, as_of: date, indicator: str, value: str) -> Event:
    """Return one more event of credibility 1, recorded last."""
    model = watch.log.in_force[0]
    last = max(it.recorded for it in watch.log.events)
    return Event(
        id="~",
        date=as_of,
        indicator=indicator,
        value=value,
        title="one more",
        grade=type(model.grade)("A", 1),
        recorded=last + timedelta(seconds=1),
    )


def logged(watch: Watch, new: Event, *, whole: bool) -> Day:
    """Return where the level stands on the day of an event that is logged."""
    catalogue = watch.catalogue
    if whole:
        ledger: Ledger = ledger_of(catalogue, united(watch.log, [new]).in_force)
    else:
        ledger = watch.log.ledger_after(watch.log.followed_by(new), catalogue)
    looked = watch.log.first_reviews()
    history = walk(catalogue, ledger, until=new.date, reviewed=looked)
    assert history
    return history.end


def assert_levers(
    watch: Watch, as_of: date, *, others: int, whole: bool = True
) -> None:
    """
    Log every entry of an indicator, each in a copy of its own.

    Args:
        others: How many of the indicators that cannot move the level are tried, too.
        whole: Count all the events anew each time; or the day's, which is the same
            by the laws of the ledger.
    """
    outlook = look_ahead(assess(watch, as_of=as_of), days=1)
    today = assess(watch, as_of=as_of)
    assert outlook
    assert today.level
    moving = [it for it in outlook.levers if it.raises or it.lowers]
    still = [it for it in outlook.levers if it not in moving]
    chance = Random(as_of.toordinal())  # noqa: S311 repeatable, not secret
    chosen = chance.sample(still, min(others, len(still)))
    for lever in (*moving, *chosen):
        sizes = [abs(it.points) for it in lever.entries]
        assert sizes == sorted(sizes)
        assert len(lever.entries) == len(lever.indicator.scale)
        raised = lowered = False
        for entry in lever.entries:
            new = one_more(watch, as_of, lever.indicator.id, entry.value.name)
            after = logged(watch, new, whole=whole)
            assert after.level is entry.level
            assert abs(after.score - today.score - entry.points) <= CLOSE
            rises = after.level.is_worse_than(today.level)
            falls = today.level.is_worse_than(after.level)
            if rises and not raised:
                assert lever.raises is entry
            if falls and not lowered:
                assert lever.lowers is entry
            raised, lowered = raised or rises, lowered or falls
            if raised and lowered:
                break
        assert raised is (lever.raises is not None)
        assert lowered is (lever.lowers is not None)


@pytest.mark.slow
class TestExample:
    def test_history_agrees_with_the_judgement_on_200_days(
        self, example: Watch
    ) -> None:
        """With and without `--known-at`."""
        assert_history_agrees(example, random_days(200, seed=2))

    def test_as_known_agrees_with_the_judgement_on_200_days(
        self, example: Watch
    ) -> None:
        """Each with what was recorded by its end."""
        assert_as_known_agrees(example, random_days(200, seed=4))

    def test_change_sums_for_200_pairs(self, example: Watch) -> None:
        """Of days and moments."""
        assert_changes_sum(example, 200, seed=6)

    def test_outlook_agrees_with_silence_on_50_days(self, example: Watch) -> None:
        """On the dates it names, the day before and the last one."""
        assert_silence_agrees(example, random_days(50, seed=8))

    def test_smallest_entries_move_the_level(self, example: Watch) -> None:
        """On the day of the highest score."""
        assert_levers(example, date(2022, 3, 8), others=1)

    def test_smallest_entries_move_the_level_on_50_days(self, example: Watch) -> None:
        """And the next smaller ones do not."""
        for day in random_days(60, seed=9):
            if assess(example, as_of=day).level:
                assert_levers(example, day, others=3, whole=False)


def assert_history_agrees(watch: Watch, chosen: list[date]) -> None:
    """Compare the walk's days with the judgement of each."""
    whole = Period(FIRST_DAY, LAST_DAY)
    for moment in (None, end_of(date(2022, 3, 1), "UTC")):
        result = timeline(watch, whole, known_at=moment, as_known=False)
        shown = {it.date: it for it in result.days}
        for day in chosen:
            judged = assess(watch, as_of=day, known_at=moment)
            assert_same(judged.day, shown.get(day))


def assert_as_known_agrees(watch: Watch, chosen: list[date]) -> None:
    """Compare the days as they were known with the judgement of each."""
    whole = Period(FIRST_DAY, LAST_DAY)
    result = timeline(watch, whole, known_at=None, as_known=True)
    shown = {it.date: it for it in result.days}
    for day in chosen:
        judged = assess(watch, as_of=day, known_at=end_of(day, "UTC"))
        assert_same(judged.day, shown.get(day))


def assert_changes_sum(watch: Watch, count: int, *, seed: int) -> None:
    """Compare random pairs: the parts sum, and each cause has its own."""
    one, other = random_days(count, seed=seed), random_days(count, seed=-seed)
    chance = Random(seed)  # noqa: S311 repeatable, not secret
    for pair in zip(one, other, strict=True):
        known = [
            chance.choice([None, end_of(it, "UTC")])
            for it in random_days(2, seed=chance.randint(0, 1 << 30))
        ]
        start, end = (
            Moment(as_of=day, known_at=moment)
            for day, moment in zip(sorted(pair), known, strict=True)
        )
        before = assess(watch, as_of=start.as_of, known_at=start.known_at)
        after = assess(watch, as_of=end.as_of, known_at=end.known_at)
        change = change_between(watch.log, before, after)
        moved = after.score - before.score
        assert abs(fsum(it.points for it in change.parts) - moved) <= CLOSE
        assert abs(fsum(change.causes.values()) - moved) <= CLOSE
        named = [(it.cause, it.indicator.id) for it in change.parts]
        assert len(named) == len(set(named))
        assert {it.cause for it in change.parts} <= set(Cause)
        events = [it.id for part in change.parts for it in part.events]
        assert len(events) == len(set(events))


def assert_silence_agrees(watch: Watch, chosen: list[date]) -> None:
    """Ask the judgement on the dates of the outlook, with nothing logged."""
    for as_of in chosen:
        outlook = look_ahead(assess(watch, as_of=as_of), days=400)
        silent = silenced(watch, as_of)
        if outlook is None:
            assert assess(silent, as_of=as_of).level is None
            continue
        for turn in outlook.turns:
            eve = assess(silent, as_of=turn.day - timedelta(days=1))
            assert eve.level is turn.before
            assert assess(silent, as_of=turn.day).level is turn.after
        level = outlook.turns[-1].after if outlook.turns else None
        end = assess(silent, as_of=outlook.until)
        assert end.level is (level or assess(silent, as_of=as_of).level)
        assert abs(end.score - outlook.history.end.score) <= CLOSE
