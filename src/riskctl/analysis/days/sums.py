"""
What is carried from month to month for saying how far to trust a day's level.

A sum of fading forces at the end of a month is last month's times what is left
after so many days, plus this month's own. So the sum on any day takes one month,
however long the log is. It is kept for more than the score needs: for the well
graded, and for a row of other half-lives, from half to double.
"""

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from math import exp2, fsum
from typing import Final, NamedTuple

from riskctl.analysis.days.score import Sums
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.ledger import Ledger
from riskctl.model.month import first_of, month_of
from riskctl.model.sheet import Sheet
from riskctl.model.tally import Tally

_KIND: Final = "sums"
# Half-lives of 2^-1, 2^-0.75 … 2^1 times the catalogue's.
KNOTS: Final = tuple(it / 4.0 - 1.0 for it in range(9))
_OWN: Final = KNOTS.index(0.0)


class Carried(NamedTuple):
    """
    What an indicator's events come to on a day, in more ways than the score needs.

    Attributes:
        good: The part of the sums that is graded B2 or better.
        knots: The sums at every half-life of `KNOTS`; for a status one: what its
            events still hold of its state.
    """

    good: Sums
    knots: Sequence[Sums]

    @property
    def own(self) -> Sums:
        """The sums at the catalogue's half-life."""
        return self.knots[_OWN] if len(self.knots) > _OWN else self.knots[0]


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
    none = Sums(0.0)
    return Carried(none, (none,) * (len(KNOTS) if indicator.kind.fades else 1))


def _gone_on(
    catalogue: Catalogue, sums: Sequence[Carried], sheet: Sheet, *, end: date
) -> list[Carried]:
    """Return the sums at the end of a day, from those of the month's eve."""
    last = end.toordinal()
    gone_on = []
    for it, before in zip(catalogue, sums, strict=True):
        news = [line for line in sheet.get(it.id, ()) if line[0] <= last]
        if it.kind.fades:
            gone_on.append(_faded(it.half_life_days, before, news, end=end))
        else:
            gone_on.append(_held(before, news))
    return gone_on


def _faded(
    half_life: float, before: Carried, news: Sequence[tuple[int, Tally]], *, end: date
) -> Carried:
    if not news and before.own == Sums(0.0):
        return before
    over = _left(half_life, end.day)
    left = [(it, _left(half_life, end.toordinal() - day)) for day, it in news]
    good = [(Sums(it.good_force, it.good_squares), by[_OWN]) for it, by in left]
    return Carried(
        _summed(before.good, over[_OWN], good),
        [
            _summed(
                knot,
                over[at],
                [(Sums(it.force, it.squares), by[at]) for it, by in left],
            )
            for at, knot in enumerate(before.knots)
        ],
    )


def _summed(before: Sums, over: float, news: Sequence[tuple[Sums, float]]) -> Sums:
    """
    Return sums on a later day: what is left of them, and of what is new.

    Args:
        over: What is left by then of a force of 1.
        news: New sums, each with what is left of a force of 1 on its day.
    """
    return Sums(
        fsum((before.force * over, *(it.force * by for it, by in news))),
        fsum((before.squares * over**2, *(it.squares * by**2 for it, by in news))),
    )


@cache
def _left(half_life_days: float, days: int) -> tuple[float, ...]:
    """Return what is left of a force after some days, at every half-life."""
    rate = -days / half_life_days
    return tuple(exp2(rate * exp2(-knot)) for knot in KNOTS)


def _held(before: Carried, news: Sequence[tuple[int, Tally]]) -> Carried:
    force, good = before.own.force, before.good.force
    for _, it in news:
        force, good = it.force + it.kept * force, it.good_force + it.kept * good
    return Carried(Sums(good), (Sums(force),))


def _page(sums: Sequence[Carried]) -> bytes:
    numbers = array("d")
    for it in sums:
        for one in (it.good, *it.knots):
            numbers.extend(one)
    return numbers.tobytes()


def _read(catalogue: Catalogue, page: bytes) -> list[Carried]:
    numbers = array("d")
    numbers.frombytes(page)
    pairs = [Sums(*it) for it in zip(numbers[::2], numbers[1::2], strict=True)]
    sums, at = [], 0
    for it in catalogue:
        end = at + 1 + (len(KNOTS) if it.kind.fades else 1)
        sums.append(Carried(pairs[at], pairs[at + 1 : end]))
        at = end
    return sums
