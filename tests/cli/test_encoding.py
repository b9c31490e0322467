"""Terminals that are not UTF-8: nothing fails, least of all after a write."""

import re
from pathlib import Path

import pytest

from riskctl.errors import ExitCode
from tests.helpers import open_folder, spawn

ENCODINGS = ["latin-1", "koi8-r", "cp1251", "ascii"]
COMMANDS = ["level", "level --full", "explain", "events", "indicators", "history",
            "change -7d", "outlook", "report", "check", "show shot01", "--help",
            "log --help"]  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_screen_is_shown(command: str, encoding: str, small: Path) -> None:
    """With what the encoding can carry, and the true exit code."""
    utf_8 = spawn(*command.split(), folder=small, env={"PYTHONIOENCODING": "utf-8"})
    done = spawn(*command.split(), folder=small, env={"PYTHONIOENCODING": encoding})
    assert (done.stderr, done.returncode) == (utf_8.stderr, utf_8.returncode)
    shown = done.stdout.decode(encoding, "replace").splitlines()
    assert len(shown) == len(utf_8.stdout.decode().splitlines())


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_written_never_looks_like_a_failure(encoding: str, small: Path) -> None:
    """A title of which the terminal has no sign is in the log, and the answer is 0."""
    before = len(open_folder(small).log)
    title = "「竹島」 \u2013 \u0416 \u05d0"
    words = ("log", "treaty", "doubted", title, "-s", "Gazette", "-d", "2026-11-19")
    done = spawn(*words, folder=small, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == ExitCode.DONE
    assert b"Traceback" not in done.stderr
    log = open_folder(small).log
    assert len(log) == before + 1
    assert title in [it.title for it in log.events]


def test_stand_ins_can_be_read(small: Path) -> None:
    """Dashes, arrows and ellipses look like what they are; letters lose their marks."""
    title = "Łódź \u2013 r\u00e9union \u2192 here\u2026"
    words = ("log", "treaty", "doubted", title, "-s", "Gazette", "-d", "2026-11-19")
    spawn(*words, folder=small)
    shown = spawn("events", "here", folder=small, env={"PYTHONIOENCODING": "cp437"})
    assert "-> here..." in shown.stdout.decode("cp437")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
@pytest.mark.parametrize("command", ["history", "outlook", "report", "explain"])
def test_charts_can_be_read(command: str, encoding: str, small: Path) -> None:
    """Bars get denser, arrows point, and nothing is a question mark."""
    done = spawn(command, folder=small, env={"PYTHONIOENCODING": encoding})
    shown = done.stdout.decode(encoding)
    assert "?" not in shown.replace("happen?", "")
    assert re.search("[.:=#-]{3}", shown)


def test_a_dot_between_words_is_a_stroke_and_the_ground_of_a_bar_is_not(
    small: Path,
) -> None:
    """In ASCII, which has neither."""
    env = {"PYTHONIOENCODING": "ascii"}
    shown = spawn("explain", folder=small, env=env).stdout.decode()
    assert " | score " in shown
    assert re.search(r"#\.+ ", shown)
    assert "||" not in shown
