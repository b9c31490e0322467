from collections import Counter
from datetime import date, datetime
from math import fsum

from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.change.causes import Cause
from riskctl.analysis.change.change import Moment, compare
from riskctl.analysis.judgement.assessment import assess
from riskctl.model.indicator import Kind
from riskctl.model.record import Record
from tests.laws.strategies import LAW, days, moments, records, watch_of

CLOSE = 1e-9
known = st.one_of(st.none(), moments)


class TestChange:
    @LAW
    @given(records(), days, days, known, known)
    def test_sums_to_the_difference(
        self,
        found: list[Record],
        one: date,
        other: date,
        known_before: datetime | None,
        known_after: datetime | None,
    ) -> None:
        """For any two days and any two moments of knowledge, in either order."""
        watch = watch_of(found)
        start = Moment(as_of=min(one, other), known_at=known_before)
        end = Moment(as_of=max(one, other), known_at=known_after)
        change = compare(watch, start, end)
        before = assess(watch, as_of=start.as_of, known_at=start.known_at)
        after = assess(watch, as_of=end.as_of, known_at=end.known_at)

        assert before.score == change.score_before
        assert after.score == change.score_after
        assert abs(fsum(it.points for it in change.parts) - change.difference) <= CLOSE
        assert abs(fsum(change.causes.values()) - change.difference) <= CLOSE

    @LAW
    @given(records(), days, days, known, known)
    def test_gives_every_event_one_cause_at_most(
        self,
        found: list[Record],
        one: date,
        other: date,
        known_before: datetime | None,
        known_after: datetime | None,
    ) -> None:
        """And each cause to the indicators that can have it."""
        change = compare(
            watch_of(found),
            Moment(as_of=min(one, other), known_at=known_before),
            Moment(as_of=max(one, other), known_at=known_after),
        )
        named = Counter(it.id for part in change.parts for it in part.events)

        assert not [name for name, times in named.items() if times > 1]
        for part in change.parts:
            kind = part.indicator.kind
            assert part.cause is not Cause.STATUS_CHANGES or kind is Kind.STATUS
            assert part.cause is not Cause.NEW_EVENTS or kind is not Kind.STATUS
            assert part.cause is not Cause.FADING or kind is Kind.INCIDENT
            assert part.cause is not Cause.SILENCE or kind is Kind.CONTACT
            assert all(it.indicator == part.indicator.id for it in part.events)

    @LAW
    @given(records(), days, known)
    def test_from_a_moment_to_itself_is_none(
        self, found: list[Record], day: date, moment: datetime | None
    ) -> None:
        """No points, no parts."""
        at = Moment(as_of=day, known_at=moment)
        change = compare(watch_of(found), at, at)

        assert 0.0 == change.difference
        assert () == change.parts

    @LAW
    @given(records(plain=True), days, days)
    def test_with_one_knowledge_nothing_is_late_or_corrected(
        self, found: list[Record], one: date, other: date
    ) -> None:
        """What both know can only happen or fade."""
        change = compare(
            watch_of(found),
            Moment(as_of=min(one, other)),
            Moment(as_of=max(one, other)),
        )

        assert {Cause.LEARNED_LATE, Cause.CORRECTED}.isdisjoint(
            part.cause for part in change.parts
        )
