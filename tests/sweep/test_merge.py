"""Rows that were walked anew stand where those stood that they supersede."""

from array import array
from collections.abc import Iterable
from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from riskctl.sweep.engines.arrow import DayRows, Table, day_digest
from riskctl.sweep.engines.bucket import turns_table
from riskctl.sweep.engines.merge import merged
from tests.laws.strategies import LAW

FIRST = date(2020, 1, 1).toordinal()
LENGTH = 9
NAMES = ("AAA-BBB", "AAA-CCC", "BBB-CCC", "CCC-DDD")
# For some pairs, how many days after the first their rows begin.
STARTS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, LENGTH - 1))


def scores(start: int, *, are_new: bool) -> list[float]:
    """Return a score for each day from a start on, by which old and new differ."""
    return [day + 0.5 * are_new for day in range(start, LENGTH)]


def days(rows: Iterable[tuple[str, int, list[float]]]) -> Table:
    """Return the days of some pairs as a bucket makes them."""
    found = DayRows()
    for name, start, numbers in sorted(rows):
        levels = array("b", [5] * len(numbers))
        found.add(name, FIRST + start, array("d", numbers), levels)
    return found.table()


class TestDays:
    @LAW
    @given(STARTS, STARTS)
    def test_are_those_of_one_table_of_all(
        self, old: dict[str, int], new: dict[str, int]
    ) -> None:
        """By digest: pairs that are new, gone on with, walked anew, or left alone."""
        both = merged(
            days((it, at, scores(at, are_new=False)) for it, at in old.items()),
            days((it, at, scores(at, are_new=True)) for it, at in new.items()),
            {it: FIRST + at for it, at in new.items()},
        )
        whole = []
        for name in old.keys() | new.keys():
            start, again = old.get(name, LENGTH), new.get(name, LENGTH)
            kept = scores(start, are_new=False)[: max(again - start, 0)]
            whole.append((name, min(start, again), kept + scores(again, are_new=True)))
        assert day_digest(days(whole)) == day_digest(both)


class TestTurns:
    def test_of_a_pair_may_all_be_gone(self) -> None:
        """Then it is named no more; the others keep theirs."""

        def turns(*rows: tuple[str, int]) -> Table:
            return turns_table([(name, FIRST + day, 5, 4) for name, day in rows])

        old = turns(("AAA-BBB", 3), ("BBB-CCC", 1), ("BBB-CCC", 5))
        new = turns(("BBB-CCC", 4), ("CCC-DDD", 4))
        both = merged(old, new, dict.fromkeys(NAMES, FIRST + 3))
        assert [("BBB-CCC", 1), ("BBB-CCC", 4), ("CCC-DDD", 4)] == [
            (row["pair"], row["day"].toordinal() - FIRST) for row in both.to_pylist()
        ]
        pairs = both.column("pair").combine_chunks()
        assert pa.array(["BBB-CCC", "CCC-DDD"]) == pairs.dictionary
