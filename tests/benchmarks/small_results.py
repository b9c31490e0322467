"""Results as a benchmark leaves them, from a table of times."""

from collections.abc import Mapping

from benchmarks.results import Results, Run, Series

Times = Mapping[tuple[str, str, int | None], float]


def results(times: Times, *, missing: Mapping[tuple[str, str, int], str]) -> Results:
    """
    Return results of three rounds, the middle one with the time that is given.

    Args:
        times: Seconds by tool, job and size; the floor took 0.1 s.
    """
    series = [
        Series(
            tool=tool,
            name=name,
            size=size,
            shown=f"{tool} {name}",
            runs=[
                Run(number, seconds * factor, seconds, 20 * 1024, 0.1 * factor)
                for number, factor in enumerate((1.0, 0.9, 1.5))
            ],
        )
        for (tool, name, size), seconds in times.items()
    ]
    series += [
        Series(tool=tool, name=name, size=size, shown="", missing=why)
        for (tool, name, size), why in missing.items()
    ]
    sizes = sorted({it.size for it in series if it.size is not None})
    return Results(
        machine={
            "processor": "A processor",
            "cores": "2",
            "memory": "4 GB",
            "kernel": "Linux 6",
            "Python": "3.11",
        },
        versions={"riskctl": "1", "hledger": "2", "ledger": "3"},
        left_out={"jrnl": "there is no `jrnl`"},
        sizes=sizes,
        rounds=3,
        limit_seconds=180,
        log_bytes=dict.fromkeys(sizes, 300 * 1024),
        cache_bytes=dict.fromkeys(sizes, 90 * 1024),
        series=series,
    )
