"""
What the pages of the documentation run: real commands, in a watch of their own.

A page calls these from its `cog` blocks; `make docs` writes the output into the page
and `make docs-check` fails when it is no longer what riskctl prints.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_EXAMPLE = Path(__file__).parent.parent / "examples" / "us-russia"


def console(*commands: str) -> None:
    """
    Print *commands* and everything they print, as one `console` block.

    They run one after the other in a new copy of the example watch, so that a later
    one sees what an earlier one wrote. A command that fails ends with `(exit 3)`.
    The temporary folder shows as `~`, which it is for the commands.

    Args:
        commands: Shell lines as a reader would type them, without the `$`.
    """
    with _copy_of_the_example() as watch:
        print("```console")
        for command in commands:
            print(f"$ {command}")
            print(_output(command, watch), end="")
        print("```")


def help_of(command: str = "") -> None:
    """Print `riskctl COMMAND --help` and what it shows, as a `console` block."""
    console(" ".join(["riskctl", *command.split(), "--help"]))


@contextmanager
def _copy_of_the_example() -> Iterator[Path]:
    """Give a folder with a copy of the example watch; its parent is the home."""
    with TemporaryDirectory(prefix="riskctl-docs-") as folder:
        yield shutil.copytree(_EXAMPLE, Path(folder).resolve() / _EXAMPLE.name)


def _output(command: str, watch: Path) -> str:
    """Return what *command* prints on both streams, and its exit code unless 0."""
    home = watch.parent
    done = subprocess.run(
        command,
        shell=True,
        executable=shutil.which("bash"),
        cwd=watch,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    text = done.stdout.replace(str(home), "~")
    if text and not text.endswith("\n"):
        text += "\n"
    return text if done.returncode == 0 else f"{text}(exit {done.returncode})\n"


def _environment(home: Path) -> dict[str, str]:
    """Return an environment that is the same on every machine."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "80",
    }
