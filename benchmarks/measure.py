"""Run a command through the spawner, and keep what it took."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, Self

from benchmarks.spawner import SEPARATOR, TIMED_OUT

_SPAWNER: Final = Path(__file__).parent / "spawner.py"
_STDERR_SHOWN: Final = 400


class Measured(NamedTuple):
    """
    What one run took.

    Attributes:
        seconds: On the clock, from the start of the process to its end.
        processor_seconds: Of user and system together, children included.
        peak_kib: The most memory that one of its processes held at once.
        code: The exit code, or `TIMED_OUT`.
    """

    seconds: float
    processor_seconds: float
    peak_kib: int
    code: int

    @property
    def timed_out(self) -> bool:
        """Whether it was stopped at the limit."""
        return self.code == TIMED_OUT


class Meter:
    """The spawner, and the folder for what commands print."""

    def __init__(self, folder: Path, *, python: Path) -> None:
        """
        Start the spawner.

        Args:
            folder: Where commands run and their output is kept.
            python: The interpreter of the spawner.
        """
        self._folder = folder
        self._output = folder / "stdout"
        self._errors = folder / "stderr"
        self._input = folder / "stdin"
        self._process = subprocess.Popen(
            [python, "-I", "-S", _SPAWNER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        arguments: tuple[str, ...],
        *,
        environment: Mapping[str, str],
        limit_seconds: float,
        stdin: str = "",
        append_to: Path | None = None,
    ) -> Measured:
        """
        Run a command to its end, or to the limit.

        Args:
            append_to: The file that takes the output, as `>> FILE` does; else it
                can be had from `output`.
        """
        self._output.unlink(missing_ok=True)
        if stdin:
            self._input.write_text(stdin, encoding="utf-8")
        fields = [
            str(limit_seconds),
            str(self._input) if stdin else os.devnull,
            str(append_to or self._output),
            str(self._errors),
            "a" if append_to else "w",
            str(self._folder),
            str(len(arguments)),
            *arguments,
            *(f"{name}={value}" for name, value in environment.items()),
        ]
        if any(SEPARATOR in it or "\n" in it for it in fields):
            raise ValueError(arguments)
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise RuntimeError("the spawner has no pipes")
        requests.write(SEPARATOR.join(fields) + "\n")
        requests.flush()
        seconds, processor, peak, code = answers.readline().split()
        return Measured(float(seconds), float(processor), int(peak), int(code))

    @property
    def output(self) -> str:
        """What the last command printed."""
        if not self._output.exists():
            return ""
        return self._output.read_text(encoding="utf-8", errors="replace")

    @property
    def errors(self) -> str:
        """The end of what the last command said on stderr."""
        text = self._errors.read_text(encoding="utf-8", errors="replace")
        return text[-_STDERR_SHOWN:]

    def __enter__(self) -> Self:
        """Hand out the meter."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the spawner."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
