"""
A plugin of pytest for `tools.mutate`: the tests of a mutant, the quickest first.

mutmut has timed every test. A change that a test of one function notices is then not
tried on every law before that.
"""

import json
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in order; one that was never timed comes first."""
    timed = Path("mutmut-stats.json")
    if timed.exists():
        seconds = json.loads(timed.read_text(encoding="utf-8"))["duration_by_test"]
        items.sort(key=lambda it: seconds.get(it.nodeid, 0.0))
