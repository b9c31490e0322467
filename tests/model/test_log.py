from datetime import UTC, date, datetime

from riskctl.model.log import Log
from riskctl.model.origin import Origin
from riskctl.model.period import Period
from riskctl.model.record import Note, Retraction, Review
from riskctl.model.records import Records
from riskctl.model.tlp import Tlp
from tests.helpers import event, log_of, united

FIRST = event("2026-01-01", "clash", "shots", id="first")
SECOND = event("2026-01-02", "clash", "deaths", id="second")


def at(day: int) -> datetime:
    """Return noon of a day in January 2026."""
    return datetime(2026, 1, day, 12, tzinfo=UTC)


def retraction(of: str, *, day: int, name: str = "r") -> Retraction:
    """Return the retraction of an event."""
    return Retraction(id=name, record=of, reason="wrong", recorded=at(day))


class TestInForce:
    def test_goes_from_the_oldest_on(self) -> None:
        """In whatever order they were written."""
        assert (FIRST, SECOND) == log_of(events=(SECOND, FIRST)).in_force

    def test_leaves_out_what_was_retracted(self) -> None:
        """The event itself stays in the log."""
        log = united(log_of(events=(FIRST, SECOND)), [retraction("first", day=3)])

        assert (SECOND,) == log.in_force
        assert FIRST is log.event("first")

    def test_puts_the_amendment_in_the_events_place(self) -> None:
        """An amendment of an amendment replaces both."""
        one = event("2026-01-01", "clash", "deaths", id="one", replaces="first")
        two = event("2026-01-01", "clash", "apology", id="two", replaces="one")

        assert (one,) == log_of(events=(FIRST, one)).in_force
        assert (two,) == log_of(events=(FIRST, one, two)).in_force

    def test_does_not_bring_back_what_a_retracted_amendment_replaced(self) -> None:
        """Withdrawing a correction withdraws the matter."""
        one = event("2026-01-01", "clash", "deaths", id="one", replaces="first")
        log = log_of(events=(FIRST, one), retractions=(retraction("one", day=3),))

        assert () == log.in_force

    def test_keeps_the_amendment_of_a_retracted_event(self) -> None:
        """It says something of its own."""
        one = event("2026-01-01", "clash", "deaths", id="one", replaces="first")
        log = log_of(events=(FIRST, one), retractions=(retraction("first", day=3),))

        assert (one,) == log.in_force

    def test_is_not_moved_by_what_names_no_event(self) -> None:
        """Half a merge leaves the events that are there."""
        stray = event("2026-01-03", "clash", "shots", id="stray", replaces="elsewhere")
        log = log_of(
            events=(FIRST, stray), retractions=(retraction("elsewhere", day=3),)
        )

        assert (FIRST, stray) == log.in_force


class TestAsKnown:
    def test_hides_what_was_written_down_later(self) -> None:
        """Retractions and amendments too; the moment itself counts."""
        amended = event(
            "2026-01-02", "clash", "shots", id="b", replaces="second", recorded=at(9)
        )
        log = log_of(
            events=(FIRST, SECOND, amended), retractions=(retraction("first", day=8),)
        )

        assert (FIRST,) == log.as_known(at(1)).in_force
        assert (FIRST, SECOND) == log.as_known(at(7)).in_force
        assert (SECOND,) == log.as_known(at(8)).in_force
        assert (amended,) == log.as_known(at(9)).in_force

    def test_hides_reviews(self) -> None:
        """What was not looked at yet was not looked at."""
        look = Review(id="l", date=date(2026, 1, 1), indicators=(), recorded=at(5))

        assert () == log_of(reviews=(look,)).as_known(at(4)).reviews
        assert (look,) == log_of(reviews=(look,)).as_known(at(5)).reviews

    def test_is_everything_when_there_is_no_moment(self) -> None:
        """Hindsight is the default."""
        log = log_of(events=(FIRST,))

        assert log is log.as_known(None)


class TestRetracted:
    def test_names_the_earliest_retraction(self) -> None:
        """By when it was recorded, then by id, wherever it stands."""
        late, early = (
            retraction("first", day=9, name="a"),
            retraction("first", day=8, name="b"),
        )

        assert early == log_of(retractions=(late, early)).retraction_of("first")
        assert early == log_of(retractions=(early, late)).retraction_of("first")


class TestReplaced:
    def test_names_the_replacement_that_counts(self) -> None:
        """The latest recorded, wherever it stands; the other counts no more."""
        late = event(
            "2026-01-01", "clash", 0.1, id="a", replaces="first", recorded=at(9)
        )
        early = event(
            "2026-01-01", "clash", 0.2, id="b", replaces="first", recorded=at(8)
        )

        for log in (log_of(events=(late, early)), log_of(events=(early, late))):
            assert late == log.replacement_of("first")
            assert (late,) == log.in_force
            assert (("a", ("b",)),) == log.conflicts


class TestWithRecords:
    def test_sorts_records_by_their_kind(self) -> None:
        """Events, reviews and retractions."""
        look = Review(id="l", date=date(2026, 1, 1), indicators=(), recorded=at(5))
        log = united(Log(), [FIRST, look, retraction("first", day=3)])

        assert (FIRST,) == log.events
        assert (look,) == log.reviews
        assert 3 == len(log)
        assert {"first", "l", "r"} == log.ids

    def test_counts_a_record_once(self) -> None:
        """A union: what is there already is not added again."""
        log = united(united(Log(), [FIRST, FIRST]), [FIRST])

        assert (FIRST,) == log.events
        assert (FIRST,) == log.in_force

    def test_knows_no_more_than_before(self) -> None:
        """What is added to a log of a moment, and was recorded later, is hidden."""
        then = log_of(events=(FIRST, SECOND)).as_known(at(1))
        third = event("2026-01-03", "clash", "shots", id="third")
        longer = then.followed_by(third)
        assert longer.known_at == at(1)
        assert (FIRST,) == longer.in_force


class TestRevised:
    def test_is_what_came_or_went_between_two_moments(self) -> None:
        """New, withdrawn, replaced; not what is known to both or to neither."""
        two = event(
            "2026-01-02", "clash", 0.1, id="b", replaces="second", recorded=at(9)
        )
        short = event("2026-01-09", "clash", 0.1, id="short", recorded=at(9))
        log = log_of(
            events=(FIRST, SECOND, two, short),
            retractions=(
                retraction("first", day=8),
                retraction("short", day=9, name="s"),
            ),
        )

        assert (FIRST, SECOND, two) == log.revised(at(7), None)
        assert (FIRST,) == log.revised(at(8), at(7))
        assert (FIRST, SECOND) == log.revised(at(1), at(8))
        assert () == log.revised(at(9), None)


class TestAnswers:
    def test_tell_what_a_judgement_asks(self) -> None:
        """By id, by day, newest first, planned, of whom one saw what last."""
        planned = event("2026-02-01", "talks", "call", id="planned", scheduled=True)
        slip = event("2026-03-01", "talks", "call", id="slip")
        look = Review(
            id="l", date=date(2026, 1, 9), indicators=("talks",), recorded=at(9)
        )
        log = log_of(
            events=(slip, planned, SECOND, FIRST),
            reviews=(look,),
            retractions=(retraction("second", day=3),),
        )
        day = date(2026, 1, 31)

        assert [FIRST] == list(log.newest_first(until=day))
        assert [slip] == list(
            log.newest_first(until=date(2026, 3, 1), indicator="talks")
        )
        assert (planned,) == log.scheduled_after(day)
        assert {"clash": date(2026, 1, 1)} == log.last_events(
            ["clash", "talks"], until=day
        )
        assert {"talks": date(2026, 1, 9)} == log.last_reviews(until=day)
        assert {} == log.last_reviews(until=date(2026, 1, 8))
        assert SECOND is log.event("second")
        assert log.event("elsewhere") is None
        assert [True, False] == [log.counts(it) for it in (FIRST, SECOND)]
        assert "l" in log
        assert "elsewhere" not in log

    def test_count_what_was_withdrawn_where_all_is_meant(self) -> None:
        """The span, the values in use, what is marked, what corrects."""
        red = event(
            "2026-01-05", "talks", 0.5, id="red", tlp=Tlp.RED, replaces="second"
        )
        log = log_of(
            events=(red, SECOND, FIRST), retractions=(retraction("red", day=6),)
        )

        assert Period(date(2026, 1, 1), date(2026, 1, 5)) == log.span
        assert Log().span is None
        assert {("clash", "shots"), ("clash", "deaths"), ("talks", 0.5)} == log.used
        assert (red,) == log.marked() == log.replacing


class TestIdsLike:
    def test_finds_every_id_with_the_part(self) -> None:
        """In order; a whole id is meant alone."""
        log = log_of(
            events=(
                event("2026-01-01", "clash", 0.1, id="ab"),
                event("2026-01-01", "clash", 0.2, id="abc"),
            )
        )

        assert ("ab", "abc") == log.ids_like("b")
        assert ("ab",) == log.ids_like("ab")
        assert () == log.ids_like("")
        assert () == log.ids_like("x")

    def test_finds_them_in_order_wherever_they_stand(self) -> None:
        """Of two files, the second has the lower ids."""
        log = Log(
            [
                Records([event("2026-02-01", "clash", 0.1, id="xb")]),
                Records([event("2026-01-01", "clash", 0.2, id="xa")]),
                Records([event("2026-01-01", "clash", 0.2, id="xc")]),
            ]
        )
        assert ("xa", "xb", "xc") == log.ids_like("x")


class TestOneDay:
    """Two events of one day stand in the order in which they were recorded."""

    late = event("2026-01-05", "clash", 0.1, id="a", recorded=at(7))
    early = event("2026-01-05", "talks", 0.2, id="b", recorded=at(6))
    same = event("2026-01-05", "clash", 0.3, id="c", recorded=at(6))

    def test_is_in_order_in_one_file(self) -> None:
        """Then by their ids."""
        log = log_of(events=(self.late, self.same, self.early))
        assert (self.early, self.same, self.late) == log.in_force
        assert [self.late, self.same, self.early] == list(
            log.newest_first(until=self.late.date)
        )

    def test_is_in_order_in_two(self) -> None:
        """A month may have several files."""
        log = Log([Records([self.late]), Records([self.same, self.early])])
        assert (self.early, self.same, self.late) == log.in_force
        assert [self.late, self.same, self.early] == list(
            log.newest_first(until=self.late.date)
        )


class TestTitled:
    def test_finds_events_and_notes_in_any_case(self) -> None:
        """In order; an empty text finds nothing."""
        note = Note(id="n", date=date(2026, 1, 1), title="A RIVER film", recorded=at(1))
        later = event("2026-01-02", "clash", 0.1, id="e", title="Shots at the River")
        other = event("2026-01-02", "clash", 0.1, id="f", title="Calm")
        log = Log([Records([later, other]), Records([note])])

        assert (note, later) == log.titled("river")
        assert (note, later) == log.titled("RIVER")
        assert () == log.titled("")
        assert () == log.titled("brook")

    def test_knows_no_more_than_the_moment(self) -> None:
        """What was recorded later has no title yet."""
        log = log_of(events=(event("2026-01-02", "clash", 0.1, title="River"),))
        assert () == log.as_known(at(1)).titled("river")
        assert 1 == len(log.as_known(at(3)).titled("river"))


class TestLastBy:
    mine = event("2026-01-05", "clash", 0.1, id="b", recorded=at(5), by="hk")
    later = event("2026-01-01", "clash", 0.2, id="a", recorded=at(6), by="hk")
    theirs = event("2026-01-09", "clash", 0.3, id="c", recorded=at(9), by="lm")

    def test_is_what_was_recorded_last_by_that_name(self) -> None:
        """In whichever file, and of whatever day."""
        for parts in (
            ([self.mine], [self.later, self.theirs]),
            ([self.later, self.mine, self.theirs],),
        ):
            log = Log([Records(it) for it in parts])
            assert log.last_by("hk") == self.later
            assert log.last_by("lm") == self.theirs
            assert log.last_by("") is None

    def test_is_nothing_that_was_withdrawn(self) -> None:
        """A retraction is an entry, too."""
        withdrawn = retraction("a", day=7)
        log = Log([Records([self.mine, self.later, withdrawn])])
        assert log.last_by("hk") == self.mine
        assert log.last_by("") == withdrawn

    def test_knows_no_more_than_the_moment(self) -> None:
        """What came later is not the last."""
        log = Log([Records([self.mine]), Records([self.later])])
        assert log.as_known(at(5)).last_by("hk") == self.mine

    def test_of_one_second_is_what_stands_further_down(self) -> None:
        """Then what has the higher id."""
        upper = self.mine._replace(id="z", origin=Origin("f", 1))
        lower = self.mine._replace(id="y", origin=Origin("f", 9))
        assert Log([Records([upper, lower])]).last_by("hk") == lower
        assert Log([Records([lower, upper])]).last_by("hk") == lower
        twin = upper._replace(id="a", origin=Origin("g", 1))
        assert Log([Records([upper]), Records([twin])]).last_by("hk") == upper


class TestCounts:
    """How much a log holds, whole or as it was known."""

    parts = (
        Records([FIRST, retraction("first", day=9)]),
        Records([SECOND, event("2026-01-03", "talks", "call", id="third")]),
    )

    def test_are_of_all_the_parts(self) -> None:
        """Every kind of record counts, and each of its own."""
        log = Log(self.parts)
        assert len(log) == 4
        until = date(2026, 1, 3)
        counts = [log.count(until=until, indicator=it) for it in ("clash", "talks")]
        assert counts == [1, 1]  # the first clash was withdrawn
        assert log.count(until=until, indicator="treaty") == 0
        assert log.count(until=date(2026, 1, 2), indicator="talks") == 0

    def test_know_no_more_than_the_moment(self) -> None:
        """Of a part that is known in part, what is known."""
        known = Log(self.parts).as_known(at(2))
        assert len(known) == 2
        assert known.ids_like("second") == ("second",)
        assert known.ids_like("ir") == ("first",)
        assert Log(self.parts).ids_like("ir") == ("first", "third")

    def test_the_last_that_was_recorded_by_a_moment(self) -> None:
        """The moment itself counts."""
        log = Log(self.parts)
        assert log.as_known(at(1)).ids == {"first"}
        assert log.as_known(at(9)).ids == {"first", "second", "third", "r"}
