from datetime import UTC, date, datetime

from riskctl.model.log import Log
from riskctl.model.period import Period
from riskctl.model.record import Note, Retraction, Review
from riskctl.model.records import Records, looks_of
from tests.helpers import event


def at(day: int) -> datetime:
    """Return noon of a day in January 2026."""
    return datetime(2026, 1, day, 12, tzinfo=UTC)


def on(day: int) -> date:
    """Return a day in January 2026."""
    return date(2026, 1, day)


def look(name: str, first: int, last: int, *indicators: str) -> Review:
    """Return a look over some days of January."""
    return Review(
        id=name,
        date=on(last),
        since=on(first),
        indicators=indicators,
        recorded=at(last),
    )


def days(first: date, last: date) -> tuple[int, int]:
    """Return two days as ordinals."""
    return first.toordinal(), last.toordinal()


LATE, EARLY = look("late", 20, 25, "clash"), look("early", 3, 9, "clash", "talks")


class TestLooksOf:
    def test_go_from_the_first_day_to_the_last(self) -> None:
        """Of each indicator, in whatever order the looks stand."""
        expected = {"clash": days(on(3), on(25)), "talks": days(on(3), on(9))}
        assert looks_of([LATE, EARLY]) == expected
        assert looks_of([EARLY, LATE]) == expected

    def test_end_with_a_day(self) -> None:
        """What begins after it is left out, and what follows that is not."""
        for reviews in ([LATE, EARLY], [EARLY, LATE]):
            assert looks_of(reviews, until=on(19)) == {
                "clash": days(on(3), on(9)),
                "talks": days(on(3), on(9)),
            }
            assert looks_of(reviews, until=on(20))["clash"] == days(on(3), on(20))
            assert looks_of(reviews, until=on(2)) == {}


class TestWithdrawn:
    GONE = Retraction(id="r", record="late", reason="no", recorded=at(26))
    BACK = Retraction(id="s", record="r", reason="yes", recorded=at(27))

    def test_a_look_that_another_part_withdraws_covers_nothing(self) -> None:
        """Neither its first day nor its last; taken back, it covers them again."""
        parts = [Records([EARLY, LATE]), Records([self.GONE])]
        log = Log(parts)
        assert log.last_reviews(until=on(31)) == {"clash": on(9), "talks": on(9)}
        restored = Log([*parts, Records([self.BACK])])
        assert restored.last_reviews(until=on(31))["clash"] == on(25)

    def test_a_look_that_another_part_restores_covers_its_days(self) -> None:
        """Though its own part withdraws it."""
        first = look("first", 1, 2, "clash")
        gone = self.GONE._replace(record="first")
        parts = [Records([first, EARLY, gone]), Records([self.BACK])]
        assert Log(parts[:1]).first_reviews()["clash"] == on(3)
        assert Log(parts).first_reviews()["clash"] == on(1)

    def test_what_is_withdrawn_later_still_covered(self) -> None:
        """At a moment before."""
        log = Log([Records([EARLY, LATE, self.GONE])])
        assert log.last_reviews(until=on(31))["clash"] == on(9)
        assert log.as_known(at(25)).last_reviews(until=on(31))["clash"] == on(25)


class TestRecords:
    def test_says_what_it_holds(self) -> None:
        """Of every kind, in order, with the ends of its days."""
        one, two = (
            event(f"2026-01-0{it}", "clash", "shots", id=f"e{it}") for it in (1, 5)
        )
        plan = event("2026-01-09", "talks", "call", id="p", scheduled=True)
        note = Note(id="n", date=on(7), title="x", recorded=at(8))
        part = Records([two, EARLY, plan, note, one, TestWithdrawn.GONE])

        assert part.all == (one, two, plan, EARLY, note, TestWithdrawn.GONE)
        assert (part.size, part.days) == (6, Period(on(1), on(9)))
        assert (part.earliest, part.latest) == (one.recorded, at(26))
        assert part.last_happened == on(5)
        assert part.plans == {"p"}
        assert part.counts == {"clash": 2, "talks": 0}
        assert part.marks == {"clash": [one, two]}
        assert part.used == {("clash", "shots"), ("talks", "call")}
        assert part.event("n") is None
        assert part.record("n") == note
        assert part.ids_like("e") == ["e1", "e5", "early"]
        assert not part.has_marked
