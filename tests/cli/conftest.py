"""What the command tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.small import small_watch
from tests.cli.terminal import Terminal


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small watch of the test's own."""
    return small_watch(tmp_path / "small")


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Close every terminal that a test opens."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()
