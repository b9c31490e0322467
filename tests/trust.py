"""
How often a promise is tried, and what came of it: the rows of `make trust`.

A test that belongs to a row carries `@pytest.mark.trust("R9", ...)`. Its rounds are
few in the daily run; `RISKCTL_TRUST=push` or `=long` asks for the row's own figure.
What was tried is written as JSON to the file that `RISKCTL_TRUST_RESULTS` names.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

import pytest
from hypothesis import HealthCheck, settings

SIZE: Final = os.environ.get("RISKCTL_TRUST", "")
RESULTS: Final = os.environ.get("RISKCTL_TRUST_RESULTS", "")
_PROPERTY: Final = "trust"


def rounds(daily: int, *, push: int, long: int) -> int:
    """Return how often to try, in this run."""
    return {"push": push, "long": long}.get(SIZE, daily)


def tries(number: int) -> settings:
    """Return how Hypothesis is to try so often, on a machine that is busy, too."""
    return settings(
        max_examples=number,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Callable[[int], None]:
    """Return what a test that counts for itself tells its number to."""

    def note(number: int) -> None:
        request.node.stash[_COUNTED] = number

    return note


_COUNTED: Final = pytest.StashKey[int]()


class Collector:
    """Collects, from every process of a run, what the tests of the rows tried."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.found: list[dict[str, Any]] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Any:
        """Note the rows of a test beside its outcome."""
        report = yield
        if report.when == "call" or report.outcome == "skipped":
            for mark in item.iter_markers("trust"):
                number = item.stash.get(_COUNTED, mark.kwargs.get("rounds", 1))
                report.user_properties.append((_PROPERTY, (mark.args[0], number)))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep it; of parallel runs, the first process is told everything."""
        for name, value in report.user_properties:
            if name == _PROPERTY:
                row, number = cast("tuple[str, int]", value)
                self.found.append(
                    {
                        "row": row,
                        "tried": number if report.outcome == "passed" else 0,
                        "test": report.nodeid,
                        "outcome": report.outcome,
                        "seconds": round(report.duration, 2),
                    }
                )

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write it down, in the process that knows all of it."""
        if RESULTS and not hasattr(session.config, "workerinput"):
            text = json.dumps({"size": SIZE or "daily", "tests": self.found}, indent=1)
            Path(RESULTS).write_text(f"{text}\n", encoding="utf-8")
