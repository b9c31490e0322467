from datetime import UTC, date, datetime

import pytest

from riskctl.model.record import Note, Retraction, Review
from riskctl.model.search import Meant
from riskctl.model.selection import EventFilter, notes_in, reviews_in
from tests.helpers import event, log_of

ONE = event("2026-01-01", "clash", "shots", id="one", title="Shots at the RIVER")
TWO = event("2026-01-02", "talks", "call", id="two", title="A call", note="by river")
GONE = event("2026-01-03", "talks", "summit", id="gone", title="A summit")
LOG = log_of(
    events=(GONE, TWO, ONE),
    retractions=(
        Retraction(id="r", record="gone", reason="no", recorded=GONE.recorded),
    ),
)


class TestSelect:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (EventFilter(), ["one", "two"]),
            (EventFilter(withdrawn=True), ["one", "two", "gone"]),
            (EventFilter(indicators=("talks",)), ["two"]),
            (EventFilter(indicators=("talks", "clash")), ["one", "two"]),
            (EventFilter(first=date(2026, 1, 2)), ["two"]),
            (EventFilter(last=date(2026, 1, 1)), ["one"]),
            (EventFilter(first=date(2026, 1, 2), last=date(2026, 1, 1)), []),
            (EventFilter(text="river"), ["one", "two"]),
            (EventFilter(text="RIVER", indicators=("clash",)), ["one"]),
            (EventFilter(text="tw"), ["two"]),
            (EventFilter(text="[.*"), []),
            (EventFilter(newest=1), ["two"]),
            (EventFilter(newest=2, withdrawn=True), ["two", "gone"]),
            (EventFilter(newest=1, indicators=("clash",)), ["one"]),
            (EventFilter(newest=9), ["one", "two"]),
            (EventFilter(newest=0), []),
        ],
    )
    def test_gives_what_is_meant_oldest_first(
        self, wanted: EventFilter, found: list[str]
    ) -> None:
        """Every wish narrows it; text is a part, not a pattern."""
        assert found == [it.id for it in LOG.select(wanted)]


PLAN = event("2026-01-05", "talks", "summit", id="plan", scheduled=True)
MENDED = event("2026-01-01", "clash", "deaths", id="mended", replaces="one")
WIDER = log_of(
    events=(GONE, TWO, ONE, PLAN, MENDED._replace(sources=("https://E.org/X",))),
    retractions=(
        Retraction(id="r", record="gone", reason="no", recorded=GONE.recorded),
    ),
)


CALL = Meant(values=frozenset({("talks", "call")}))


class TestRareWishes:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (EventFilter(plans=True), ["mended", "two", "plan"]),
            (EventFilter(withdrawn=True), ["mended", "one", "two", "gone", "plan"]),
            (EventFilter(replacing=True), ["mended"]),
            (EventFilter(address="e.org/x"), ["mended"]),
            (EventFilter(address="example.org/a", withdrawn=True, newest=2),
             ["gone", "plan"]),
            (EventFilter(recorded_since=TWO.recorded), ["two"]),
            (EventFilter(recorded_until=ONE.recorded), ["mended"]),
            (EventFilter(recorded_since=TWO.recorded, recorded_until=ONE.recorded), []),
            (EventFilter(text="river", meant=Meant(frozenset({"clash"}))),
             ["mended", "two"]),
            (EventFilter(text="zzz", meant=CALL),
             ["two"]),
            (EventFilter(meant=Meant(frozenset({"clash"}))), ["mended", "two"]),
        ],
    )  # fmt: skip
    def test_are_narrowed_one_by_one(
        self, wanted: EventFilter, found: list[str]
    ) -> None:
        """Each of them by itself."""
        assert found == [it.id for it in WIDER.select(wanted)]

    @pytest.mark.parametrize(
        ("since", "until", "earliest", "latest", "may"),
        [
            (None, None, None, None, True),
            (9, None, 8, 9, True),
            (9, None, 7, 8, False),
            (9, None, None, None, False),
            (None, 9, 9, 10, True),
            (None, 9, 10, 11, False),
            (None, 9, None, None, False),
            (9, 9, 9, 9, True),
        ],
    )
    def test_a_part_may_hold_what_was_recorded_between_its_ends(
        self,
        since: int | None,
        until: int | None,
        earliest: int | None,
        latest: int | None,
        may: bool,
    ) -> None:
        """Both of them included; a part without any record holds nothing."""
        hours = [
            None if it is None else datetime(2026, 1, 1, it, tzinfo=UTC)
            for it in (since, until, earliest, latest)
        ]
        wanted = EventFilter(recorded_since=hours[0], recorded_until=hours[1])
        assert wanted.may_be_recorded(*hours[2:]) is may


def note(name: str, day: int, title: str = "x", *, hour: int = 12) -> Note:
    """Return a note."""
    return Note(
        id=name,
        date=date(2026, 1, day),
        title=title,
        recorded=datetime(2026, 1, day, hour, tzinfo=UTC),
        note="on the River" if name == "b" else "",
    )


class TestNotes:
    notes = (note("c", 5, hour=14), note("a", 2, "Rivers"), note("b", 5, hour=9))

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (EventFilter(), "abc"),
            (EventFilter(indicators=("clash",)), ""),
            (EventFilter(first=date(2026, 1, 5)), "bc"),
            (EventFilter(last=date(2026, 1, 4)), "a"),
            (EventFilter(text="RIVER"), "ab"),
            (EventFilter(text="c"), "c"),
            (EventFilter(recorded_since=notes[2].recorded), "bc"),
            (EventFilter(recorded_until=notes[2].recorded), "ab"),
            (EventFilter(newest=2), "bc"),
            (EventFilter(newest=9), "abc"),
            (EventFilter(newest=0), ""),
        ],
    )
    def test_are_found_as_events_are(self, wanted: EventFilter, found: str) -> None:
        """But for what is asked of an indicator: they have none."""
        assert found == "".join(it.id for it in notes_in(self.notes, wanted))


def review(
    name: str, day: int, *indicators: str, note: str = "", hour: int = 12
) -> Review:
    """Return a look at some indicators."""
    return Review(
        id=name,
        date=date(2026, 1, day),
        indicators=indicators,
        recorded=datetime(2026, 1, day, hour, tzinfo=UTC),
        note=note,
    )


class TestReviews:
    late = review("a", 5, "clash", "talks", hour=14)
    early = review("b", 5, "clash", note="by the River", hour=9)
    same = review("c", 5, "talks", hour=9)
    first = review("d", 2, "treaty")
    period = review("e", 9, "treaty")._replace(since=date(2026, 1, 4))

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (EventFilter(), "dbcae"),
            (EventFilter(indicators=("clash",)), "ba"),
            (EventFilter(indicators=("clash", "treaty")), "dbae"),
            (EventFilter(first=date(2026, 1, 5)), "bcae"),
            (EventFilter(first=date(2026, 1, 6)), "e"),
            (EventFilter(last=date(2026, 1, 4)), "de"),
            (EventFilter(last=date(2026, 1, 3)), "d"),
            (EventFilter(text="river"), "b"),
            (EventFilter(text="TREATY"), "de"),
            (EventFilter(recorded_since=late.recorded), "ae"),
            (EventFilter(newest=2), "ae"),
            (EventFilter(newest=9), "dbcae"),
            (EventFilter(newest=0), ""),
        ],
    )
    def test_are_found_as_events_are(self, wanted: EventFilter, found: str) -> None:
        """By their last day, then as they were recorded, then by id."""
        reviews = (self.late, self.period, self.same, self.first, self.early)
        assert found == "".join(it.id for it in reviews_in(reviews, wanted))
