"""What was measured of sweeps: each run, phase by phase."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

SCHEMA: Final = "riskctl.sweep-benchmark/1"


class Phase(NamedTuple):
    """
    A part of a run.

    Attributes:
        processor_seconds: Of all processors, the worker processes' included.
    """

    name: str
    seconds: float
    processor_seconds: float


class Sweep(NamedTuple):
    """
    One run.

    Attributes:
        is_more: A day more, on top of what was swept before.
        rows: What was read.
        pairs: How many were judged, or gone on with.
        input_bytes: Of the files that were read.
        output_bytes: Of the folder afterwards.
        peak_bytes: The most memory that all processes held at one moment together.
        files_written: How many tables; the others were left as they were.
    """

    is_more: bool
    rows: int
    pairs: int
    years: int
    input_bytes: int
    output_bytes: int
    peak_bytes: int
    files_written: int
    digest: str
    phases: tuple[Phase, ...]

    @property
    def seconds(self) -> float:
        """On the clock, from the start to the end."""
        return sum(it.seconds for it in self.phases)

    @property
    def processor_seconds(self) -> float:
        """Of all processors."""
        return sum(it.processor_seconds for it in self.phases)

    def seconds_of(self, *names: str) -> float:
        """Return what some phases took on the clock."""
        return sum(it.seconds for it in self.phases if it.name in names)


class Found(NamedTuple):
    """
    How many of the planted crises stand in the first ten.

    Attributes:
        by_board: Of the pairs that are most unlike their own past.
        by_count: Of those with the most events.
    """

    world: str
    planted: int
    by_board: int
    by_count: int


class Results(NamedTuple):
    """
    A whole benchmark.

    Attributes:
        machine: In words, without names and paths.
        versions: Of what did the work.
        workers: How many processors were given.
        address_space_bytes: How much a single process might ask for; 0 for no limit.
        load: How many processes wanted a processor before it began.
        sweeps: Smaller worlds first; then the whole and a day more on top of it.
        counted_again: How often the whole was counted once more by itself, of which
            its row has the median; 0 where it is of one run.
    """

    machine: dict[str, str]
    versions: dict[str, str]
    workers: int
    address_space_bytes: int
    load: float
    sweeps: tuple[Sweep, ...]
    found: tuple[Found, ...]
    counted_again: int = 0

    @property
    def worlds(self) -> list[Sweep]:
        """The runs from nothing, the largest one last."""
        return [it for it in self.sweeps if not it.is_more]

    @property
    def whole(self) -> Sweep:
        """The largest of them."""
        return self.worlds[-1]

    @property
    def more(self) -> Sweep:
        """A day more on top of the whole."""
        return self.sweeps[-1]

    def with_counts(self, rounds: Sequence[tuple[Phase, ...]]) -> "Results":
        """Return these results with the whole as it was counted by itself."""
        taken = sorted(rounds, key=lambda phases: sum(it.seconds for it in phases))
        median = {it.name: it for it in taken[len(taken) // 2]}
        phases = tuple(median.get(it.name, it) for it in self.whole.phases)
        whole = self.whole._replace(phases=phases)
        sweeps = tuple(whole if it is self.whole else it for it in self.sweeps)
        return self._replace(sweeps=sweeps, counted_again=len(rounds))

    def write(self, path: Path) -> None:
        """Keep everything as JSON."""
        document = self._asdict() | {
            "sweeps": [
                it._asdict() | {"phases": [phase._asdict() for phase in it.phases]}
                for it in self.sweeps
            ],
            "found": [it._asdict() for it in self.found],
        }
        text = json.dumps({"schema": SCHEMA, **document}, ensure_ascii=True, indent=1)
        path.write_text(text + "\n", encoding="ascii")

    @classmethod
    def read(cls, path: Path) -> "Results":
        """Return what was kept."""
        document: dict[str, Any] = json.loads(path.read_text(encoding="ascii"))
        del document["schema"]
        sweeps = (
            Sweep(**it | {"phases": tuple(Phase(**phase) for phase in it["phases"])})
            for it in document.pop("sweeps")
        )
        found = (Found(**it) for it in document.pop("found"))
        return cls(**document, sweeps=tuple(sweeps), found=tuple(found))
