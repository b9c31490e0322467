"""`riskctl level --on-change`: a command of one's own, once for each change."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.small import small_watch
from tests.helpers import NOW, make_watch, run, spawn

LATER = "2026-11-21T12:00:00Z"


class Teller:
    """A watch, and a program that writes down each time what it was told."""

    def __init__(self, folder: Path) -> None:
        """Make both, and a state folder that remembers."""
        self.watch = small_watch(folder / "small")
        self.state = folder / "state"
        self.heard = folder / "heard"
        self.program = folder / "tell"
        self.program.write_text(
            f"#!/bin/sh\nenv | grep '^RISKCTL_' | sort >> '{self.heard}'\necho said\n"
        )
        self.program.chmod(0o700)

    def look(
        self, *words: str, command: str | None = None, now: str = NOW
    ) -> "subprocess.CompletedProcess[bytes]":
        """Ask for the level, and have the command run where it changed."""
        chosen = str(self.program) if command is None else command
        return spawn(
            *("level", "--brief", "--on-change", chosen, *words),
            folder=self.watch,
            env={"RISKCTL_STATE": str(self.state), "RISKCTL_NOW": now},
        )

    def worsen(self) -> None:
        """Log what makes the level worse."""
        for entry in (("clash", "deaths"), ("clash", "1"), ("treaty", "ended")):
            run("log", *entry, "Bad", "--again", "-g", "A1", folder=self.watch)

    @property
    def told(self) -> dict[str, str]:
        """What the command was told, all of its calls together."""
        if not self.heard.exists():
            return {}
        lines = self.heard.read_text().splitlines()
        return dict(it.split("=", 1) for it in lines)


@pytest.fixture
def teller(tmp_path: Path) -> Teller:
    """Return one in a folder of its own."""
    return Teller(tmp_path)


def test_is_run_once_for_each_change(teller: Teller) -> None:
    """Not the first time, when there is nothing to compare with; then once."""
    assert teller.look().returncode == 0
    assert teller.told == {}
    teller.worsen()
    first, second = teller.look(), teller.look(now=LATER)
    assert (first.returncode, second.returncode) == (0, 0)
    assert b"said" in first.stderr
    assert b"said" not in first.stdout + second.stdout + second.stderr
    assert teller.told["RISKCTL_LEVEL"] == "1"
    assert teller.told["RISKCTL_LEVEL_BEFORE"] == "2"
    assert teller.told["RISKCTL_WAY"] == "worse"
    assert teller.told["RISKCTL_REASON"] == (
        "North – South: level 1 (imminent), worse from 2 (severe): the score reached "
        "75 on Fri 2026-11-20"
    )


def test_is_run_when_the_level_eases(teller: Teller) -> None:
    """What was an alarm is told to be over."""
    teller.worsen()
    teller.look()
    run("undo", "-y", folder=teller.watch)
    teller.look()
    assert teller.told["RISKCTL_WAY"] == "eased"


def test_that_fails_is_run_again(teller: Teller) -> None:
    """A change that nobody heard of is told the next time."""
    teller.look()
    teller.worsen()
    said = teller.look(command="false").stderr.decode()
    assert "on change: `false` ended with 1; it is run again the next time\n" in said
    missing = teller.look(command="no-such-program").stderr.decode()
    assert "`no-such-program` does not start: No such file or directory" in missing
    teller.look()
    assert teller.told["RISKCTL_LEVEL"] == "1"


def test_is_started_without_a_shell(teller: Teller) -> None:
    """What only a shell would understand is a word like any other."""
    teller.look()
    teller.worsen()
    teller.look(command=f"echo '$(touch {teller.heard})'; touch {teller.heard}")
    assert not teller.heard.exists()


def test_comes_from_ones_own_settings_and_from_no_watch(
    teller: Teller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that somebody was sent starts no program."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings = teller.watch / "riskctl.toml"
    settings.write_text(settings.read_text() + f'on_change = "{teller.program}"\n')
    teller.look(command="true")
    teller.worsen()
    refused = teller.look(command="-")
    assert refused.returncode == 2
    assert b"--on-change: there is no command to run\nhint: name one" in refused.stderr
    assert b"on_change" in spawn("check", folder=teller.watch).stdout
    own = tmp_path / "config" / "riskctl" / "config.toml"
    own.parent.mkdir(parents=True)
    own.write_text(f'on_change = "{teller.program}"\n')
    assert teller.look(command="-").returncode == 0
    assert teller.told["RISKCTL_LEVEL"] == "1"
    assert b"config.toml" not in spawn("check", folder=teller.watch).stdout


def test_is_not_run_for_a_level_that_is_not_current(teller: Teller) -> None:
    """Nobody has looked: the level is no news."""
    teller.look()
    teller.worsen()
    said = teller.look(now="2027-02-20T12:00:00Z")
    assert b"no current level, so that nothing is told: expired: nobody" in said.stderr
    assert teller.told == {}


@pytest.mark.parametrize(
    ("words", "state", "message"),
    [
        (("--as-of", "yesterday"), "", "--on-change is about the level of today\n"),
        ((), "off", "nothing can be kept of what was told last: it is switched off\n"),
    ],
)
def test_is_refused_where_nothing_could_be_compared(
    words: tuple[str, ...], state: str, message: str, tmp_path: Path
) -> None:
    """Another day is not today, and without memory every run would tell."""
    outcome = run(
        *("level", "--on-change", "true", *words),
        folder=small_watch(tmp_path / "small"),
        env={"RISKCTL_STATE": state or str(tmp_path / "state")},
    )
    assert outcome.stderr.startswith(message)
    assert outcome.exit_code == 2


def test_a_quotation_that_does_not_end_is_named(tmp_path: Path) -> None:
    """Nothing is run of half a command."""
    folder = make_watch(tmp_path / "fresh")
    outcome = run("level", "--on-change", "mail 'x", folder=folder)
    assert outcome.stderr == (
        "--on-change: `mail 'x`: no closing quotation\nhint: mend the quotation\n"
    )
