"""What a finished run says of itself: what it counted, and what it consists of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from platform import python_version

from riskctl import __version__
from riskctl.analysis.reports.pairs import MACHINE_CODED
from riskctl.reporting.words import UNOFFICIAL
from riskctl.sweep import sql
from riskctl.sweep.engines.engine import Checked, Engine
from riskctl.sweep.folder import FORMAT, Document
from riskctl.sweep.steps import Run


def manifest_of(  # noqa: PLR0913 (what came of the steps of a run)
    run: Run,
    engine: Engine,
    *,
    until: date,
    checked: Mapping[str, Checked],
    counted: int,
    buckets: Mapping[str, Document],
) -> Document:
    """
    Return the manifest of the whole sweep, whose numbers must add up.

    Args:
        until: The last day that was judged.
        checked: What the rows of each new input are, by its digest.
        counted: How many of them count.
        buckets: What is said of every bucket, whether it was judged anew or not.
    """
    inputs = [*run.old.get("inputs", ()), *_input_parts(run, checked)]
    rows = sum(it["rows"] for it in inputs)
    faults: Counter[str] = Counter()
    for it in inputs:
        faults.update(it["not_counted"])
    total = run.old.get("totals", {}).get("counted", 0) + counted
    faults["repeated"] = rows - total - faults.total()
    if faults["repeated"] < 0:
        raise AssertionError(f"{total} rows counted of {rows}, {faults} left out")
    return {
        "riskctl_sweep": FORMAT,
        "unofficial": UNOFFICIAL,
        "machine_coded": MACHINE_CODED,
        "settings": run.order.settings,
        "until": until.isoformat(),
        "digest": _whole_digest(buckets),
        "engine": {"name": engine.name, "version": engine.version},
        "versions": {"riskctl": __version__, "python": python_version()},
        "totals": {
            "rows": rows,
            "counted": total,
            "not_counted": {it: faults[it] for it in sql.FAULTS if faults[it]},
            "pairs": sum(it["pairs"] for it in buckets.values()),
            "days": sum(
                year["rows"] for it in buckets.values() for year in it["days"].values()
            ),
        },
        "inputs": inputs,
        "runs": [*run.old.get("runs", ()), run.plan],
        "buckets": buckets,
    }


def _input_parts(run: Run, checked: Mapping[str, Checked]) -> list[Document]:
    return [
        {
            "path": str(path.resolve()),
            "bytes": path.stat().st_size,
            "sha256": digest,
            "run": run.plan,
            "rows": checked[digest].rows,
            "not_counted": checked[digest].faults,
            "unknown_codes": checked[digest].unknown,
        }
        for digest, path in run.inputs
    ]


def _whole_digest(buckets: Mapping[str, Document]) -> str:
    """Return one digest of every day of every pair, whatever made it, in any order."""
    lines = sorted(
        f"{year} {bucket} {it['digest']}\n"
        for bucket, said in buckets.items()
        for year, it in said["days"].items()
    )
    return sha256("".join(lines).encode("ascii")).hexdigest()


def most_frequent_fault(checked: Iterable[Checked]) -> str:
    """Say what most of the rows lack that are not counted."""
    faults: Counter[str] = Counter()
    for it in checked:
        faults.update(it.faults)
    if not faults:
        return "there are none"
    name, count = faults.most_common(1)[0]
    return f"of {faults.total():,} rows, {count:,} because {sql.FAULTS[name]}"
