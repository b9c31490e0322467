"""Install what is measured: riskctl's wheel, each in an environment of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.riskctl_jobs import Riskctl
from benchmarks.scales import ROOT

_REQUIREMENTS: Final = ROOT / "benchmarks" / "requirements.txt"


def clean_environment(work: Path) -> dict[str, str]:
    """
    Return the environment of every measured command: a home of its own, no settings.

    PYTHONDONTWRITEBYTECODE is not in it, whatever the caller's says: with it, what has
    no byte code is compiled at each start.
    """
    home = work / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "TZ": "UTC",
    }


def install_riskctl(work: Path) -> Riskctl:
    """Build the wheel of this tree and install it; copy the example watch out of it."""
    environment = clean_environment(work)
    python = make_environment(work / "riskctl")
    wheels = work / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    _pip(python, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    [wheel] = wheels.glob("*.whl")
    _pip(python, "install", str(wheel))
    # The same version may hold other code than at the last run.
    _pip(python, "install", "--no-deps", "--force-reinstall", str(wheel))
    # Without its byte code, riskctl would compile at each start, and Typer not.
    said_by(
        python, "-m", "compileall", "-q", python.parents[1], environment=environment
    )
    example, script = work / "example", python.with_name("riskctl")
    shutil.rmtree(example, ignore_errors=True)
    shutil.rmtree(example.with_suffix(".cache"), ignore_errors=True)
    said_by(script, "init", "--example", "us-russia", example, environment=environment)
    version = said_by(script, "--version", environment=environment)
    return Riskctl(
        version=version.split()[-1],
        python=python,
        script=script,
        environment=environment,
        example=example,
    )


def install_package(name: str, work: Path) -> tuple[Path, str]:
    """
    Install a peer that is a Python package, in its pinned version.

    Returns:
        The folder of its commands, and the version.

    Raises:
        subprocess.CalledProcessError: pip could not.
    """
    lines = _REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    pins = dict(it.split("==") for it in lines if "==" in it)
    # What beancount is asked with is a package of its own.
    wanted = [name, "beanquery"] if name == "beancount" else [name]
    python = make_environment(work / name)
    _pip(python, "install", *(f"{it}=={pins[it]}" for it in wanted))
    return python.parent, pins[name]


def make_environment(folder: Path) -> Path:
    """Make a virtual environment unless it is there; return its interpreter."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return python


def said_by(
    program: Path, *words: str | Path, environment: Mapping[str, str] | None = None
) -> str:
    """
    Run a program outside the measurements; return what it printed.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    return subprocess.run(
        [program, *words],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def _pip(python: Path, *words: str) -> None:
    # Bytecode is compiled by pip only when it may be written.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    quiet = ("-m", "pip", "--quiet", "--disable-pip-version-check")
    said_by(python, *quiet, *words, environment=environment)
