"""The goals, each computed from what was measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.figures import memory_text, ratio_text, time_text
from benchmarks.job import APPEND, HISTORY, LAST_WEEK, LEVEL, REPORT
from benchmarks.peers.found import KINDS
from benchmarks.results import Results, Series, in_same_rounds
from benchmarks.riskctl_jobs import (
    BRIEF,
    COLD,
    EXAMPLE_BRIEF,
    EXAMPLE_HISTORY,
    EXAMPLE_LEVEL,
    HELP,
    RISKCTL,
    WARM_JOBS,
)

_HUNDRED = 100
_HUNDRED_THOUSAND = 100_000
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """
    One goal and how far it is reached.

    Attributes:
        what: What is measured.
        limit: The most, or the least when *at_least*.
        measured: Nothing when the run did not measure it.
        shown: How limit and measurement are written.
    """

    what: str
    limit: float
    measured: float | None
    shown: Callable[[float], str]
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Met, missed or not measured."""
        if self.measured is None:
            return "not measured"
        if self.at_least:
            return "met" if self.measured >= self.limit else "missed"
        return "met" if self.measured <= self.limit else "missed"

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
        *_peer_goals(results),
        *_history_goals(results),
        *_growth_goals(results),
        *_resource_goals(results),
    ]


def _start_up_goals(results: Results) -> Iterator[Goal]:
    for what, limit, name, size in (
        ("`level --brief`, example watch", 1.4, EXAMPLE_BRIEF, None),
        ("`level --brief`, 100,000 events", 1.4, BRIEF, _HUNDRED_THOUSAND),
        ("`level --brief`, 1,000,000 events", 1.6, BRIEF, _MILLION),
        ("`log` one event into 1,000,000", 1.6, APPEND, _MILLION),
        ("`--help`", 1.5, HELP, None),
    ):
        series = results.get(RISKCTL, name, size)
        yield Goal(
            what=f"{what}: times the floor",
            limit=limit,
            measured=series.floor_ratio if series else None,
            shown=ratio_text,
        )


def _peer_goals(results: Results) -> Iterator[Goal]:
    own = results.get(RISKCTL, LEVEL, _HUNDRED_THOUSAND)
    peers = [
        series
        for name, kind in KINDS.items()
        if kind.sums and (series := results.get(name, LEVEL, _HUNDRED_THOUSAND))
    ]
    fastest = min(peers, key=lambda it: it.seconds, default=None)
    yield Goal(
        what="level at 100,000: faster than the fastest peer that adds up"
        + (f" ({fastest.tool})" if fastest else ""),
        limit=8,
        measured=fastest.seconds / own.seconds if own and fastest else None,
        shown=_times,
        at_least=True,
    )
    own = results.get(RISKCTL, APPEND, _HUNDRED_THOUSAND)
    hledger = results.get("hledger", APPEND, _HUNDRED_THOUSAND)
    yield Goal(
        what="append at 100,000: faster than `hledger add`",
        limit=30,
        measured=hledger.seconds / own.seconds if own and hledger else None,
        shown=_times,
        at_least=True,
    )


def _history_goals(results: Results) -> Iterator[Goal]:
    def ratio(above: Series | None, below: Series | None) -> float | None:
        return in_same_rounds(above, below) if above and below else None

    yield Goal(
        what="`history` of eighteen years by day, example watch: times `level`",
        limit=3,
        measured=ratio(
            results.get(RISKCTL, EXAMPLE_HISTORY), results.get(RISKCTL, EXAMPLE_LEVEL)
        ),
        shown=ratio_text,
    )
    history = results.get(RISKCTL, HISTORY, _MILLION)
    yield Goal(
        what="`history` of ten years by day, 1,000,000 events",
        limit=1,
        measured=history.seconds if history else None,
        shown=time_text,
    )
    yield Goal(
        what="weekly report, 1,000,000 events: times the same at 100",
        limit=2.5,
        measured=ratio(
            results.get(RISKCTL, REPORT, _MILLION),
            results.get(RISKCTL, REPORT, _HUNDRED),
        ),
        shown=ratio_text,
    )


def _growth_goals(results: Results) -> Iterator[Goal]:
    for name in (LEVEL, APPEND, LAST_WEEK, REPORT):
        yield Goal(
            what=f"growth exponent of {name}, from 10,000 events",
            limit=0.10,
            measured=results.exponent(RISKCTL, name),
            shown="{:.2f}".format,
        )


def _resource_goals(results: Results) -> Iterator[Goal]:
    warm = [
        series
        for name in WARM_JOBS
        if (series := results.get(RISKCTL, name, _MILLION)) is not None
    ]
    most = max(warm, key=lambda it: it.peak_kib, default=None)
    yield Goal(
        what="peak memory at 1,000,000, with the index"
        + (f" (the most: {most.name})" if most else ""),
        limit=60 * 1024,
        measured=most.peak_kib if most else None,
        shown=memory_text,
    )
    cold = results.get(RISKCTL, COLD, _MILLION)
    yield Goal(
        what="peak memory at 1,000,000, building the index",
        limit=250 * 1024,
        measured=cold.peak_kib if cold else None,
        shown=memory_text,
    )
    yield Goal(
        what="building the index of 1,000,000: events a second, the command included",
        limit=80_000,
        measured=_MILLION / cold.seconds if cold else None,
        shown="{:,.0f}".format,
        at_least=True,
    )
    index = results.index_bytes.get(_MILLION)
    yield Goal(
        what="index file at 1,000,000: times the log's bytes",
        limit=1.2,
        measured=index / results.log_bytes[_MILLION] if index else None,
        shown=ratio_text,
    )


def _times(ratio: float) -> str:
    return f"{ratio_text(ratio)} ×"
