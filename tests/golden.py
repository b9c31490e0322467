"""Expected texts that are too long for a test: stored beside it, compared exactly."""

import os
from pathlib import Path

from tests.helpers import Outcome


def transcript(command: str, outcome: Outcome) -> str:
    """Return a command and what it did, as a reader would see it."""
    stderr = f"--- stderr\n{outcome.stderr}" if outcome.stderr else ""
    return (
        f"$ riskctl {command}\n{outcome.stdout}{stderr}--- exit {outcome.exit_code}\n"
    )


def assert_stored(path: Path, text: str) -> None:
    """
    Compare *text* with the file at *path*.

    With `RISKCTL_ACCEPT=1` the file is written instead: read its diff before
    you commit it.
    """
    if os.environ.get("RISKCTL_ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs"
