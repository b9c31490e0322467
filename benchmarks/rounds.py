"""Run the jobs in rounds, so that a slow minute of the machine is nobody's fault."""

import sys
from collections.abc import Sequence
from random import Random
from typing import Final

from benchmarks.job import MOST_ROUNDS, Job, WrongAnswerError
from benchmarks.measure import Measured, Meter
from benchmarks.results import Run, Series
from benchmarks.riskctl_jobs import FLOOR, RISKCTL

LIMIT_SECONDS: Final = 60
# Why there is no figure.
OVER_LIMIT: Final = f"> {LIMIT_SECONDS} s"
NOT_RUN: Final = "not run"
FAILED: Final = "failed"

# How often a job runs at most, and after how many seconds in all it is enough.
_PEER_ROUNDS: Final = 3
_PEER_SECONDS: Final = 5.0
_OWN_SECONDS: Final = 12.0
# A start-up does not grow with the log; only what is well above one foretells.
_STARTED_SECONDS: Final = 1.0
_WORTH_SAYING_SECONDS: Final = 8.0
_SEED: Final = 20_261_120


class Rounds:
    """
    The jobs, and what they have taken so far.

    In the first round the sizes come in ascending order, so that a peer whose time
    foretells that it would exceed the limit is not kept busy on a larger log.
    """

    def __init__(self, jobs: Sequence[Job], *, floor: Job, meter: Meter) -> None:
        """Take the jobs; nothing runs yet."""
        self._jobs = list(jobs)
        self._floor = floor
        self._meter = meter
        self._random = Random(_SEED)  # noqa: S311 (an order is no secret)
        self._floor_series = _series_of(floor)
        self._series = [_series_of(it) for it in self._jobs]
        # How long the first, unmeasured run took that writes a peer's cache.
        self._warm_ups: dict[tuple[str, int], float] = {}

    @property
    def series(self) -> list[Series]:
        """What was measured, the floor first."""
        return [self._floor_series, *self._series]

    def run(self, rounds: int) -> None:
        """Run every job once in each round, until it has taken enough."""
        for number in range(rounds):
            order = list(zip(self._jobs, self._series, strict=True))
            self._random.shuffle(order)
            if number == 0:
                order.sort(key=lambda it: it[0].size or 0)
            going = [it for it in order if _goes_on(it[1])]
            say(f"round {number + 1} of {rounds}: {len(going)} jobs")
            for job, series in going:
                series.missing = self._run_once(job, series, number)

    def _run_once(self, job: Job, series: Series, number: int) -> str:
        """Run a job and the floor right before it; say why there is no figure."""
        if not series.runs and self._is_foretold(job):
            return NOT_RUN
        try:
            if job.warms_up and self._warm_up(job) > LIMIT_SECONDS:
                return OVER_LIMIT
            beside = self._floor.run(
                self._meter, number=number, limit_seconds=LIMIT_SECONDS
            )
            taken = self._timed(job, number)
        except WrongAnswerError as error:
            say(f"{_words(job)}: {error}")
            return FAILED
        self._floor_series.runs.append(Run(number, *beside[:3], beside.seconds))
        if taken.timed_out:
            return OVER_LIMIT
        series.runs.append(Run(number, *taken[:3], beside.seconds))
        return ""

    def _timed(self, job: Job, number: int) -> Measured:
        taken = job.run(self._meter, number=number, limit_seconds=LIMIT_SECONDS)
        if taken.seconds > _WORTH_SAYING_SECONDS:
            say(f"{_words(job)}: {taken.seconds:.0f} s")
        return taken

    def _warm_up(self, job: Job) -> float:
        """Let the tool write its cache of a log, once; return the seconds it took."""
        key = (job.tool, job.size or 0)
        if key not in self._warm_ups:
            self._warm_ups[key] = self._timed(job, MOST_ROUNDS).seconds
        return self._warm_ups[key]

    def _is_foretold(self, job: Job) -> bool:
        """Whether a smaller log tells that a peer would exceed the limit here."""
        if job.tool in {RISKCTL, FLOOR} or job.size is None:
            return False
        for other in self._series:
            same = (other.tool, other.name) == (job.tool, job.name)
            if not same or other.size is None or other.size >= job.size:
                continue
            if other.missing in {OVER_LIMIT, NOT_RUN}:
                return True
            seconds = max(
                other.seconds if other.runs else 0.0,
                self._warm_ups.get((other.tool, other.size), 0.0),
            )
            expected = seconds * job.size / other.size
            if seconds > _STARTED_SECONDS and expected > LIMIT_SECONDS:
                return True
        return False


def say(line: str) -> None:
    """Tell whoever waits how far it is."""
    print(line, file=sys.stderr, flush=True)


def _words(job: Job) -> str:
    return f"{job.tool}, {job.name}, {job.size or 'no'} events"


def _series_of(job: Job) -> Series:
    return Series(tool=job.tool, name=job.name, size=job.size, shown=job.shown)


def _goes_on(series: Series) -> bool:
    taken = sum(it.seconds for it in series.runs)
    if series.tool in {RISKCTL, FLOOR}:
        return not series.missing and taken < _OWN_SECONDS
    few = len(series.runs) < _PEER_ROUNDS
    return not series.missing and few and taken < _PEER_SECONDS
