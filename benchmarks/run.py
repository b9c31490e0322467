"""
Time riskctl and its peers on the same jobs, and write the tables of the page.

    python -m benchmarks.run            1,000, 10,000 and 100,000 events
    python -m benchmarks.run tables     the page again, from the last whole run

`BENCH_SIZES` (events, separated by blanks), `BENCH_ROUNDS` and `BENCH_PEERS` choose.
A run with 1,000,000 events as well, in all rounds and with every peer, is whole and
writes the page. With `BENCH_PEERS=none` it writes what riskctl takes, and leaves what
the peers took, which changes seldom. Any other run prints its tables and leaves the
page alone.
"""

import os
import sys
from collections.abc import Sequence
from time import monotonic
from typing import Final

from benchmarks.installs import install_riskctl
from benchmarks.job import HISTORY, MOST_ROUNDS, REPORT, Job, Place, WrongAnswerError
from benchmarks.machine import machine_words
from benchmarks.measure import Meter
from benchmarks.page import PAGE, TABLES, with_tables
from benchmarks.peers.found import KINDS, NotInstalledError, find_peer
from benchmarks.peers.peer import Peer
from benchmarks.places import make_place
from benchmarks.results import Results
from benchmarks.riskctl_jobs import CHECK, FIRST, RISKCTL, folder_bytes
from benchmarks.rounds import FAILED, LIMIT_SECONDS, Rounds, say
from benchmarks.scales import ROOT

# Environments, logs and copies: some gigabytes, which git and the packager ignore.
_WORK: Final = ROOT / ".venv-bench"
LATEST: Final = ROOT / "benchmarks" / "results" / "latest.json"
_SHORT: Final = LATEST.with_name("short.json")

_SIZES: Final = (1_000, 10_000, 100_000)
# What the page shows: the largest log is run on request.
_PAGE_SIZES: Final = (*_SIZES, 1_000_000)
_ROUNDS: Final = 7
_NO_PEERS: Final = ("none",)
# Beyond this size, peers do only what is done daily: what they would tell of the
# others is known from `level`, and some take minutes.
_PEERS_ALL_JOBS_TO: Final = 100_000
_NOT_DAILY: Final = (REPORT, HISTORY)


def main(words: list[str]) -> int:
    """Run what the environment asks for; return 1 when a job failed."""
    if words == ["tables"]:
        _write_page(Results.read(LATEST))
        return 0
    began = monotonic()
    sizes = tuple(int(it) for it in os.environ.get("BENCH_SIZES", "").split()) or _SIZES
    rounds = int(os.environ.get("BENCH_ROUNDS") or _ROUNDS)
    names = tuple(os.environ.get("BENCH_PEERS", " ".join(KINDS)).split())
    is_whole = (sizes, rounds) == (_PAGE_SIZES, _ROUNDS)
    is_for_page = is_whole and names in {tuple(KINDS), _NO_PEERS}
    results = measure(sizes, min(rounds, MOST_ROUNDS), names)
    if is_for_page and names == _NO_PEERS:
        results = results.with_peers_of(Results.read(LATEST))
    results.write(LATEST if is_for_page else _SHORT)
    if is_for_page:
        _write_page(results)
    else:
        for name, table in TABLES.items():
            print(f"\n{name}\n\n{table(results)}")
    say(f"{(monotonic() - began) / 60:.0f} minutes")
    return int(any(it.missing == FAILED for it in results.series))


def measure(sizes: Sequence[int], rounds: int, names: Sequence[str]) -> Results:
    """Install, generate, warm up and run everything."""
    say("installing")
    riskctl = install_riskctl(_WORK)
    peers, left_out = _find_peers(names)
    places = []
    for size in sizes:
        say(f"{size:,} events")
        places.append(make_place(_WORK, size, peers, riskctl))
    without_log = riskctl.jobs_without_a_log()
    jobs = list(without_log)
    for place in places:
        jobs += riskctl.jobs(place)
        jobs += [job for peer in peers for job in _jobs_of(peer, place)]
    with Meter(_WORK, python=riskctl.python) as meter:
        _warm_up(without_log, meter)
        for place in places:
            say(f"warming up {place.size:,}")
            warm = [it for it in riskctl.jobs(place) if it.name not in {CHECK, FIRST}]
            _warm_up(riskctl.warm_ups(place) + warm, meter)
        measured = Rounds(jobs, floor=riskctl.floor(), meter=meter)
        measured.run(rounds)
    return Results(
        machine=machine_words(),
        versions={
            RISKCTL: riskctl.version,
            **{it.name: it.version for it in peers},
        },
        left_out=left_out,
        sizes=list(sizes),
        rounds=rounds,
        limit_seconds=LIMIT_SECONDS,
        log_bytes={it.size: folder_bytes(it.folder / "watch" / "log") for it in places},
        cache_bytes={it.size: riskctl.cache_bytes(it) for it in places},
        series=measured.series,
    )


def _find_peers(names: Sequence[str]) -> tuple[list[Peer], dict[str, str]]:
    peers, left_out = [], {}
    for name in KINDS:
        if name not in names:
            left_out[name] = "not asked for"
            continue
        try:
            peers.append(find_peer(name, _WORK))
        except NotInstalledError as error:
            left_out[name] = str(error)
            say(f"{name} is left out: {error}")
    return peers, left_out


def _jobs_of(peer: Peer, place: Place) -> list[Job]:
    daily_only = place.size > _PEERS_ALL_JOBS_TO
    return [
        it
        for it in KINDS[peer.name].jobs(peer, place)
        if not (daily_only and it.name in _NOT_DAILY)
    ]


def _warm_up(jobs: Sequence[Job], meter: Meter) -> None:
    """Let riskctl keep what it keeps between commands."""
    for job in jobs:
        try:
            job.run(meter, number=MOST_ROUNDS, limit_seconds=LIMIT_SECONDS)
        except WrongAnswerError as error:
            say(f"{job.tool}: {job.name}: {error}")


def _write_page(results: Results) -> None:
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_tables(text, results), encoding="utf-8")
    say(f"wrote {PAGE.name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
