"""What the tests of the formats share."""

from pathlib import Path

import pytest

from tests.cli.small import small_watch


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small watch of the test's own."""
    return small_watch(tmp_path / "small")
