"""Who edits the walk sees new levels at once, whatever was kept before."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import NOW, ROOT, event
from tests.storage.kept import large_watch

FOUND = [
    event(f"2026-{month:02}-{day:02}", name, value, grade="B2")
    for month in range(1, 10)
    for day, name, value in (
        (3, "clash", "shots"),
        (9, "talks", "call"),
        (20, "treaty", "doubted"),
    )
]
COMMAND = ("history", "--csv", "--step", "day")
# A file of the program, a text in it, and another one that gives other levels.
EDITS = {
    "the walk's step": (
        "analysis/days/walk.py",
        "value += added",
        "value += 2 * added",
    ),
    "the rounding at thresholds": (
        "model/catalogue.py",
        "SCORE_DECIMALS = 6",
        "SCORE_DECIMALS = -2",
    ),
    "the weight of a credibility": ("model/grade.py", "2: 0.75", "2: 0.95"),
    "the reading of a value": (
        "storage/text/canonical_records.py",
        "value or float(number)",
        "value.replace('shots', 'deaths') or float(number)",
    ),
}


def printed(source: Path, folder: Path, cache: Path | str) -> str:
    """Return what a copy of the program prints."""
    done = subprocess.run(
        [sys.executable, "-m", "riskctl", "--watch", str(folder), *COMMAND],
        env={
            **os.environ,
            "PYTHONPATH": str(source),
            "PYTHONDONTWRITEBYTECODE": "1",
            "RISKCTL_CACHE": str(cache),
            "RISKCTL_NOW": NOW,
        },
        cwd=source,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_constant_gives_new_levels_at_once(edit: str, tmp_path: Path) -> None:
    """And the old ones when it is taken back; no number has to be raised."""
    source, cache = tmp_path / "source", tmp_path / "cache"
    package = shutil.copytree(
        ROOT / "src" / "riskctl",
        source / "riskctl",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    folder = large_watch(tmp_path / "watch", FOUND)
    before = printed(source, folder, cache)
    assert before == printed(source, folder, cache)
    assert len(list(cache.glob("*/lift-*"))) > 5

    name, old, new = EDITS[edit]
    text = (package / name).read_text()
    assert text.count(old) == 1
    (package / name).write_text(text.replace(old, new))

    after = printed(source, folder, cache)
    assert after == printed(source, folder, "off")
    assert after != before
    (package / name).write_text(text)
    assert printed(source, folder, cache) == before
