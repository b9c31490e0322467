"""One bucket of pairs, from its counts to its tables: a unit of work anywhere."""

import json
from array import array
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riskctl.analysis.days.rules import Rules
from riskctl.model.counts import Count, CountLedger
from riskctl.model.grade import GRADES
from riskctl.model.month import first_of, month_of
from riskctl.storage.disk.files import failures
from riskctl.storage.disk.whole import put_whole
from riskctl.sweep.engines.arrow import (
    EPOCH,
    RESUME_HINT,
    DayRows,
    Table,
    arrow,
    read_tables,
    since,
)
from riskctl.sweep.engines.bucket import (
    STATE_COLUMNS,
    by_year,
    is_kept,
    turns_table,
    write_days,
    write_states,
    write_turns,
)
from riskctl.sweep.engines.engine import Work, mark_of
from riskctl.sweep.judge import Start, judge


def judge_bucket(work: Work, bucket: str, counts: Table) -> dict[str, Any]:
    """
    Judge the pairs of a bucket that are to be walked, and write their tables.

    Args:
        counts: Of the whole bucket, of this run and all before.

    Returns:
        What the manifest says of the bucket; it is marked as done before.
    """
    old = work.tables.get(bucket, {})
    needed, starts = _walks(work, bucket, old, counts)
    rules = Rules(work.catalogue)
    days: dict[int, DayRows] = defaultdict(DayRows)
    turns: list[tuple[str, int, int, int]] = []
    states: dict[int, list[tuple[str, int, bytes]]] = defaultdict(list)
    begun: dict[str, int] = {}
    for pair in sorted(needed):
        judged = judge(
            rules,
            CountLedger(work.catalogue, needed[pair]),
            until=work.until,
            start=starts.get(pair),
            keeps=lambda month: is_kept(month, work.until),
        )
        if judged is None:
            continue
        begun[pair] = judged.first
        for year, first, part in by_year(judged):
            days[year].add(pair, first, *part)
        turns += ((pair, *it) for it in judged.turns)
        for month, state in judged.states.items():
            states[month // 12].append((pair, month, state.tobytes()))
    said = dict(old)
    said["days"] = write_days(work, bucket, old, days, begun)
    said["turns"] = write_turns(work, bucket, old, turns_table(turns), begun)
    said["states"] = write_states(work, bucket, old, states, begun)
    pairs = set(counts.column("pair").unique().to_pylist())
    said |= {"pairs": len(pairs), "walked": len(begun)}
    with failures(work.marks, hint=RESUME_HINT):
        put_whole(mark_of(work.marks, bucket), json.dumps(said).encode("ascii"))
    return said


def _walks(
    work: Work, bucket: str, old: Mapping[str, Any], counts: Table
) -> tuple[dict[str, list[Count]], dict[str, Start]]:
    """
    Say which pairs are walked, by the counts that the walk needs, and from where.

    Who has no start begins anew.
    """
    if work.until_before is None:
        return _counts_by_pair(counts), {}
    fresh = read_tables(
        sorted((Path(work.fresh) / f"bucket={bucket}").glob("*.parquet"))
    )
    touched = _touched(fresh) if fresh else {}
    if work.until > work.until_before:
        last = month_of(work.until_before)
        pairs = counts.column("pair").unique().to_pylist()
        touched = {it: min(touched.get(it, last), last) for it in pairs}
    starts = _starts(work, old, touched)
    firsts = {pair: _first_day(starts.get(pair)) for pair in touched}
    needed: dict[str, list[Count]] = {pair: [] for pair in touched}
    return needed | _counts_by_pair(since(counts, firsts)), starts


def _touched(fresh: Table) -> dict[str, int]:
    """Return the earliest month of each pair that has something new."""
    days = fresh.group_by("pair").aggregate([("day", "min")])
    pairs = zip(
        days.column("pair").to_pylist(), days.column("day_min").to_pylist(), strict=True
    )
    return {pair: month_of(day) for pair, day in pairs}


def _first_day(start: Start | None) -> int:
    return first_of(start.month).toordinal() if start else 0


def _starts(
    work: Work, old: Mapping[str, Any], touched: Mapping[str, int]
) -> dict[str, Start]:
    """Return for each touched pair the last state that is kept before its month."""
    found: dict[str, Start] = {}
    if not touched:
        return found
    latest = max(touched.values())
    for year in sorted(map(int, old.get("states", {})), reverse=True):
        if year > latest // 12 or len(found) == len(touched):
            continue
        table = read_tables([Path(work.folder) / old["states"][str(year)]])
        rows = zip(*(table.column(it).to_pylist() for it in STATE_COLUMNS), strict=True)
        for pair, month, numbers in rows:
            before = found.get(pair)
            if month >= touched.get(pair, 0) or (before and before.month > month):
                continue
            state = array("d")
            state.frombytes(numbers)
            found[pair] = Start(month + 1, state)
    return found


def _counts_by_pair(table: Table) -> dict[str, list[Count]]:
    """Return the counts of each pair."""
    names = ("pair", "indicator", "day", "turn", "number", "grade", "n")
    pa = arrow()
    columns = [
        table.column(it).cast(pa.int32()).to_pylist()
        if it == "day"
        else table.column(it).to_pylist()
        for it in names
    ]
    found: dict[str, list[Count]] = defaultdict(list)
    for pair, indicator, day, turn, number, grade, times in zip(*columns, strict=True):
        found[pair].append(
            Count(indicator, day + EPOCH, turn, number, GRADES[grade], times)
        )
    return dict(found)
