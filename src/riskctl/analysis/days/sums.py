"""
What is carried from month to month for the appraisal of a day.

A sum of fading forces at the end of a month is last month's times what is left
after so many days, plus this month's own. So the sum on any day takes one month,
however long the log is. It is kept for more than the score needs: without signs,
for the well graded, and for a row of other half-lives, from half to double.
"""

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from math import exp2, fsum
from typing import Final, NamedTuple

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.ledger import Ledger
from riskctl.model.month import first_of, month_of
from riskctl.model.sheet import Sheet
from riskctl.model.tally import Tally

_KIND: Final = "carry"
# Half-lives of 2^-1, 2^-0.75 … 2^1 times the catalogue's.
KNOTS: Final = tuple(it / 4.0 - 1.0 for it in range(9))


class Carried(NamedTuple):
    """
    One indicator's sums on a day.

    Attributes:
        size: Of its events' forces without signs; for a status, of what they
            still hold of its state.
        good: The part of the size that is graded B2 or better.
        knots: The pressure at every other half-life; none for a status.
    """

    size: float
    good: float
    knots: Sequence[float]


def carried(catalogue: Catalogue, ledger: Ledger, *, as_of: date) -> dict[str, Carried]:
    """Return the sums of every indicator on *as_of*; the months are noted."""
    if ledger.first is None or ledger.first > as_of:
        return {it.id: _none(it) for it in catalogue}
    month, first = month_of(as_of), month_of(ledger.first)
    back = month - 1
    sums: list[Carried] | None = None
    while back >= first and sums is None:
        page = ledger.recall(_KIND, back)
        sums = _read(catalogue, page) if page is not None else None
        back -= sums is None
    if sums is None:
        back, sums = first - 1, [_none(it) for it in catalogue]
    for later in range(back + 1, month):
        end = first_of(later + 1) - timedelta(days=1)
        sums = _gone_on(catalogue, sums, ledger.sheet(later), end=end)
        ledger.note(_KIND, later, _page(sums))
    sums = _gone_on(catalogue, sums, ledger.sheet(month), end=as_of)
    return {it.id: sum_ for it, sum_ in zip(catalogue, sums, strict=True)}


def _none(indicator: Indicator) -> Carried:
    return Carried(0.0, 0.0, (0.0,) * len(KNOTS) if indicator.kind.fades else ())


def _gone_on(
    catalogue: Catalogue, sums: Sequence[Carried], sheet: Sheet, *, end: date
) -> list[Carried]:
    """Return the sums at the end of a day, from those of the month's eve."""
    last = end.toordinal()
    gone_on = []
    for it, before in zip(catalogue, sums, strict=True):
        lines = [line for line in sheet.get(it.id, ()) if line[0] <= last]
        if it.kind.fades:
            gone_on.append(_faded(it.half_life_days, before, lines, end=end))
        else:
            gone_on.append(_held(before, lines))
    return gone_on


def _faded(
    half_life: float,
    before: Carried,
    lines: Sequence[tuple[int, Tally]],
    *,
    end: date,
) -> Carried:
    if not lines and not before.size:
        return before
    own, *others = _left(half_life, end.day)
    size, good = before.size * own, before.good * own
    knots = [old * left for old, left in zip(before.knots, others, strict=True)]
    if not lines:
        return Carried(size, good, knots)
    left = [_left(half_life, end.toordinal() - day) for day, _ in lines]
    return Carried(
        fsum(
            (size, *(it.size * by[0] for (_, it), by in zip(lines, left, strict=True)))
        ),
        fsum(
            (good, *(it.good * by[0] for (_, it), by in zip(lines, left, strict=True)))
        ),
        [
            fsum(
                (
                    knot,
                    *(
                        it.force * by[at]
                        for (_, it), by in zip(lines, left, strict=True)
                    ),
                )
            )
            for at, knot in enumerate(knots, start=1)
        ],
    )


@cache
def _left(half_life_days: float, days: int) -> tuple[float, ...]:
    """Return what is left after some days, and the same at every other half-life."""
    rate = -days / half_life_days
    return (exp2(rate), *(exp2(rate * exp2(-knot)) for knot in KNOTS))


def _held(before: Carried, lines: Sequence[tuple[int, Tally]]) -> Carried:
    size, good = before.size, before.good
    for _, it in lines:
        size, good = it.size + it.kept * size, it.good + it.kept * good
    return Carried(size, good, ())


def _page(sums: Sequence[Carried]) -> bytes:
    numbers = array("d")
    for it in sums:
        numbers.extend((it.size, it.good, *it.knots))
    return numbers.tobytes()


def _read(catalogue: Catalogue, page: bytes) -> list[Carried]:
    numbers = array("d")
    numbers.frombytes(page)
    sums, at = [], 0
    for it in catalogue:
        end = at + 2 + (len(KNOTS) if it.kind.fades else 0)
        sums.append(Carried(numbers[at], numbers[at + 1], numbers[at + 2 : end]))
        at = end
    return sums
