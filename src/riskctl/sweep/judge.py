"""Judge one pair from its counts: the product's own walk, many months at a time."""

from array import array
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from riskctl.analysis.days.day import turns_of
from riskctl.analysis.days.state import State
from riskctl.analysis.days.walk import walk_on
from riskctl.model.month import first_of, month_of

if TYPE_CHECKING:
    from riskctl.analysis.days.rules import Rules
    from riskctl.model.counts import CountLedger


class Start(NamedTuple):
    """
    Where a walk goes on.

    Attributes:
        month: The first month that is walked.
        state: At the end of the month before, as numbers.
    """

    month: int
    state: "array[float]"


class Judged(NamedTuple):
    """
    The days of a pair, from the first one that was walked.

    Attributes:
        first: The ordinal of that day.
        turns: The changes of level: the day, the number before and the one after.
        states: The state at the end of the months that are kept, as numbers.
    """

    first: int
    scores: "array[float]"
    levels: "array[int]"
    turns: list[tuple[int, int, int]]
    states: "dict[int, array[float]]"


def judge(
    rules: "Rules",
    ledger: "CountLedger",
    *,
    until: date,
    start: Start | None = None,
    keeps: Callable[[int], bool] = lambda _: False,
) -> Judged | None:
    """
    Walk the days of a pair up to *until*; nothing where it has no event by then.

    Args:
        ledger: The counts; where the walk goes on, those from its month on will do.
        start: Where an earlier walk is gone on with; None for the first event.
        keeps: Says of a month, which is over by *until*, whether to keep its state.
    """
    first, month, state = ledger.first, 0, State.before_all(rules)
    if start is not None:
        month, state = start.month, State.from_numbers(rules, start.state)
        begin = first_of(month).toordinal()
    elif first is None or first > until:
        return None
    else:
        month, begin = month_of(first), first.toordinal()
    judged = Judged(begin, array("d"), array("b"), [], {})
    for months in _runs(month, month_of(until), keeps):
        last = first_of(months[-1] + 1) - timedelta(days=1)
        day = max(begin, first_of(months[0]).toordinal())
        level = state.level
        scores, levels, _ = walk_on(
            rules,
            state,
            ledger.sheet(*months),
            first=day,
            last=min(last, until).toordinal(),
        )
        judged.scores.extend(array("d", scores))
        judged.levels.extend(array("b", levels))
        judged.turns.extend(turns_of(level, levels, first=day))
        if last <= until and keeps(months[-1]):
            judged.states[months[-1]] = state.numbers()
    return judged


def _runs(first: int, last: int, keeps: Callable[[int], bool]) -> Iterator[range]:
    """Yield months that are walked in one go: up to one whose state is kept."""
    for month in range(first, last + 1):
        if month == last or keeps(month):
            yield range(first, month + 1)
            first = month + 1
