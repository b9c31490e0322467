"""
Another Python, or the lowest version of every library, prints the same bytes.

`make test-python` and `make test-lowest` name the other interpreter, which has
riskctl installed; without it there is nothing to compare.
"""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from textwrap import dedent

import pytest

from tests.helpers import EXAMPLE, make_watch
from tools.printed_commands import commands, facts_of

OTHER = os.environ.get("RISKCTL_OTHER_PYTHON", "")
FACTS = facts_of(EXAMPLE)
# All commands in one process: most of a short command's time is its start.
SCRIPT = """
import sys
from riskctl.cli.app import app

for line in sys.argv[1:]:
    print(f"$ {line!r}", flush=True)
    try:
        app(line.split("\\t"))
    except SystemExit as end:
        print(f"exit {end.code}", flush=True)
"""
# Letters, marks and signs of Unicode 15, 15.1, 16 and 17; a digit, a wide one, cases.
YOUNG = (
    "\U0001e030 \u1c89\u1c8a \U0001fae8 \u2ffc \U00011f04 \U0001ccf0 \ua7dc \U0001e6c0"
)
OLD = (
    "İstanbul ẞtraße ǅ ﬁ \u0e33 ½ Å \U0001f9d1\u200d\U0001f680 "
    "\u0645\u06cc\u200c\u062e\u0648"
)
ODD = """\
    [[event]]
    id = "2026-11-{day}-aaaaaa"
    date = 2026-11-{day}
    indicator = "clash"
    value = "shots"
    title = "{title}"
    sources = ["https://example.org/{day}"]
    grade = "B2"
    recorded = 2026-11-{day}T12:00:00Z
"""
ODD_COMMANDS = (
    "level",
    "events",
    "events --json",
    "events --match straße",
    "events --match a",
    "show 2026-11-05-aaaaaa",
    "report -f markdown --week 2026-W45",
    "report -f html --week 2026-W45",
    "check",
)

pytestmark = pytest.mark.skipif(
    not OTHER, reason="RISKCTL_OTHER_PYTHON names no other interpreter"
)


def said(python: str, lines: list[str], folder: Path, cache: Path, now: str) -> bytes:
    """Return what riskctl prints on another interpreter, or on this one."""
    done = subprocess.run(
        [python, "-c", SCRIPT, *lines],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
            "RISKCTL_NOW": now,
            "RISKCTL_WATCH": str(folder),
            "RISKCTL_STATE": "off",
            "RISKCTL_CACHE": str(cache),
        },
    )
    return done.stdout


def compare(lines: list[str], folder: Path, scratch: Path, now: str) -> None:
    """Compare the two, each with a cache of its own, and then with the other's."""
    first, second = scratch / "this", scratch / "other"
    expected = said(sys.executable, lines, folder, first, now)
    assert expected.count(b"$ ") >= len(lines)
    assert b"Traceback" not in expected
    assert expected == said(OTHER, lines, folder, second, now)
    # What one has kept, the other believes or makes anew.
    assert expected == said(OTHER, lines, folder, first, now)


def test_the_example_is_the_same_to_the_byte(tmp_path: Path) -> None:
    """Thirty-two commands; the watch is found by `RISKCTL_WATCH`."""
    folder = copytree(EXAMPLE, tmp_path / "w")
    lines = ["\t".join(it) for it in commands(FACTS)]
    compare(lines, folder, tmp_path, f"{FACTS.now:%Y-%m-%dT%H:%M:%SZ}")


@pytest.mark.parametrize("title", [OLD, YOUNG], ids=["old", "young"])
def test_any_letter_is_the_same_to_the_byte(title: str, tmp_path: Path) -> None:
    """What one Python's Unicode does not know yet is not shown in two ways."""
    text = "\n".join(
        dedent(ODD).format(day=f"{day:02}", title=title[: day * 3])
        for day in range(1, 10)
    )
    folder = make_watch(tmp_path / "w", {"2026-11.toml": text})
    lines = ["\t".join(it.split()) for it in ODD_COMMANDS]
    compare(lines, folder, tmp_path, "2026-11-20T12:00:00Z")


def test_what_is_written_is_the_same_to_the_byte(tmp_path: Path) -> None:
    """An entry, its correction and its end, by who `RISKCTL_BY` names."""
    lines = [
        "log\tclash\tdeaths\tİ \U0001fae8\t-s\thttps://example.org/x\t-g\tB2",
        "undo\t--yes",
        "note\tﬁ",
    ]
    logs = []
    for name, python in (("this", sys.executable), ("other", OTHER)):
        folder = make_watch(tmp_path / name)
        said(python, lines, folder, tmp_path / "off", "2026-11-20T12:00:00Z")
        logs.append({it.name: it.read_bytes() for it in (folder / "log").iterdir()})
    assert logs[0] == logs[1]
    assert logs[0]
