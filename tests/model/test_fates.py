from datetime import UTC, datetime
from itertools import permutations

from riskctl.model.fates import Conflict, settle
from riskctl.model.record import Correction, Verb


def done(by: str, verb: Verb, record: str, *, hour: int = 0) -> Correction:
    """Return a correction that was recorded at an hour."""
    return Correction(record, by, datetime(2026, 1, 1, hour, tzinfo=UTC), verb)


def gone(*corrections: Correction) -> set[str]:
    """Return what is out of force, in whatever order it is told."""
    (found,) = {settle(it).gone for it in permutations(corrections)}
    return {*found}


class TestRetractions:
    def test_take_a_record_out_of_force(self) -> None:
        """One is enough."""
        one = done("r1", Verb.RETRACTS, "e")

        assert gone(one) == gone(one, done("r2", Verb.RETRACTS, "e")) == {"e"}

    def test_are_taken_back_by_their_own_retraction(self) -> None:
        """And that one by its own, and so on."""
        chain = [done("r1", Verb.RETRACTS, "e")]
        chain += [done(f"r{it + 1}", Verb.RETRACTS, f"r{it}") for it in (1, 2, 3)]

        assert gone(*chain[:2]) == {"r1"}
        assert gone(*chain[:3]) == {"e", "r2"}
        assert gone(*chain) == {"r1", "r3"}

    def test_hold_while_one_of_several_stands(self) -> None:
        """Two said it; one of them took it back."""
        assert gone(
            done("r1", Verb.RETRACTS, "e"),
            done("r2", Verb.RETRACTS, "e"),
            done("r3", Verb.RETRACTS, "r1"),
        ) == {"e", "r1"}

    def test_in_a_circle_all_stand(self) -> None:
        """No command writes one; whoever does gets an answer all the same."""
        one, two = done("r1", Verb.RETRACTS, "r2"), done("r2", Verb.RETRACTS, "r1")

        assert gone(one, two) == {"r1", "r2"}
        assert gone(one, two, done("r3", Verb.RETRACTS, "r1")) == {"r1"}


class TestAmendments:
    def test_of_one_record_the_latest_counts(self) -> None:
        """As two copies of a log may have it; the conflict is named."""
        one = done("a", Verb.REPLACES, "e", hour=1)
        two = done("b", Verb.REPLACES, "e", hour=2)

        assert gone(one, two) == {"e", "a"}
        assert settle([one, two]).conflicts == (("b", ("a",)),)

    def test_are_followed_to_their_ends(self) -> None:
        """One was amended again: what counts is the last word, however long the way."""
        found = (
            done("a", Verb.REPLACES, "e", hour=1),
            done("b", Verb.REPLACES, "e", hour=2),
            done("c", Verb.REPLACES, "a", hour=3),
        )

        assert gone(*found) == {"e", "a", "b"}

    def test_that_were_withdrawn_are_no_rivals(self) -> None:
        """Retracting either settles the conflict."""
        found = [
            done("a", Verb.REPLACES, "e", hour=1),
            done("b", Verb.REPLACES, "e", hour=2),
        ]
        for name in "ab":
            fates = settle([*found, done("r", Verb.RETRACTS, name, hour=3)])
            assert fates.gone == {"e", name}
            assert fates.conflicts == ()


class TestTwice:
    def test_an_amendment_that_is_told_twice_is_one(self) -> None:
        """It stands in two files; its rival is still found, and no other."""
        one = done("a", Verb.REPLACES, "x", hour=1)
        other = done("b", Verb.REPLACES, "x", hour=2)

        for told in permutations((one, one, other)):
            assert settle(told).conflicts == (Conflict("b", ("a",)),)
        assert settle([one, one]).conflicts == ()

    def test_amendments_in_a_circle_come_to_an_end(self) -> None:
        """No command writes them."""
        circle = [
            done("a", Verb.REPLACES, "b", hour=1),
            done("b", Verb.REPLACES, "a", hour=2),
            done("c", Verb.REPLACES, "a", hour=3),
        ]
        for told in permutations(circle):
            found = settle(told)
            assert found.gone >= {"a", "b"}


class TestConfirmations:
    def test_answer_a_plan_while_they_are_in_force(self) -> None:
        """A withdrawn one leaves it open."""
        came = done("c", Verb.CONFIRMS, "plan")

        assert settle([came]).answered == {"plan"}
        assert settle([came, done("r", Verb.RETRACTS, "c")]).answered == frozenset()
        assert settle([came]).gone == frozenset()
