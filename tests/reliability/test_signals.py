"""Commands that are ended at any moment: nothing torn, nothing said and missing."""

import os
import random
import signal
from pathlib import Path
from time import monotonic, sleep

import pytest

from riskctl.storage.disk.disk import DISK
from tests.helpers import event, make_watch, open_folder, run
from tests.reliability.disks import add, ended, start
from tests.trust import rounds

KILLS = rounds(40, push=500, long=20_000)
# So many on one log; then a new one, since each is read whole after each kill.
ON_ONE_LOG = 50
OLD = event("2026-11-02", "clash", "shots", title="old")
COMMANDS = (
    ("log", "clash", "shots", "{}", "--again"),
    ("log", "treaty", "doubted", "{}", "--again", "-d", "2026-10-03"),
    ("note", "{}"),
    ("review", "--all", "--note", "{}"),
    ("retract", OLD.id, "--reason", "{}"),
    ("amend", OLD.id, "--title", "{}"),
)


class Running:
    """A command in a child of this process, which tells when it was done."""

    def __init__(self, folder: Path, words: list[str]) -> None:
        """Start it."""
        self._ends, begins = os.pipe()
        self.child = start(lambda: _work(folder, words, begins))
        os.close(begins)

    def end(self) -> tuple[int, bool]:
        """Wait for its end; return its exit code, and whether it said "done"."""
        code = ended(self.child)
        said = os.read(self._ends, 1)
        os.close(self._ends)
        return code, bool(said)


def whole(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every month."""
    return {it.name: it.read_bytes() for it in (folder / "log").glob("*.toml")}


def new_watch(folder: Path) -> Path:
    """Make a watch with one event."""
    add(make_watch(folder), OLD, DISK)
    return folder


@pytest.mark.slow
@pytest.mark.trust("R3", rounds=KILLS)
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "term"])
def test_a_signal_at_any_moment_loses_nothing(
    sign: signal.Signals, tmp_path: Path
) -> None:
    """A random delay, mixed commands, one growing log."""
    chance = random.Random(f"{sign}")  # noqa: S311 the same in every run
    for command in COMMANDS:  # what is loaded here is loaded in no child
        first = new_watch(tmp_path / f"first {command}")
        run(*(it.format("first") for it in command), folder=first)
    began = monotonic()
    assert Running(first, ["note", "undisturbed"]).end() == (0, True)
    usual = monotonic() - began
    outcomes = []
    for number in range(KILLS):
        folder = tmp_path / f"{number // ON_ONE_LOG}"
        if number % ON_ONE_LOG == 0:
            new_watch(folder)
        before = whole(folder)
        text = f"entry {number:05}"
        running = Running(folder, [it.format(text) for it in chance.choice(COMMANDS)])
        sleep(chance.random() * usual * 1.5)
        os.kill(running.child, sign)
        code, said = running.end()
        after = whole(folder)
        is_there = any(text.encode() in it for it in after.values())

        assert code in {0, -sign, 2}  # 2: the event was amended before
        assert open_folder(folder).problems == ()
        assert all(after[it].startswith(before[it]) for it in before)
        assert is_there or not said
        assert is_there == (after != before)
        outcomes.append((code == -sign, is_there))
    assert {(True, False), (False, True)} <= set(outcomes)


def _work(folder: Path, words: list[str], told: int) -> None:
    done = run(*words, folder=folder)
    if done.exit_code == 0:
        os.write(told, b"x")
    os._exit(done.exit_code)
