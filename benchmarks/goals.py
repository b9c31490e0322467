"""The goals, each computed from what was measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.figures import memory_text, ratio_text, time_text
from benchmarks.job import APPEND, LEVEL
from benchmarks.results import Results, in_same_rounds
from benchmarks.riskctl_jobs import (
    BRIEF,
    CHECK,
    EXAMPLE_BRIEF,
    EXAMPLE_HISTORY,
    EXAMPLE_LEVEL,
    EXAMPLE_LOG,
    FIRST,
    HELP,
    RISKCTL,
    WARM_JOBS,
)

_HUNDRED_THOUSAND = 100_000
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """
    One goal and how far it is reached.

    Attributes:
        what: What is measured.
        limit: The most, or the least when *at_least*.
        measured: None when the run did not measure it.
        shown: How limit and measurement are written.
    """

    what: str
    limit: float
    measured: float | None
    shown: Callable[[float], str]
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Met, missed, or not measured."""
        if self.measured is None:
            return "not measured"
        over = self.measured - self.limit
        if over == 0 or (over > 0) is self.at_least:
            return "met"
        return "missed"

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What, goal, measured, verdict."""
        sign = "≥" if self.at_least else "≤"
        measured = "–" if self.measured is None else self.shown(self.measured)
        return (self.what, f"{sign} {self.shown(self.limit)}", measured, self.verdict)


def goals(results: Results) -> list[Goal]:
    """Return every goal, in the order in which the page shows them."""
    return [
        *_start_up_goals(results),
        *_large_log_goals(results),
        *_check_goals(results),
    ]


def _start_up_goals(results: Results) -> Iterator[Goal]:
    for what, limit, name, size in (
        ("`level --brief`, example watch", 1.5, EXAMPLE_BRIEF, None),
        ("`level --brief`, 100,000 events", 1.5, BRIEF, _HUNDRED_THOUSAND),
        ("`level --brief`, 1,000,000 events", 1.5, BRIEF, _MILLION),
        ("`log`, example watch", 1.8, EXAMPLE_LOG, None),
        ("`log`, 100,000 events", 1.8, APPEND, _HUNDRED_THOUSAND),
        ("`log`, 1,000,000 events", 2.2, APPEND, _MILLION),
        ("`level`, 100,000 events", 2.0, LEVEL, _HUNDRED_THOUSAND),
        ("`--help`", 1.5, HELP, None),
    ):
        series = results.get(RISKCTL, name, size)
        yield Goal(
            what=f"{what}: times the floor",
            limit=limit,
            measured=series.floor_ratio if series else None,
            shown=ratio_text,
        )
    history = results.get(RISKCTL, EXAMPLE_HISTORY)
    level = results.get(RISKCTL, EXAMPLE_LEVEL)
    yield Goal(
        what="`history` of eighteen years by day, example watch: times `level`",
        limit=3,
        measured=in_same_rounds(history, level) if history and level else None,
        shown=ratio_text,
    )


def _large_log_goals(results: Results) -> Iterator[Goal]:
    first = results.get(RISKCTL, FIRST, _MILLION)
    yield Goal(
        what="first command, 1,000,000 events: events a second",
        limit=60_000,
        measured=_MILLION / first.seconds if first else None,
        shown="{:,.0f}".format,
        at_least=True,
    )
    for size in (_HUNDRED_THOUSAND, _MILLION):
        cache = results.cache_bytes.get(size)
        yield Goal(
            what=f"cache, {size:,} events: times the log's bytes",
            limit=1 / 3,
            measured=cache / results.log_bytes[size] if cache else None,
            shown=ratio_text,
        )
    found = (results.get(RISKCTL, it, _MILLION) for it in WARM_JOBS if it != CHECK)
    slowest = max(filter(None, found), key=lambda it: it.seconds, default=None)
    yield Goal(
        what="any later command but `check`, `explain`, `backtest` and `site`, "
        "1,000,000 events" + (f" (the slowest: {slowest.name})" if slowest else ""),
        limit=2,
        measured=slowest.seconds if slowest else None,
        shown=time_text,
    )


def _check_goals(results: Results) -> Iterator[Goal]:
    check = results.get(RISKCTL, CHECK, _HUNDRED_THOUSAND)
    yield Goal(
        what="`check`, 100,000 events",
        limit=4,
        measured=check.seconds if check else None,
        shown=time_text,
    )
    yield Goal(
        what="`check`, 100,000 events: peak memory",
        limit=80 * 1024,
        measured=check.peak_kib if check else None,
        shown=memory_text,
    )
