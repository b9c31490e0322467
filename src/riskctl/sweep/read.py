"""Read a finished sweep: its pairs, and the days of one."""

from datetime import date
from typing import Final

from riskctl.analysis.days.day import Day
from riskctl.errors import UsageError
from riskctl.model.alert import AlertLevel
from riskctl.model.similar import hint_for
from riskctl.sweep.engines.arrow import EPOCH, Table, arrow, compute, read_tables
from riskctl.sweep.folder import SweepFolder

_DAYS: Final = ("pair", "day", "score", "level")


def days_of(folder: SweepFolder, pair: str) -> list[tuple[int, float, int]]:
    """
    Return day (from 1970), score and level of every day of a pair.

    Raises:
        UsageError: The sweep does not have the pair.
    """
    found: list[tuple[int, float, int]] = []
    bucket = bucket_of(pair)
    said = folder.manifest["buckets"].get(bucket)
    for year in sorted(said["days"], key=int) if said else ():
        table = read_tables([folder.path / said["days"][year]["file"]], columns=_DAYS)
        found += _rows(table, pair)
    if not found:
        others = pairs_of(folder)
        raise UsageError(
            f"{folder.path}: the sweep has no pair `{pair}`",
            hint=hint_for(pair, others, otherwise="two countries, like RUS-USA"),
        )
    return found


def pairs_of(folder: SweepFolder) -> list[str]:
    """Return the pairs of a sweep."""
    names: set[str] = set()
    for said in folder.manifest["buckets"].values():
        last = max(said["days"], key=int)
        table = read_tables(
            [folder.path / said["days"][last]["file"]], columns=["pair"]
        )
        names.update(table.column("pair").unique().to_pylist())
    return sorted(names)


def day_values(folder: SweepFolder, pair: str) -> list[Day]:
    """Return every day of a pair as the product's own value."""
    days: list[Day] = []
    since, came_from = None, None
    for number, score, level in days_of(folder, pair):
        day, now = date.fromordinal(number + EPOCH), AlertLevel(level)
        before = days[-1] if days else None
        if before is None or before.level is not now:
            since, came_from = day, before.level if before else None
        days.append(Day(day, score, now, since or day, came_from, 0))
    return days


def bucket_of(pair: str) -> str:
    """Return the bucket of a pair, as `sql.COUNT` does."""
    from hashlib import md5

    digits = md5(pair.encode(), usedforsecurity=False).hexdigest()
    return digits[0] + ("0" if digits[1] < "8" else "8")


def _rows(table: Table, pair: str) -> list[tuple[int, float, int]]:
    pa, pc = arrow(), compute()
    own = table.filter(pc.equal(table.column("pair").cast(pa.string()), pair))
    days = own.column("day").cast(pa.int32()).to_pylist()
    return list(
        zip(
            days,
            own.column("score").to_pylist(),
            own.column("level").to_pylist(),
            strict=True,
        )
    )
