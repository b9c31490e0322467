"""A program that keeps dated entries in text files, beside which riskctl is timed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.facts import Facts
from benchmarks.forms import points
from benchmarks.invented import SPAN_DAYS
from benchmarks.job import Job, Place

TITLE: Final = "Invented: an appended event"
WEEKS: Final = SPAN_DAYS // 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """
    A peer that is installed.

    Attributes:
        program: Its executable.
        environment: Of all its commands.
        warms_up: Its first command on a log writes a cache that later ones read.
    """

    name: str
    version: str
    program: Path
    environment: Mapping[str, str]
    warms_up: bool = False

    def job(  # noqa: PLR0913 (each is one property of a job)
        self,
        place: Place,
        name: str,
        *words: str | Path,
        shows: tuple[str, ...] = (),
        least_lines: int = 1,
        stdin: str = "",
        append_to: Path | None = None,
        grows: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Job:
        """
        Return a job of this peer; see `Job`.

        Args:
            words: Its arguments; `{}` in them is the number of the run.
        """
        arguments = [str(it) for it in words]

        def command(number: int) -> tuple[str, ...]:
            numbered = (it.replace("{}", f"{number:02}") for it in arguments)
            return (str(self.program), *numbered)

        return Job(
            tool=self.name,
            name=name,
            size=place.size,
            command=command,
            environment={**self.environment, **(environment or {})},
            stdin=stdin,
            append_to=append_to,
            shows=shows,
            least_lines=0 if grows else least_lines,
            grows=grows,
            warms_up=self.warms_up,
        )


def last_sum(facts: Facts) -> str:
    """Return the sum of the last event's indicator, as the ledgers print it."""
    return points(facts.sums[facts.last_indicator])


def report_sums(facts: Facts) -> tuple[str, ...]:
    """Return the sums of the report's week that are not 0."""
    return tuple(points(it) for it in facts.report_sums.values() if it)
