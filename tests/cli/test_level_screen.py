"""`riskctl level` in a terminal: one screen, and what is new since the last look."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import copytree

import pyte
import pytest

from tests.cli.small import tree
from tests.helpers import EXAMPLE, NOW, make_watch, run

PROMPT = "$ riskctl level"
SHOT = """\
    [[event]]
    id = "2026-11-19-shot09"
    date = 2026-11-19
    indicator = "clash"
    value = "deaths"
    title = "Two soldiers die at the river"
    sources = ["https://example.org/a"]
    grade = "A1"
    recorded = 2026-11-20T09:00:00Z
    """
CALL = """\
    [[event]]
    id = "2026-11-10-call01"
    date = 2026-11-10
    indicator = "talks"
    value = "call"
    title = "The ministers spoke"
    sources = ["https://example.org/a"]
    grade = "A1"
    recorded = 2026-11-10T12:00:00Z
    """


def seen(
    folder: Path,
    state: Path,
    *words: str,
    size: tuple[int, int] = (80, 24),
    now: str = NOW,
) -> list[str]:
    """Return what stands on a terminal, from the prompt to the next one."""
    width, height = size
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "riskctl", "--watch", str(folder), *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={
            **os.environ,
            "RISKCTL_NOW": now,
            "RISKCTL_STATE": str(state),
            "COLUMNS": str(width),
            "LINES": str(height),
            "TERM": "xterm-256color",
            "PAGER": "cat",
        },
    )
    os.close(slave)
    written = b""
    with suppress(OSError):  # its other end is closed
        while data := os.read(master, 1024):
            written += data
    os.close(master)
    assert process.wait() == 0
    screen = pyte.Screen(width, height)
    pyte.ByteStream(screen).feed(f"{PROMPT}\r\n".encode() + written + b"$ ")
    return [it.rstrip() for it in screen.display]


def example(tmp_path: Path) -> Path:
    """Return the example, which nobody looked at since May."""
    return copytree(EXAMPLE, tmp_path / "example")


def fresh(tmp_path: Path) -> Path:
    """Return a watch that was made a moment ago."""
    return make_watch(tmp_path / "fresh")


def current(tmp_path: Path) -> Path:
    """Return a watch that somebody writes into."""
    return make_watch(
        tmp_path / "current", {"2026-11.toml": CALL.replace("\n    \n", "\n") + SHOT}
    )


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (60, 24), (200, 24)])
@pytest.mark.parametrize("make", [example, fresh, current])
def test_prompt_pair_and_level_stand_on_one_screen(
    make: Callable[[Path], Path], size: tuple[int, int], tmp_path: Path
) -> None:
    """Nothing scrolls away, whether the log is old, empty or well kept."""
    folder = make(tmp_path)
    shown = seen(folder, tmp_path / "state", "level", size=size)

    assert PROMPT == shown[0]
    pair = "United States" if make is example else "North – South"
    assert any(it.startswith(pair) for it in shown)
    word = "no evidence: nothing" if make is fresh else "ALERT LEVEL"
    assert any(it.startswith(word) for it in shown)
    assert "$" in [it.rstrip() for it in shown]


@pytest.mark.parametrize(
    "day", ["2022-02-24", "2022-02-28", "2022-10-20", "2024-11-21", "2026-05-22"]
)
def test_takes_fifteen_lines_at_the_most(day: str) -> None:
    """In 80 columns, on the days on which there is most to say."""
    lines = run("level", day, folder=EXAMPLE).stdout.splitlines()

    assert len(lines) <= 15
    assert max(map(len, lines)) <= 80


def test_says_first_that_nobody_has_looked() -> None:
    """An expired level says so before it says what it is."""
    lines = run("level", folder=EXAMPLE).stdout.splitlines()

    expired = next(it for it in lines if it.startswith("expired"))
    assert "nobody has looked since" in expired
    ladder = next(it for it in lines if it.startswith("ALERT LEVEL"))
    assert lines.index(expired) < lines.index(ladder)


def test_names_what_drives_it_by_title() -> None:
    """A reader meets events, and not the names of indicators."""
    stdout = run("level", "2022-02-28", folder=EXAMPLE).stdout

    assert "ALERT LEVEL  5 4 3 [2] 1  2 · severe · orange" in stdout
    assert "worse from 3 (tense) since Thu 2022-02-24" in stdout
    assert "Russia launches full-scale invasion of Ukraine" in stdout
    assert "russia-campaign" not in stdout


class TestSinceTheLastLook:
    def test_tells_what_is_new(self, tmp_path: Path) -> None:
        """What was written down since the day before, by its title; not in a pipe."""
        folder, state = current(tmp_path), tmp_path / "state"
        seen(folder, state, "level", now="2026-11-19T12:00:00Z")
        shown = "\n".join(seen(folder, state, "level"))

        assert "last look   since Thu 2026-11-19:" in shown
        assert (
            "Two soldiers die at the river · 2026-11-19" in shown.split("last look")[1]
        )
        piped = run("level", folder=folder, env={"RISKCTL_STATE": str(state)}).stdout
        assert "last look" not in piped

    def test_goes_on_telling_it_all_day(self, tmp_path: Path) -> None:
        """A second look on the same day does not hide what the first one showed."""
        folder, state = current(tmp_path), tmp_path / "state"
        seen(folder, state, "level", now="2026-11-19T12:00:00Z")
        once = seen(folder, state, "level")
        assert once == seen(folder, state, "level")

    def test_is_not_kept_in_the_watch(self, tmp_path: Path) -> None:
        """Looking leaves every byte of a watch as it is."""
        folder = current(tmp_path)
        before = tree(folder)
        seen(folder, tmp_path / "state", "level")
        assert before == tree(folder)
        assert list((tmp_path / "state").rglob("looks"))

    def test_another_day_is_no_look(self, tmp_path: Path) -> None:
        """Whoever looks back has not seen the present."""
        folder, state = current(tmp_path), tmp_path / "state"
        seen(folder, state, "level", "2026-11-15")
        assert not list(state.rglob("looks"))

    def test_it_can_be_switched_off(self, tmp_path: Path) -> None:
        """Nothing is remembered, and the last seven days are told."""
        folder = current(tmp_path)
        shown = seen(folder, Path("off"), "level")
        assert any(it.startswith("in 7 days") for it in shown)
        assert not Path("off").exists()


def test_a_day_is_named_once() -> None:
    """`level 2022-02-28` is `level --as-of 2022-02-28`; both at once are refused."""
    asked = run("level", "2022-02-28", "--json", folder=EXAMPLE)
    assert asked == run("level", "--as-of", "2022-02-28", "--json", folder=EXAMPLE)
    twice = run("level", "yesterday", "--as-of", "2022-02-28", folder=EXAMPLE)
    assert twice.exit_code == 2
    assert twice.stderr == (
        "the day is named twice: yesterday, and --as-of 2022-02-28\n"
        "hint: riskctl level yesterday\n"
    )


def test_yesterday_is_the_day_before() -> None:
    """Days are named as people name them."""
    yesterday = run("level", "yesterday", "--json", folder=EXAMPLE)
    assert f'"as_of": "{date(2026, 11, 19)}"' in yesterday.stdout
