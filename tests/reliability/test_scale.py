"""Ten times as long a log is ten times the work, counted and not timed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import pytest

from tests.helpers import make_watch, run
from tests.trust import rounds

LARGEST = rounds(1_000, push=10_000, long=100_000)
MOST = 12
LAST = date(2026, 11, 19)
BLOCK = """\
[[event]]
id = "{day}-{number:06}"
date = {day}
indicator = "{indicator}"
value = {value}
title = "Event {number}"
sources = ["https://example.org/{number}"]
grade = "B2"
recorded = {day}T12:00:00Z

"""
KINDS = (("clash", '"shots"'), ("talks", '"call"'), ("treaty", '"doubted"'))

pytestmark = [pytest.mark.slow, pytest.mark.trust("R22", rounds=LARGEST)]


def watch_of(folder: Path, size: int) -> Path:
    """Make a watch with so many events, four a day, up to the last one."""
    files: dict[str, list[str]] = {}
    for number in range(size):
        day = f"{LAST - timedelta(days=number // 4)}"
        indicator, value = KINDS[number % 3]
        files.setdefault(f"{day[:7]}.toml", []).append(
            BLOCK.format(day=day, number=number, indicator=indicator, value=value)
        )
    return make_watch(folder, {name: "".join(it) for name, it in files.items()})


@contextmanager
def counted(calls: list[int]) -> Iterator[None]:
    """Count the calls of functions in the block, of Python's and of C's."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)
        calls.append(count)


@pytest.mark.parametrize("command", ["level", "events --all", "check", "report"])
def test_work_grows_with_the_log_and_no_faster(
    command: str, tmp_path: Path, tried: Callable[[int], None]
) -> None:
    """From a tenth to the whole, without what is kept between commands."""
    calls: list[int] = []
    for size in (LARGEST // 10, LARGEST):
        folder = watch_of(tmp_path / f"{size}", size)
        words = command.split()
        run(*words, folder=folder, env={"RISKCTL_CACHE": "off"})
        with counted(calls):
            done = run(*words, folder=folder, env={"RISKCTL_CACHE": "off"})
        assert done.exit_code in {0, 3}
    few, many = calls
    assert many / few <= MOST, calls
    tried(LARGEST)
