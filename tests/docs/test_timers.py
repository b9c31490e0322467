"""The lines for cron and the units for systemd do what their pages say."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import EXAMPLE, ROOT, bare_environment

HOW_TO = ROOT / "docs" / "how-to"
PAGES = ("alert-on-change", "weekly-from-cron")
FENCE = re.compile(r"^```(crontab|ini)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY_BEFORE, DAY = "2022-02-23T20:00:00Z", "2022-02-24T20:00:00Z"


def blocks(page: str, language: str) -> list[str]:
    """Return a page's blocks in one language."""
    text = (HOW_TO / f"{page}.md").read_text(encoding="utf-8")
    return [body for name, body in FENCE.findall(text) if name == language]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return the folders that the pages name, with riskctl and what they call."""
    for folder in ("opt/riskctl/bin", "home/.local/bin"):
        program = tmp_path / folder / "riskctl"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m riskctl "$@"\n')
        program.chmod(0o700)
    for folder in ("srv/watches", "home/watches"):
        shutil.copytree(EXAMPLE, tmp_path / folder / "us-russia")
    for name in ("srv/tell.sh", "home/bin/tell"):
        tell = tmp_path / name
        tell.parent.mkdir(parents=True, exist_ok=True)
        tell.write_text(f'#!/bin/sh\necho "$RISKCTL_REASON" >> "{tmp_path}/told"\n')
        tell.chmod(0o700)
    return tmp_path


def run_twice(command: str, machine: Path, variables: dict[str, str]) -> str:
    """Run a command as cron does, before and after a change; return what was told."""
    env = {"HOME": str(machine / "home"), "RISKCTL_STATE": str(machine / "state")}
    for now in (DAY_BEFORE, DAY, DAY):
        # What it says of the events that are still to come at that hour is let be.
        subprocess.run(
            ["/bin/sh", "-c", command],
            check=True,
            capture_output=True,
            env=bare_environment(**env, **variables, RISKCTL_NOW=now),
        )
    return (machine / "told").read_text()


def test_a_line_for_cron_tells_of_the_change(machine: Path) -> None:
    """Word for word, but that the folders lie elsewhere."""
    (table,) = blocks("alert-on-change", "crontab")
    moved = re.sub(r"(?<![\w.])/(opt|srv)/", rf"{machine}/\1/", table)
    setting, line = moved.strip().splitlines()
    name, _, value = setting.partition("=")
    command = re.sub(r"^(?:\S+\s+){5}", "", line)
    told = run_twice(command, machine, {name: value})
    assert told == (
        "United States – Russia: level 2 (severe), worse from 3 (tense): "
        "the score reached 50 on Thu 2022-02-24\n"
    )


def test_a_unit_tells_of_the_change(machine: Path) -> None:
    """What systemd would start, with the home folder put in."""
    service = blocks("alert-on-change", "ini")[0].replace("%h", str(machine / "home"))
    command = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    settings = dict(re.findall(r"^Environment=(\w+)=(.*)$", service, re.MULTILINE))
    assert run_twice(command[0], machine, settings).count("worse from 3") == 1


@pytest.mark.parametrize("page", PAGES)
def test_systemd_takes_the_units(page: str, machine: Path) -> None:
    """It finds nothing to complain about."""
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("there is no systemd here")
    units = []
    for text, ending in zip(blocks(page, "ini"), ("service", "timer"), strict=True):
        unit = machine / f"riskctl-{page}.{ending}"
        unit.write_text(text.replace("%h", str(machine / "home")))
        units.append(str(unit))
    done = subprocess.run(
        [verify, "verify", *units],
        capture_output=True,
        check=False,
        env=bare_environment(XDG_RUNTIME_DIR=str(machine), HOME=str(machine)),
    )
    assert str(machine / "riskctl-").encode() not in done.stderr
    assert done.returncode == 0, done.stderr
