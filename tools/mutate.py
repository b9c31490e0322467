"""
Change the code in one small place at a time, and look whether a test notices.

    python -m tools.mutate 600       a random sample, another one each day
    python -m tools.mutate all

mutmut makes the mutants and runs the tests that reach each; what to change, and with
which tests, stands in `pyproject.toml`. What survives is to have its reason in
`tests/survivors.toml`: a change that means the same, or that is not worth a test. The
figures go to `tests/mutants.json`, for the trust page.
"""

import json
import random
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

MUTANTS: Final = Path("mutants")
FIGURES: Final = Path("tests/mutants.json")
REASONS: Final = Path("tests/survivors.toml")
LEAST_PERCENT: Final = 90
# One that makes mutmut write all the mutants, and try next to none.
_FIRST: Final = "riskctl.model.alert.x_worst__mutmut_1"
_SURVIVED: Final = 0
_NO_TESTS: Final = (5, 33)


def main() -> None:
    """Sample, run, compare with the reasons; fail under the bound."""
    wanted = sys.argv[1] if sys.argv[1:] else "600"
    _run([_FIRST])
    names = sorted(_verdicts())
    today = datetime.now(UTC).date()
    chance = random.Random(f"{today}")  # noqa: S311 (another sample each day)
    chosen = names if wanted == "all" else chance.sample(names, int(wanted))
    _run([] if wanted == "all" else chosen)
    verdicts = _verdicts()
    survived = [it for it in chosen if verdicts[it] in {_SURVIVED, *_NO_TESTS}]
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    unexplained = [it for it in survived if it not in reasons]
    killed = len(chosen) - len(survived)
    figures = {
        "date": f"{today}",
        "mutants": len(names),
        "tried": len(chosen),
        "killed": killed,
        "explained": len(survived) - len(unexplained),
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for it in unexplained:
        print(_shown(it))
    percent = 100 * killed / len(chosen)
    print(f"{percent:.1f} % of {len(chosen)} mutants killed, {len(survived)} survived")
    if unexplained:
        print(f"{len(unexplained)} without a reason in {REASONS}: write a test, or it")
    if percent < LEAST_PERCENT:
        sys.exit(f"under {LEAST_PERCENT} %")


def _run(names: list[str]) -> None:
    """Try mutants, all unless some are named; that some survive is no failure yet."""
    subprocess.run(
        [
            Path(sys.executable).with_name("mutmut"),
            "run",
            "--max-children",
            "1",
            *names,
        ],
        check=False,
        stdout=subprocess.DEVNULL,
    )


def _verdicts() -> dict[str, int | None]:
    """Return the exit code of the tests for each mutant; None where not tried."""
    return {name: code for it in _metas() for name, code in it.items()}


def _metas() -> Iterator[dict[str, int | None]]:
    for path in MUTANTS.rglob("*.meta"):
        codes: dict[str, int | None] = json.loads(path.read_text())["exit_code_by_key"]
        yield codes


def _shown(name: str) -> str:
    """Return what a mutant changes."""
    done = subprocess.run(
        [Path(sys.executable).with_name("mutmut"), "show", name],
        capture_output=True,
        check=False,
        text=True,
    )
    return f"{name}\n{done.stdout}"


main()
