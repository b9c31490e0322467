"""How many records a log holds, so that a loss of some can be seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from zlib import crc32

# Records whose ids do not begin with a month.
OTHERS: Final = "other"
_MONTH_LENGTH: Final = len("2026-05")
_SUM_LIMIT: Final = 2**32


class Held(NamedTuple):
    """
    Some records, as a count.

    Attributes:
        records: How many there are.
        ids: Of their ids' checksums, in any order; another one means other records.
    """

    records: int
    ids: int


def held_of(ids: Iterable[str]) -> dict[str, Held]:
    """
    Return what records come to, by the month with which their ids begin.

    By that month and not by the file, so that a record may be moved from one file
    to another and is not missed.

    >>> held_of(["2026-05-20-7q3kd2", "mine"]).keys()
    dict_keys(['2026-05', 'other'])
    """
    found: dict[str, list[int]] = defaultdict(list)
    for it in ids:
        found[it[:_MONTH_LENGTH]].append(crc32(it.encode("utf-8", "surrogatepass")))
    return added(
        {_month(begin): Held(len(sums), sum(sums) % _SUM_LIMIT)}
        for begin, sums in found.items()
    )


def added(counts: Iterable[Mapping[str, Held]]) -> dict[str, Held]:
    """Return what some parts hold together; no record stands in two of them."""
    total: dict[str, Held] = {}
    for it in counts:
        for month, held in it.items():
            count, sum_ = total.get(month, (0, 0))
            total[month] = Held(count + held.records, (sum_ + held.ids) % _SUM_LIMIT)
    return total


def _month(begin: str) -> str:
    year, hyphen, month = begin[:4], begin[4:5], begin[5:]
    if hyphen == "-" and begin.isascii() and year.isdigit() and month.isdigit():
        return begin if len(month) == len("05") else OTHERS
    return OTHERS
