"""Every row of the trust page has tests, and no test a row that is not there."""

import re

import pytest

from tests import trust
from tests.helpers import ROOT
from tools.trust_rows import ROWS

MARK = re.compile(r'mark\.trust\(\s*"(R\d+)"')
# What other tools measure: the mutants, and what the tests run.
MEASURED_ELSEWHERE = {"R24", "R25"}


def test_every_row_is_tried() -> None:
    """Twenty-five of them, in order."""
    marked = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in MARK.findall(path.read_text(encoding="utf-8"))
    }
    assert [it.name for it in ROWS] == [f"R{it}" for it in range(1, 26)]
    assert marked | MEASURED_ELSEWHERE == {it.name for it in ROWS}
    assert not marked & MEASURED_ELSEWHERE


@pytest.mark.parametrize("size", ["", "push", "long"])
def test_rounds_are_those_of_the_run(
    size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few each day, the row's own figure when it is asked for."""
    monkeypatch.setattr(trust, "SIZE", size)
    expected = {"": 3, "push": 20, "long": 100}[size]
    assert trust.rounds(3, push=20, long=100) == expected


def test_a_long_run_never_tries_less() -> None:
    """Of any row."""
    assert all(it.long >= it.push > 0 for it in ROWS)
