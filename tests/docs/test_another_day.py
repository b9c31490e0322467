"""The examples of the pages hold on another day than the one they were written on."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import ROOT

# As the Makefile calls it, with what the pages' blocks use.
COG = [
    *("-P", "-I", str(ROOT), "-p"),
    (
        "from docs import example_figures as figures, reference_pages as reference; "
        "from docs.cog_helpers import Desk, console, help_of"
    ),
]
PAGES = [
    path
    for path in (
        ROOT / "README.md",
        ROOT / "docs" / "tutorial.md",
        *sorted((ROOT / "docs" / "how-to").glob("*.md")),
    )
    if "[[[cog" in path.read_text(encoding="utf-8")
]
DAYS_LATER = "101"
COMMAND = re.compile(r"^\$ (.*)$|^\(exit (\d+)\)$", re.MULTILINE)


def commands(page: str) -> list[tuple[str, str]]:
    """Return each command that a page shows, with its exit code unless 0."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        for command, code in COMMAND.findall(block):
            if code:
                found[-1] = (found[-1][0], code)
            else:
                found.append((command, ""))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES, ids=lambda it: it.stem)
def test_holds_more_than_three_months_later(path: Path) -> None:
    """Each command is typed as it is printed, and ends as it did."""
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", *COG, str(path)],
        capture_output=True,
        check=False,
        env={**os.environ, "RISKCTL_DOCS_DAYS_LATER": DAYS_LATER},
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert commands(path.read_text(encoding="utf-8")) == commands(done.stdout)
