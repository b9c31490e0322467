"""A user who may do little, for tests that run as root."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that nobody may write into; root alone can make it theirs."""
    if os.geteuid():
        pytest.skip("only root can become somebody else")
    with TemporaryDirectory() as name:
        os.chown(name, NOBODY, NOBODY)
        yield Path(name)


def as_nobody(work: Callable[[], None]) -> None:
    """Do *work* as that user, in a process that ends afterwards."""
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    work()
