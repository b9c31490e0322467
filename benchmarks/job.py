"""What one measured command is, and whether it did what it claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.facts import Facts
from benchmarks.measure import Measured, Meter

# A run's number must fit into the minutes of an hour.
MOST_ROUNDS: Final = 59

APPEND: Final = "append one"
LEVEL: Final = "level"
LAST_WEEK: Final = "last week"
REPORT: Final = "weekly report"
HISTORY: Final = "whole history"
_SHOWN: Final = 400
# Every tool does these, as far as it can.
COMMON_JOBS: Final = (APPEND, LEVEL, LAST_WEEK, REPORT, HISTORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """
    The logs of one size.

    Attributes:
        folder: What was generated; read only.
        copies: Where each tool has a copy that it may append to.
    """

    size: int
    folder: Path
    copies: Path
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """
    One command on one log.

    Attributes:
        size: Events in the log; nothing when there is no generated log.
        command: The arguments of the n-th run.
        stdin: What is typed.
        append_to: The file to which the shell would append the output.
        shows: What must stand in the output.
        least_lines: How many lines of output there must be.
        grows: A file that must be larger afterwards.
        exits: Exit codes that are right.
        before: What is done before each run, outside the measurement.
        warms_up: It is run once unmeasured: the first run writes a cache.
    """

    tool: str
    name: str
    size: int | None = None
    command: Callable[[int], tuple[str, ...]]
    environment: Mapping[str, str]
    stdin: str = ""
    append_to: Path | None = None
    shows: tuple[str, ...] = ()
    least_lines: int = 0
    grows: Path | None = None
    exits: frozenset[int] = field(default=frozenset({0}))
    before: Callable[[], None] | None = None
    warms_up: bool = False

    @property
    def shown(self) -> str:
        """The command as a reader would type it: names in place of paths."""
        words = [_name(it) for it in self.command(0)]
        typed = " ".join(_quoted(it) if " " in it else it for it in words)
        return typed + (f" >> {self.append_to.name}" if self.append_to else "")

    def run(self, meter: Meter, *, number: int, limit_seconds: float) -> Measured:
        """
        Run it once.

        Raises:
            WrongAnswerError: It did not do what it claims.
        """
        if self.before is not None:
            self.before()
        size_before = self.grows.stat().st_size if self.grows else 0
        measured = meter.run(
            self.command(number),
            environment=self.environment,
            limit_seconds=limit_seconds,
            stdin=self.stdin,
            append_to=self.append_to,
        )
        if not measured.timed_out:
            self._judge(measured, meter, size_before)
        return measured

    def _judge(self, measured: Measured, meter: Meter, size_before: int) -> None:
        if measured.code not in self.exits:
            raise WrongAnswerError(f"exit code {measured.code}: {meter.errors}")
        output = meter.output
        for text in self.shows:
            if text not in output:
                raise WrongAnswerError(f"no `{text}` in: {output[:_SHOWN]}")
        if output.count("\n") < self.least_lines:
            raise WrongAnswerError(f"fewer lines than {self.least_lines}")
        if self.grows and self.grows.stat().st_size <= size_before:
            raise WrongAnswerError(f"{self.grows.name} did not grow")


class WrongAnswerError(Exception):
    """A command did not do what its job claims."""


def _quoted(word: str) -> str:
    return f'"{word}"' if "'" in word else f"'{word}'"


def _name(argument: str) -> str:
    return Path(argument).name if argument.startswith("/") else argument
