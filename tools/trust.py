"""
Measure every promise of the trust page, and write down what came of it.

    python -m tools.trust push
    python -m tools.trust long

Runs the tests that are marked with a row (`tests/trust.py`) at the row's own figure,
prints target and measurement of all twenty-five, and writes them to the page. Further
words are pytest's: a run of some tests leaves the other rows as they were. What no
test measures is read from where it is kept: mutants from `tests/mutants.json`,
coverage from the last `make test`.
"""

import json
import os
import platform
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from tools.trust_rows import ROWS, Row

PAGE: Final = Path("docs/explanation/trust.md")
MUTANTS: Final = Path("tests/mutants.json")
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


class Measured(NamedTuple):
    """What a row came to: how much was tried, in how many tests, and what failed."""

    tried: float
    tests_run: int
    failed: list[str]
    skipped: int
    seconds: float


def main() -> None:
    """Run, print, write; fail where a promise was broken."""
    size = sys.argv[1] if sys.argv[1:] else "push"
    started = datetime.now(UTC)
    found = _run(size, sys.argv[2:])
    measured = {row.name: _measured(row, found) for row in ROWS}
    known = _known()
    table = [
        known[row.name]
        if not measured[row.name].tests_run and row.name in known
        else _line(row, measured[row.name], size)
        for row in ROWS
    ]
    print("\n".join(table))
    _write(table, size, started)
    broken = [it for found in measured.values() for it in found.failed]
    if broken:
        sys.exit("\n".join(["", "broken promises:", *broken]))


def _run(size: str, more: list[str]) -> list[dict[str, Any]]:
    """Run the marked tests; return what each of them tried."""
    with TemporaryDirectory() as name:
        results = Path(name) / "results.json"
        subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-m", "trust"),
                "--timeout=0",
                *("-p", "no:cacheprovider", *more),
            ],
            check=False,
            env={
                **os.environ,
                "RISKCTL_TRUST": size,
                "RISKCTL_TRUST_RESULTS": str(results),
            },
        )
        found: list[dict[str, Any]] = json.loads(results.read_text())["tests"]
        return found


def _measured(row: Row, found: list[dict[str, Any]]) -> Measured:
    mine = [it for it in found if it["row"] == row.name]
    if row.name == "R24":
        return Measured(_killed(), 1, [], 0, 0)
    if row.name == "R25":
        return Measured(_covered(), 1, [], 0, 0)
    outcomes = defaultdict(list)
    for it in mine:
        outcomes[it["outcome"]].append(it["test"])
    tried = [it["tried"] for it in mine]
    number = max(tried, default=0) if row.is_highest else sum(tried)
    if row.by_test:
        number = len({it["test"].partition("[")[0] for it in mine if it["tried"]})
    return Measured(
        number,
        len(mine),
        sorted(set(outcomes["failed"])),
        len(outcomes["skipped"]),
        sum(it["seconds"] for it in mine),
    )


def _known() -> dict[str, str]:
    """Return the lines of the page: a run of some tests leaves the rest as it was."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return {it.split()[1]: it for it in lines if it.startswith("| R")}


def _killed() -> float:
    """Return the per cent of mutants, but for those that mean the same, that die."""
    if not MUTANTS.exists():
        return 0
    kept = json.loads(MUTANTS.read_text(encoding="utf-8"))
    return round(100 * kept["killed"] / kept["tried"], 1)


def _covered() -> float:
    """Return the per cent of lines and branches that the last whole run covered."""
    with TemporaryDirectory() as name:
        out = Path(name) / "coverage.json"
        done = subprocess.run(
            [sys.executable, "-m", "coverage", "json", "-q", "-o", out],
            capture_output=True,
            check=False,
        )
        if done.returncode and not out.exists():
            return 0
        percent: float = json.loads(out.read_text())["totals"]["percent_covered"]
        return round(percent, 1)


def _line(row: Row, found: Measured, size: str) -> str:
    target = row.long if size == "long" else row.push
    shown = f"{found.tried:,g}" if found.tried else "not measured"
    if found.failed:
        verdict = f"**broken** in {len(found.failed)} tests"
    elif not found.tried:
        verdict = "not measured"
    else:
        verdict = "reached" if found.tried >= target else "below"
    if found.skipped:
        verdict += f"; {found.skipped} skipped"
    note = f": {row.note}" if row.note else ""
    return (
        f"| {row.name} | {row.what} | {target:,g} {row.unit} | {shown} "
        f"| {found.seconds:.0f} s | {verdict}{note} |"
    )


def _write(table: list[str], size: str, started: datetime) -> None:
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    tail = rest.partition(END)[2]
    when = (
        f"Measured on {started:%Y-%m-%d}, the {size} figures, on {os.cpu_count()} "
        f"cores, Python {platform.python_version()}."
    )
    lines = [
        BEGIN,
        when,
        "",
        "| row | promise | target | measured | time | |",
        "| --- | --- | ---: | ---: | ---: | --- |",
        *table,
        END,
    ]
    PAGE.write_text(head + "\n".join(lines) + tail, encoding="utf-8")


main()
