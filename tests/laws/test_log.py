"""A log gives the answers of a plain list, in whatever parts its records are."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.model.log import Log
from riskctl.model.record import Event, Record
from tests.helpers import united, watch
from tests.laws.naive_log import NaiveLog
from tests.laws.parts import cuts, dressed, log_of_parts, more_records, placed
from tests.laws.questions import added_up, assert_same, sampled_days
from tests.laws.strategies import LAW, SLOW_LAW

CATALOGUE = watch().catalogue


def both(
    data: st.DataObject, found: list[Record]
) -> tuple[Log, NaiveLog, list[Record]]:
    """Return a log in random parts, the plain one, and the records as they stand."""
    parts = placed(data.draw(cuts(found), label="parts"))
    records = [it for part in parts for it in part]
    return log_of_parts(parts), NaiveLog(records), records


def moments_of(found: list[Record]) -> st.SearchStrategy[datetime]:
    """Return when a record was written down, or just before."""
    moments = sorted({it.recorded for it in found})
    before = timedelta(microseconds=1)
    return st.sampled_from([*moments, *(it - before for it in moments)])


class TestAnswers:
    @SLOW_LAW
    @given(dressed(), st.data())
    def test_all_of_them_are_those_of_a_list(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """With all that is known, at a moment, and at an earlier one from there."""
        self.assert_answered_as_by_a_list(found, data)

    @pytest.mark.slow
    @LAW
    @given(dressed(), st.data())
    def test_all_of_them_are_those_of_a_list_in_many_logs(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """The same, as long as there is time."""
        self.assert_answered_as_by_a_list(found, data)

    def assert_answered_as_by_a_list(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """Put every question to a log and to a list of the same records."""
        log, naive, records = both(data, found)
        late, early = sorted(
            (data.draw(moments_of(records)), data.draw(moments_of(records))),
            reverse=True,
        )

        assert_same(log, naive, CATALOGUE)
        for then, known in (
            (log.as_known(late), naive.as_known(late)),
            (log.as_known(early), naive.as_known(early)),
            (log.as_known(late).as_known(early), naive.as_known(early)),
        ):
            assert_same(then, known, CATALOGUE, beside=records)

    @LAW
    @given(dressed(), st.data())
    def test_it_knows_what_came_and_went_between_two_moments(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """Whichever of the two is the later one; None is all that is known."""
        log, naive, records = both(data, found)
        moments = [data.draw(moments_of(records)) for _ in range(3)]

        for one, other in pairwise([None, *moments, None]):
            assert log.revised(one, other) == naive.revised(one, other)
            then, list_then = log.as_known(moments[0]), naive.as_known(moments[0])
            assert then.revised(one, other) == list_then.revised(one, other)

    @LAW
    @given(dressed(), st.data())
    def test_one_more_record_is_foreseen(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """An event, an amendment, a retraction, a review."""
        log, naive, records = both(data, found)
        record = data.draw(more_records(records))
        days = sampled_days([*records, record])

        ahead = added_up(log.ledger_after(log.followed_by(record), CATALOGUE), days)
        assert ahead == added_up(naive.ledger_with(record, CATALOGUE), days)
        assert_same(united(log, [record]), naive.with_record(record), CATALOGUE)
        # The log itself is as it was.
        assert added_up(log.ledger(CATALOGUE), days) == added_up(
            naive.ledger(CATALOGUE), days
        )

    @LAW
    @given(dressed(), st.data())
    def test_the_parts_do_not_matter(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """The same records in other parts are the same log, but for their order."""
        one, _, _ = both(data, found)
        other, _, _ = both(data, found)

        assert {*one.records} == {*other.records}
        assert one.in_force == other.in_force
        assert one.span == other.span
        assert one.withdrawn == other.withdrawn

    def test_an_empty_log_has_an_answer_to_everything(self) -> None:
        """A watch that was just made."""
        for log in (Log(), log_of_parts([[], []])):
            assert_same(log, NaiveLog([]), CATALOGUE)
            assert log.revised(None, None) == ()
            assert not isinstance(log.event("e1"), Event)
