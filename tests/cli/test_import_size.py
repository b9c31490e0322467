"""A file that does not fit into memory, and an inbox of thousands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cli.small import small_watch
from tests.helpers import bare_environment, run
from tests.made_gdelt import gdelt_lines
from tests.mappings import SHEET

MEGABYTE = 1024


def watch_with(folder: Path, to: str) -> Path:
    """Return the small watch with the mapping of a sheet."""
    small_watch(folder)
    (folder / "imports").mkdir()
    text = SHEET.replace('to = "log"', f'to = "{to}"')
    (folder / "imports/sheet.toml").write_text(text, encoding="utf-8")
    return folder


def rows(count: int) -> Iterator[bytes]:
    """Yield a table of which one row in a thousand gives an event."""
    yield b"Date;Type;Event;Remarks;Source;Grade\n"
    for number in range(count):
        kind = "Clash" if number % 1000 == 0 else "Op-ed"
        title = f"Event {number}" * 5
        yield f"05/11/2026;{kind};{title};;https://example.org/{number};\n".encode()


def peak(folder: Path, lines: Iterator[bytes]) -> int:
    """Import a stream; return the most kilobytes that the command took."""
    command = [sys.executable, "-m", "riskctl", "--watch", str(folder)]
    process = subprocess.Popen(
        [*command, "import", "-", "--as", "sheet", "--dry-run"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=bare_environment(RISKCTL_NOW="2026-11-20T12:00:00Z"),
    )
    assert process.stdin
    process.stdin.writelines(lines)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss


@pytest.mark.slow
def test_a_hundred_times_the_rows_take_the_same_memory(tmp_path: Path) -> None:
    """A row is forgotten when it was counted; only what says something is kept."""
    folder = watch_with(tmp_path / "w", "log")
    few, many = peak(folder, rows(2_000)), peak(folder, rows(200_000))
    assert many - few < 16 * MEGABYTE


@pytest.mark.slow
def test_thousands_of_candidates_change_no_level(tmp_path: Path) -> None:
    """Nor does `level` look at them: its output and its files are the same."""
    folder = small_watch(tmp_path / "w")
    before = run("level", "--json", folder=folder)
    run("import", "--template", "gdelt2", folder=folder)
    mapping = folder / "imports/gdelt2.toml"
    text = mapping.read_text(encoding="utf-8")
    head, _, _ = text.partition("[[rule]]")
    mapping.write_text(
        head + '[[rule]]\nwhen = {}\ngive = { indicator = "clash", value = "shots" }\n',
        encoding="utf-8",
    )
    lines = "".join(gdelt_lines(5_000, last=date(2026, 11, 19), pairs=1.0))
    outcome = run("import", "-", "--as", "gdelt2", folder=folder, stdin=lines)
    assert outcome.stdout.endswith(" candidates in the inbox: riskctl triage\n")
    assert run("level", "--json", folder=folder) == before
    found = (folder / "inbox").glob("*.toml")
    assert sum(it.read_text().count("[[event]]") for it in found) > 4_900
