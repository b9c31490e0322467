"""Invented event files: the same seed gives the same bytes, and crises are found."""

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.sweep.invented import Shape, write_files
from riskctl.sweep.engines.ranking import rank
from riskctl.sweep.folder import SweepFolder
from tests.sweep.files import GDELT, machine_order, swept

SHAPE = Shape(5, 4000, 60, date(2018, 7, 1), date(2020, 12, 31), crises=3)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """A file a year, in the layout of GDELT 2.0; another seed gives others."""
    one = write_files(SHAPE, tmp_path / "one")
    two = write_files(SHAPE, tmp_path / "two")
    assert ["2018.export.CSV", "2019.export.CSV", "2020.export.CSV"] == [
        it.name for it in one
    ]
    assert [it.read_bytes() for it in one] == [it.read_bytes() for it in two]
    rows = one[0].read_text(encoding="ascii").splitlines()
    assert {GDELT.columns} == {len(it.split("\t")) for it in rows}
    other = write_files(SHAPE._replace(seed=6), tmp_path / "other")
    assert one[0].read_bytes() != other[0].read_bytes()


@pytest.mark.slow
def test_the_board_finds_what_was_planted(tmp_path: Path) -> None:
    """First of all."""
    paths = write_files(SHAPE, tmp_path / "files")
    swept(machine_order(), paths, tmp_path / "out")
    board = rank(SweepFolder(tmp_path / "out"), most=3)
    planted = json.loads((tmp_path / "files" / "planted.json").read_text())
    assert sorted(planted) == sorted(it.pair for it in board.rows)
