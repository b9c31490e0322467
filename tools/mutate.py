"""
Change the code in one small place at a time, and look whether a test notices.

    python -m tools.mutate 600       a random sample, another one each day
    python -m tools.mutate 600 7     the sample that belongs to a word or number
    python -m tools.mutate all

mutmut makes the mutants and runs the tests that reach each; what to change, and with
which tests, stands in `pyproject.toml`. A mutant that survives is a test that is
missing, or means the same as the code that it was made of: `tests/survivors.toml` says
which do and why, and those are not counted. The figures go to `tests/mutants.json`, for
the trust page.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tools.survivors import known_to_mean_the_same, reasons

MUTANTS: Final = Path("mutants")
FIGURES: Final = Path("tests/mutants.json")
LEAST_PERCENT: Final = 90
# One that makes mutmut write all the mutants, and try next to none.
_FIRST: Final = "riskctl.model.alert.x_worst__mutmut_1"
# A test failed, pytest itself did, or the process crashed.
_KILLED: Final = (1, 3, -6, -11)
_SURVIVED: Final = 0
_NO_TESTS: Final = (5, 33)
# Its tests took many times as long as without the change: it never ends.
_TIMED_OUT: Final = (-9, -24, 24, 36, 152)


def main() -> None:
    """Sample, run, compare with the reasons; fail under the bound."""
    wanted, *words = sys.argv[1:] or ["600"]
    today = datetime.now(UTC).date()
    # What other tests said of a mutant is not to stand.
    shutil.rmtree(MUTANTS, ignore_errors=True)
    _run([_FIRST])
    names = sorted(_verdicts())
    chance = random.Random("".join(words) or f"{today}")  # noqa: S311 (a sample)
    chosen = names if wanted == "all" else chance.sample(names, int(wanted))
    _run(chosen)
    found = _verdicts()
    verdicts = {it: found[it] for it in chosen}
    odd = {
        name: code
        for name, code in verdicts.items()
        if code not in {*_KILLED, *_TIMED_OUT, _SURVIVED, *_NO_TESTS}
    }
    if odd:
        sys.exit(f"mutmut gives no verdict of {len(odd)} mutants: {odd}")
    survived = {
        it: _shown(it)
        for it, code in verdicts.items()
        if code in {_SURVIVED, *_NO_TESTS}
    }
    meaning_the_same = reasons(survived, known_to_mean_the_same())
    counted = len(chosen) - len(meaning_the_same)
    killed = len(chosen) - len(survived)
    figures = {
        "date": f"{today}",
        "mutants": len(names),
        "drawn": len(chosen),
        "meaning the same": len(meaning_the_same),
        "tried": counted,
        "killed": killed,
        "of these timed out": sum(it in _TIMED_OUT for it in verdicts.values()),
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, shown in survived.items():
        if name not in meaning_the_same:
            print(f"{name}\n{shown}")
    percent = 100 * killed / counted
    print(
        f"{percent:.1f} % of {counted} mutants killed; {len(meaning_the_same)} more "
        "mean the same"
    )
    if percent < LEAST_PERCENT:
        sys.exit(f"under {LEAST_PERCENT} %: write tests")


def _run(names: list[str]) -> None:
    """Try mutants; that some survive is no failure yet."""
    done = subprocess.run(
        [_mutmut(), "run", "--max-children", "1", *names],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path("tools").resolve())},
        text=True,
    )
    if done.returncode:
        sys.exit(done.stdout[-10_000:] + done.stderr)


def _mutmut() -> Path:
    return Path(sys.executable).with_name("mutmut")


def _verdicts() -> dict[str, int | None]:
    """Return the exit code of the tests for each mutant; None where not tried."""
    found: dict[str, int | None] = {}
    for path in MUTANTS.rglob("*.meta"):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _shown(name: str) -> str:
    """Return what a mutant changes, as a difference."""
    done = subprocess.run(
        [_mutmut(), "show", name], capture_output=True, check=True, text=True
    )
    return done.stdout


main()
