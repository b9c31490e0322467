"""What the tests of history, change, outlook and backtest share."""

import json
import shlex
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker

from tests.cli.small import small_watch, tree
from tests.golden import assert_stored, transcript
from tests.helpers import Outcome, run

SCREENS: Final = Path(__file__).parent / "time_screens"
WINDOWS: Final = """\
start,end,label,kind,source
2026-11-10,2026-11-14,"Shots, and a death",peak,https://example.org/
2026-10-20,2026-11-03,After the call,thaw,https://example.org/
2025-01-01,2025-02-01,Before the log,peak,https://example.org/
2026-10-05,2026-10-12,=1+1,calm,https://example.org/
"""


def assert_screen(name: str, command: str, folder: Path) -> None:
    """Compare what a command prints of the small watch; no file may be touched."""
    small = small_watch(folder / "small")
    windows = folder / "windows.csv"
    windows.write_text(WINDOWS, encoding="utf-8")
    before = tree(small)
    outcome = run(
        *shlex.split(command.replace("windows.csv", str(windows))), folder=small
    )

    assert_stored(SCREENS / f"{name}.txt", transcript(command, outcome))
    assert before == tree(small)


def assert_fits(command: str, columns: int, folder: Path) -> None:
    """No line of the small watch's screen is wider than the terminal."""
    small = small_watch(folder / "small")
    windows = folder / "windows.csv"
    windows.write_text(WINDOWS, encoding="utf-8")
    outcome = run(
        *shlex.split(command.replace("windows.csv", str(windows))),
        folder=small,
        env={"COLUMNS": str(columns)},
    )

    assert 0 == outcome.exit_code
    assert [] == [it for it in outcome.stdout.splitlines() if len(it) > columns]


def document(name: str, outcome: Outcome) -> Any:
    """Return a JSON document that obeys its schema."""
    found = json.loads(outcome.stdout)
    path = files("riskctl") / "schemas" / f"{found['schema'].replace('/', '-')}.json"
    assert path.name.startswith(f"riskctl.{name}-")
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [] == [
        f"{it.json_path}: {it.message}" for it in validator.iter_errors(found)
    ]
    assert outcome.stdout.isascii()
    return found
