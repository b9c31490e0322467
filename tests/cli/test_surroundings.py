"""What is odd around a watch: clocks, homes, masks, locks with another name."""

import os
import stat
import sys
from pathlib import Path

import pytest

from riskctl.storage.disk.lock import held_lock
from riskctl.storage.text.writer import block
from tests.helpers import CATALOGUE, event, make_watch, run

FILES = {"2026-11.toml": block(event("2026-11-02", "clash", "shots"))}


class TestClock:
    @pytest.mark.parametrize(
        "now",
        [
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "1899-12-31T23:59:59Z",
            "2200-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59-14:00",
        ],
    )
    @pytest.mark.parametrize("command", ["level", "report", "outlook", "check"])
    def test_one_that_is_centuries_off_is_named(
        self, tmp_path: Path, now: str, command: str
    ) -> None:
        """A battery is flat; nothing is judged on such a day."""
        said = run(command, folder=make_watch(tmp_path, FILES), now=now)
        assert (said.exit_code, said.stdout) == (2, "")
        assert said.stderr.startswith("the clock says ")
        assert said.stderr.endswith(
            "hint: set the clock of this machine, or RISKCTL_NOW\n"
        )


class TestArguments:
    def test_a_reason_in_another_encoding_is_refused(self, tmp_path: Path) -> None:
        """As a title is; nothing is written."""
        folder = make_watch(tmp_path, FILES)
        said = run("retract", "2026-11-02", "--reason", "caf\udce9", folder=folder)
        assert said.exit_code == 2
        assert said.stderr.startswith("the reason holds U+DCE9")

    def test_a_weight_of_nothing_can_be_tried(self, tmp_path: Path) -> None:
        """There is no half and no double of it."""
        text = CATALOGUE.replace("weight = 50", "weight = 0")
        folder = make_watch(tmp_path, FILES, catalogue=text)
        said = run("explain", "--sensitivity", folder=folder)
        assert said.exit_code == 0
        assert "±0.0          ±0.0          ±0.0" in said.stdout


class TestHome:
    def test_without_one_there_is_no_watch_of_ones_own(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A container has neither `HOME` nor an entry for its user."""
        monkeypatch.delenv("HOME", raising=False)
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        monkeypatch.setattr(os.path, "expanduser", lambda path: path)
        monkeypatch.chdir(tmp_path)
        said = run("level")
        assert said.exit_code == 5
        assert said.stderr.startswith("there is no home folder")
        assert list(tmp_path.iterdir()) == []


class TestLock:
    def test_a_file_that_has_another_name_is_not_written_into(
        self, tmp_path: Path
    ) -> None:
        """It is locked all the same."""
        victim = tmp_path / "victim"
        victim.write_text("gold")
        lock = tmp_path / ".riskctl.lock"
        lock.hardlink_to(victim)
        with held_lock(lock):
            pass
        assert victim.read_text() == "gold"


class TestSharedFolder:
    def test_whoever_may_write_there_may_write_to_what_is_new(
        self, tmp_path: Path
    ) -> None:
        """A mask of 022 does not lock the second user out."""
        folder = make_watch(tmp_path / "w", FILES)
        for it in (folder, folder / "log"):
            it.chmod(0o2775)
        before = os.umask(0o022)
        try:
            done = run("log", "talks", "call", "x", "-d", "2026-10-05", folder=folder)
        finally:
            os.umask(before)
        assert done.exit_code == 0, done.stderr
        for name in (".riskctl.lock", "log/2026-10.toml"):
            assert (folder / name).stat().st_mode & stat.S_IWGRP

    def test_a_folder_of_ones_own_is_shared_with_nobody(self, tmp_path: Path) -> None:
        """What is new has the mode that the mask says."""
        folder = make_watch(tmp_path / "w", FILES)
        before = os.umask(0o077)
        try:
            run("log", "talks", "call", "x", "-d", "2026-10-05", folder=folder)
        finally:
            os.umask(before)
        made = folder / "log" / "2026-10.toml"
        assert stat.S_IMODE(made.stat().st_mode) == 0o600


class TestInterrupt:
    def test_before_the_command_line_is_there(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """While it is loaded; the process ends with 130 and without a traceback."""
        from riskctl import __main__ as entry

        ended: list[int] = []

        def interrupted() -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(entry, "_run", interrupted)
        monkeypatch.setattr(os, "_exit", ended.append)
        entry.main()
        assert ended == [130]
        assert sys.stderr


class TestLeftovers:
    @pytest.mark.parametrize(
        "command", [("site", "out"), ("report", "this", "-o", "out")]
    )
    def test_of_the_killed_are_cleared_away_and_of_the_living_not(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
    ) -> None:
        """In the folder that is written into; nobody else's files are touched."""
        out = tmp_path / "out"
        out.mkdir()
        dead = out / ".index.html.99999999.riskctl-tmp"
        living = out / f".index.html.{os.getppid()}.riskctl-tmp"
        other = out / ".notes.riskctl-tmp"
        for it in (dead, living, other):
            it.touch()
        folder = make_watch(tmp_path / "w", FILES)
        monkeypatch.chdir(tmp_path)
        done = run(*command, folder=folder)
        assert done.exit_code == 0, done.stderr
        assert [it.exists() for it in (dead, living, other)] == [False, True, True]
