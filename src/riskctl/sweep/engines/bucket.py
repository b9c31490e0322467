"""The tables of one bucket of pairs: what was walked in the place of what was there."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from riskctl.model.month import month_of
from riskctl.sweep.engines.arrow import (
    EPOCH,
    DayRows,
    Table,
    arrow,
    day_digest,
    read_tables,
    write_table,
)
from riskctl.sweep.engines.engine import Work
from riskctl.sweep.engines.merge import merged
from riskctl.sweep.judge import Judged

# The states of so many last months are kept, and of every December: an increment
# that is a few weeks old goes on from there, and the tables stay small.
_MONTHS_KEPT: Final = 3
_DECEMBER: Final = 11


STATE_COLUMNS: Final = ("pair", "month", "state")


def is_kept(month: int, until: date) -> bool:
    """Say whether the state at the end of a month is kept."""
    return month % 12 == _DECEMBER or month >= month_of(until) - _MONTHS_KEPT


def by_year(
    judged: Judged,
) -> Iterator[tuple[int, int, tuple["array[float]", "array[int]"]]]:
    """Yield year, first ordinal, and scores and levels of the year's days."""
    day, end = judged.first, judged.first + len(judged.scores)
    while day < end:
        year = date.fromordinal(day).year
        stop = min(date(year + 1, 1, 1).toordinal(), end)
        part = slice(day - judged.first, stop - judged.first)
        yield year, day, (judged.scores[part], judged.levels[part])
        day = stop


def turns_table(turns: Sequence[tuple[str, int, int, int]]) -> Table:
    """Return changes of level as a table: the pair, the ordinal, before and after."""
    pa = arrow()
    pairs, days, before, after = zip(*turns, strict=True) if turns else [()] * 4
    return pa.table(
        {
            "pair": pa.array(pairs, pa.string()),
            "day": pa.array([it - EPOCH for it in days], pa.int32()).cast(pa.date32()),
            "before": pa.array(before, pa.int8()),
            "after": pa.array(after, pa.int8()),
        }
    )


def write_days(
    work: Work,
    bucket: str,
    old: Mapping[str, Any],
    days: Mapping[int, DayRows],
    begun: Mapping[str, int],
) -> dict[str, Any]:
    """Write the days of each year, and say where they lie."""
    said = dict(old.get("days", {}))
    for year, rows in sorted(days.items()):
        name = f"days/{year}/{bucket}-{work.plan}.parquet"
        before = said.get(str(year))
        kept = read_tables([Path(work.folder) / before["file"]]) if before else None
        table = merged(kept, rows.table(), begun)
        write_table(table, Path(work.folder) / name)
        said[str(year)] = {
            "file": name,
            "rows": table.num_rows,
            "digest": day_digest(table),
        }
    return said


def write_turns(
    work: Work,
    bucket: str,
    old: Mapping[str, Any],
    turns: Table,
    begun: Mapping[str, int],
) -> str:
    """Write the changes of level, and say where they lie."""
    name = f"turns/{bucket}-{work.plan}.parquet"
    kept = read_tables([Path(work.folder) / old["turns"]]) if "turns" in old else None
    write_table(merged(kept, turns, begun), Path(work.folder) / name)
    return name


def write_states(
    work: Work,
    bucket: str,
    old: Mapping[str, Any],
    states: Mapping[int, list[tuple[str, int, bytes]]],
    begun: Mapping[str, int],
) -> dict[str, str]:
    """Write the states of each year, and say where they lie."""
    pa = arrow()
    said = dict(old.get("states", {}))
    months = {it: month_of(date.fromordinal(day)) for it, day in begun.items()}
    last = month_of(work.until)
    for year in sorted(
        set(states) | {it for it in map(int, said) if it >= last // 12 - 1}
    ):
        rows = list(states.get(year, ()))
        if str(year) in said:
            table = read_tables([Path(work.folder) / said[str(year)]])
            columns = (table.column(it).to_pylist() for it in STATE_COLUMNS)
            rows += [
                it
                for it in zip(*columns, strict=True)
                if it[1] < months.get(it[0], last + 1) and is_kept(it[1], work.until)
            ]
        name = f"states/{year}/{bucket}-{work.plan}.parquet"
        pairs, numbers, kept = zip(*sorted(rows), strict=True) if rows else [()] * 3
        table = pa.table(
            {
                "pair": pa.array(pairs, pa.string()),
                "month": pa.array(numbers, pa.int32()),
                "state": pa.array(kept, pa.binary()),
            }
        )
        write_table(table, Path(work.folder) / name)
        said[str(year)] = name
    return said
