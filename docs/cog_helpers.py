"""
What the pages of the documentation run: real commands, in a watch of their own.

A page calls these from its `cog` blocks; `make docs` writes the output into the page
and `make docs-check` fails when it is no longer what riskctl prints.
"""

import os
import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

# The day after the example's last week of sources, so that ids, `recorded` and
# relative days are the same at every run.
NOW: Final = "2026-05-23T12:00:00Z"
# A test runs the pages' commands on a later day: they hold whenever they are typed.
_LATER: Final = "RISKCTL_DOCS_DAYS_LATER"
_EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "us-russia"


class Desk:
    """
    A home folder that is gone when the page is done; shown as `~`.

    A page that follows one story makes one in its first block and uses it in
    the later ones: they see what the earlier ones wrote.
    """

    def __init__(self, *, example: bool = False, now: str = NOW) -> None:
        """
        Make the folder.

        Args:
            example: Put a copy of the example watch there, and start in it.
            now: What the commands take for this moment.
        """
        self._folder = TemporaryDirectory(prefix="riskctl-docs-")
        self._home = Path(self._folder.name).resolve()
        self._here = self._home
        self._now = now
        if example:
            self._here = shutil.copytree(_EXAMPLE, self._home / _EXAMPLE.name)
            # The first write would give it one that is another at every run.
            with (self._here / "riskctl.toml").open("a", encoding="utf-8") as file:
                file.write(f'identity = "{_EXAMPLE.name}"\n')

    def wait_until(self, now: str) -> None:
        """Let the commands that follow run at a later moment."""
        self._now = now

    def console(self, *commands: str) -> None:
        """
        Print *commands* and everything they print, as one `console` block.

        A command that fails ends with `(exit 3)`; `cd` holds for those that follow.

        Args:
            commands: Shell lines as a reader would type them, without the `$`.
        """
        print("```console")
        for command in commands:
            print(f"$ {command}")
            print(self._output(command), end="")
        print("```")

    def prepare(self, name: str, text: str) -> None:
        """Put a file into the present folder, which the page speaks of."""
        path = self._here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def show_file(self, name: str, *, language: str = "toml") -> None:
        """Print a file of the present folder as a block."""
        print(f"```{language}")
        print((self._here / name).read_text(encoding="utf-8").rstrip())
        print("```")

    def _output(self, command: str) -> str:
        """
        Return what *command* prints on both streams, and its exit code unless 0.

        Raises:
            RuntimeError: It crashed, which no page should show.
        """
        if command.startswith("cd "):
            self._here = (self._here / command.removeprefix("cd ")).resolve(strict=True)
            return ""
        done = subprocess.run(
            command,
            shell=True,
            executable=shutil.which("bash"),
            cwd=self._here,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        if "Traceback (most recent call last)" in done.stdout:
            raise RuntimeError(f"$ {command}\n{done.stdout}")
        text = done.stdout.replace(str(self._home), "~")
        # A slow machine says so, another does not: no page rests on it.
        text = re.sub(r"^.*; this takes a while\n", "", text, flags=re.MULTILINE)
        if text and not text.endswith("\n"):
            text += "\n"
        return text if done.returncode == 0 else f"{text}(exit {done.returncode})\n"

    def _environment(self) -> dict[str, str]:
        """Return an environment that is the same on every machine."""
        home = self._home
        return {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
            "GIT_AUTHOR_NAME": "hk",
            "GIT_AUTHOR_EMAIL": "hk@example.org",
            "GIT_COMMITTER_NAME": "hk",
            "GIT_COMMITTER_EMAIL": "hk@example.org",
            "GIT_CONFIG_NOSYSTEM": "1",
            "RISKCTL_NOW": _later(self._now),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "NO_COLOR": "1",
            "COLUMNS": "80",
        }


def _later(moment: str) -> str:
    """Return a moment as many days later as the environment says."""
    days = timedelta(days=int(os.environ.get(_LATER, "0")))
    return f"{datetime.fromisoformat(moment) + days:%Y-%m-%dT%H:%M:%SZ}"


def console(*commands: str) -> None:
    """Show *commands* run one after the other in a new copy of the example watch."""
    Desk(example=True).console(*commands)


def help_of(command: str = "") -> None:
    """Print `riskctl COMMAND --help` and what it shows, as a `console` block."""
    console(" ".join(["riskctl", *command.split(), "--help"]))
