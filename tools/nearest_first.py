"""
A plugin of pytest for `tools.mutate`: which tests a mutant meets, and in which order.

First those of its own module, then those of its own room and the laws, then all others
that reach it; the quickest first. mutmut has timed every test. A mutant that none of
them notices within some seconds counts as surviving: there is to be a test near by, and
the run comes to an end.
"""

import json
import os
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, settings

MOST_SECONDS: Final = 10.0
_PROFILE: Final = "mutants"


def pytest_configure() -> None:
    """Let laws try the same examples each time, and shrink none of those that fail."""
    settings.register_profile(
        _PROFILE,
        database=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
    )
    settings.load_profile(_PROFILE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of a mutant in order; all others stay as they are."""
    mutant = os.environ.get("MUTANT_UNDER_TEST", "")
    if "__mutmut_" not in mutant:
        return
    stats: dict[str, Any] = json.loads(Path("mutmut-stats.json").read_bytes())
    seconds: dict[str, float] = stats["duration_by_test"]
    _, *rooms, module = mutant.partition(".x")[0].split(".")

    def distance(item: pytest.Item) -> int:
        path = item.path
        if path.stem in {module, f"test_{module}"}:
            return 0
        return 1 if path.parent.name in {*rooms, "laws"} else 2

    def cost(item: pytest.Item) -> float:
        return seconds.get(item.nodeid, 0.0)

    items.sort(key=lambda it: (distance(it), cost(it)))
    before = accumulate(map(cost, items), initial=0.0)
    items[:] = [
        it for it, spent in zip(items, before, strict=False) if spent < MOST_SECONDS
    ]
