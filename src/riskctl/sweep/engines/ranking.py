"""Which pairs are most unlike their own past, asked of the tables of a sweep."""

from datetime import date, timedelta
from typing import Any, Final

from riskctl.analysis.reports.pairs import (
    LEAST_EVENTS,
    MONTH_DAYS,
    PAST_DAYS,
    PairBoard,
    PairRow,
)
from riskctl.model.alert import AlertLevel
from riskctl.reporting.extras import extra
from riskctl.sweep.contents import catalogue_in, day_tables
from riskctl.sweep.engines.interrupts import interrupts
from riskctl.sweep.folder import SweepFolder

_WEEKS: Final = 104
# Medians and quantiles pick values, so they are the same in whatever order; a mean of
# floats would not be.
_RANKING: Final = """
WITH days AS (
  SELECT pair, day, score, level FROM read_parquet($days) WHERE day > $begin
), now AS (
  SELECT pair, score, level FROM days WHERE day = $until
), past AS (
  SELECT pair, median(score) AS usual, quantile_disc(score, 0.95) AS high,
    count(*) AS days
  FROM days WHERE day <= $month GROUP BY pair
), month AS (
  SELECT pair, score FROM days WHERE day = $month
), news AS (
  SELECT pair, sum(n) FILTER (WHERE day > $month) AS events,
    sum(n) FILTER (WHERE day <= $month) AS before
  FROM read_parquet($counts) WHERE day > $begin AND day <= $until GROUP BY pair
)
SELECT now.pair, now.level, now.score, coalesce(past.usual, 0), coalesce(past.high, 0),
  month.score, coalesce(news.events, 0)::BIGINT,
  coalesce(news.before, 0)::BIGINT, coalesce(past.days, 0)
FROM now LEFT JOIN past USING (pair) LEFT JOIN month USING (pair)
  LEFT JOIN news USING (pair)
"""
_SERIES: Final = """
SELECT pair, score FROM read_parquet($days)
WHERE list_contains($pairs, pair) AND day > $begin
  AND date_diff('day', day, $until) % 7 = 0
ORDER BY pair, day
"""


def rank(folder: SweepFolder, *, most: int) -> PairBoard:
    """
    Return the pairs that are most unlike their own past.

    Args:
        most: How many.
    """
    manifest = folder.manifest
    until = date.fromisoformat(manifest["until"])
    month = until - timedelta(days=MONTH_DAYS)
    begin = month - timedelta(days=PAST_DAYS)
    rows = [_row(it) for it in _asked(folder, _RANKING, begin, month=month)]
    ranked = [it for it in rows if it.events >= LEAST_EVENTS]
    first = sorted(ranked, key=lambda it: (-it.above, it.pair))[:most]
    by_count = sorted(rows, key=lambda it: (-it.events, it.pair))[:most]
    weeks = _weeks(folder, [it.pair for it in first], until)
    return PairBoard(
        catalogue=catalogue_in(folder),
        until=until,
        rows=tuple(it._replace(weeks=tuple(weeks.get(it.pair, ()))) for it in first),
        by_count=tuple(it.pair for it in by_count),
        ranked=len(ranked),
        pairs=len(rows),
    )


def _row(found: tuple[Any, ...]) -> PairRow:
    pair, level, score, usual, high, month_ago, events, before, days = found
    return PairRow(
        pair=pair,
        level=AlertLevel(level),
        score=score,
        usual=usual,
        high=high,
        month_ago=month_ago,
        events=events,
        base_rate=before * MONTH_DAYS / days if days else 0.0,
    )


def _weeks(
    folder: SweepFolder, pairs: list[str], until: date
) -> dict[str, list[float]]:
    begin = until - timedelta(weeks=_WEEKS)
    found: dict[str, list[float]] = {}
    for pair, score in _asked(folder, _SERIES, begin, pairs=pairs):
        found.setdefault(pair, []).append(score)
    return found


def _asked(
    folder: SweepFolder,
    query: str,
    begin: date,
    **more: Any,  # noqa: ANN401 (whatever the question needs)
) -> list[tuple[Any, ...]]:
    """Return what DuckDB says of the tables from a day on."""
    manifest = folder.manifest
    days = [str(it) for it in day_tables(folder, since=begin.year)]
    counts = [
        str(file)
        for run in manifest["runs"]
        for file in sorted(folder.counts(run).glob("*/*.parquet"))
    ]
    given = {
        "days": days,
        "counts": counts,
        "begin": begin,
        "until": date.fromisoformat(manifest["until"]),
        **more,
    }
    asked = {it: value for it, value in given.items() if f"${it}" in query}
    duckdb = extra("duckdb", package="DuckDB", name="sweep")
    with duckdb.connect() as base, interrupts():
        return list(base.execute(query, asked).fetchall())
